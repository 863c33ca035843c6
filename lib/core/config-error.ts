import type { Finding, Severity } from './finding';
import { renderSource, renderSubject } from './finding';
import { MESSAGE, shown, withoutCommands } from './shown';

const CONFIG_ERROR = Symbol.for('cdk8s-istio.ConfigError');

/**
 * The user's config is wrong. Carries every finding; its text lists each with resource, field, construct, source line and fix.
 * It has no stack: the place to look is in the findings.
 */
export class ConfigError extends Error {
  /** Everything that was found, errors first. */
  declare public readonly findings: readonly Finding[]; // hidden below, where a field would be shown

  /** True for a ConfigError, also for one of another copy of cdk8s-istio in the same program. `instanceof ConfigError` gives the same. */
  public static isConfigError(this: void, value: unknown): value is ConfigError {
    return typeof value === 'object' && value !== null && CONFIG_ERROR in value;
  }

  /** Makes `instanceof ConfigError` as reliable as {@link ConfigError.isConfigError}; a subclass knows only its own. @internal */
  public static [Symbol.hasInstance](value: unknown): boolean {
    return this === ConfigError ? ConfigError.isConfigError(value) : Function.prototype[Symbol.hasInstance].call(this, value);
  }

  public constructor(findings: readonly Finding[]) {
    super(describe(findings));
    // Node prints the stack of an uncaught error, and then its own fields: frames of this package would only hide the message,
    // and the findings are in it.
    Object.defineProperty(this, CONFIG_ERROR, { value: true });
    // Set, not defined: the engine would first make the text of the stack, with the program's own Error.prepareStackTrace.
    this.stack = `ConfigError: ${this.message}`;
    const hidden = { name: 'ConfigError', findings };
    for (const [key, value] of Object.entries(hidden)) Object.defineProperty(this, key, { value, configurable: true });
  }
}

/** A finding as text: what, where, which construct made it, how to fix it. */
export function renderFinding(finding: Finding): string {
  const { severity, rule, message, construct, source, related = [], fix } = finding;
  const lines = [`${severity} ${shown(rule)}`, `  ${renderSubject(finding)}`, `  ${shown(message, MESSAGE)}`];
  if (construct !== undefined || source) {
    const at = source ? renderSource(source) : '';
    // The first line names the construct of a finding that is about no resource; a text that no construct made was written at the source.
    const made = finding.resource && construct !== undefined ? `  made by ${shown(construct)}${at && ` (${at})`}` : at && `  at ${at}`;
    if (made) lines.push(made);
  }
  for (const other of related) {
    const made = other.construct === undefined || !other.resource ? '' : `, made by ${shown(other.construct)}`;
    lines.push(`  see also ${renderSubject(other)}${made}${other.source ? ` (${renderSource(other.source)})` : ''}`);
  }
  if (fix) lines.push(`  fix: ${shown(fix, MESSAGE)}`);
  return withoutCommands(lines.join('\n'));
}

function describe(findings: readonly Finding[]): string {
  const count = (severity: Severity): number => findings.filter((found) => found.severity === severity).length;
  const worst = (['error', 'warning', 'info'] as const).find((severity) => count(severity) > 0) ?? 'error';
  const why = worst === 'error' ? '' : `; failOn stops the synth at ${worst}s`;
  const head = `${count(worst)} ${count(worst) === 1 ? worst : `${worst}s`} in the Istio config${why}`;
  return [head, ...findings.map(renderFinding)].join('\n\n');
}
