import type { Contribution } from '../../../lib/composition/contribution';
import { versionsIn } from './named-parts';

/** True when a contribution needs the DestinationRule of the host. @internal */
export function needsRule({ shares, exceptions, behaviours, policies = [], usesVersions }: Omit<Contribution, 'by'>): boolean {
  return usesVersions === true || policies.length > 0 || shares !== undefined || versionsIn({ exceptions, behaviours }).length > 0;
}

/** True when a contribution needs the VirtualService of the host. @internal */
export function needsRoutes({ shares, exceptions = [], behaviours = [], detours = [] }: Omit<Contribution, 'by'>): boolean {
  return shares !== undefined || exceptions.length > 0 || behaviours.length > 0 || detours.length > 0;
}
