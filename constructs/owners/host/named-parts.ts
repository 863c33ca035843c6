import type { Contribution } from '../../../lib/composition/contribution';

/** The versions that a contribution names. @internal */
export function versionsIn({ shares = [], exceptions = [], policies = [], behaviours = [] }: Omit<Contribution, 'by'>): string[] {
  const mirrors = behaviours.flatMap(({ behaviours: { mirrors: own = [] } }) => own);
  return [
    ...shares.map(({ version }) => version),
    ...exceptions.flatMap(({ then }) => (then.kind === 'version' ? [then.version] : [])),
    ...policies.flatMap(({ version }) => version ?? []),
    ...mirrors.flatMap(({ host, version }) => (host === undefined ? version ?? [] : [])),
  ];
}

/** The ports that a contribution names. @internal */
export function portsIn({ policies = [], detours = [] }: Omit<Contribution, 'by'>): string[] {
  return [...policies.flatMap(({ port }) => port ?? []), ...detours.map(({ port }) => port)];
}
