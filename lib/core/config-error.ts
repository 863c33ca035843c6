import type { Finding } from './finding';
import { renderPath, renderResource } from './finding';

/**
 * The user's config is wrong. Carries every finding; its text lists each with resource, field, construct, source line and fix.
 * It has no stack: the place to look is in the findings.
 */
export class ConfigError extends Error {
  /** Everything that was found, errors first. */
  declare public readonly findings: readonly Finding[]; // hidden below, where a field would be shown

  public constructor(findings: readonly Finding[]) {
    super(describe(findings));
    // Node prints the stack of an uncaught error, and then its own fields: frames of this package would only hide the message,
    // and the findings are in it.
    const hidden = { name: 'ConfigError', findings, stack: `ConfigError: ${this.message}` };
    for (const [key, value] of Object.entries(hidden)) Object.defineProperty(this, key, { value, configurable: true });
  }
}

/** A finding as text: what, where, who made it, how to mend it. */
export function renderFinding(finding: Finding): string {
  const { source } = finding;
  const lines = [
    `${finding.severity} ${finding.rule}`,
    `  ${renderResource(finding.resource)} ${renderPath(finding.path)}`.trimEnd(),
    `  ${finding.message}`,
  ];
  if (finding.construct !== undefined || source) {
    const at = source ? `${source.file}:${source.line}:${source.column}` : '';
    // What no construct made was written there.
    lines.push(finding.construct === undefined ? `  at ${at}` : `  made by ${[finding.construct, at && `(${at})`].filter(Boolean).join(' ')}`);
  }
  for (const other of finding.related ?? []) {
    const at = other.source ? ` (${other.source.file}:${other.source.line}:${other.source.column})` : '';
    lines.push(`  see also ${renderResource(other.resource)} ${renderPath(other.path ?? [])}`.trimEnd() + (other.construct ? `, made by ${other.construct}` : '') + at);
  }
  if (finding.fix) lines.push(`  fix: ${finding.fix}`);
  return lines.join('\n');
}

function describe(findings: readonly Finding[]): string {
  const errors = findings.filter((f) => f.severity === 'error').length;
  const head = `${errors} ${errors === 1 ? 'error' : 'errors'} in the Istio config`;
  return [head, ...findings.map(renderFinding)].join('\n\n');
}
