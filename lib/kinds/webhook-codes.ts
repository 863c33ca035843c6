import type { Finding, Path } from '../core/finding';

/**
 * The codes of `istioctl analyze` for what the admission webhook finds wrong with a resource. It runs the checks of the
 * webhook without those of
 * the API server and of metadata, and leaves out a message that it has already.
 */
export function withWebhookCodes(kind: string, findings: readonly Finding[], explained: readonly Explained[]): Finding[] {
  const seen = new Set<string>();
  return findings.map((found) => {
    const hidden = explained.filter(({ at }) => isSame(at, found.path)).map(({ code }) => code);
    const code = codeOf(kind, found);
    // Whatever is wrong with a duration, the webhook has one text for it.
    const text = found.rule === 'value/duration' ? '' : found.message;
    const isRepeated = code !== undefined && REPEATABLE.has(code) && seen.size === seen.add(`${code} ${found.rule} ${text}`).size;
    const codes = isRepeated ? [] : [...(code === undefined ? [] : [code]), ...hidden];
    if (codes.length === 0) return isRepeated && found.aliases ? withoutCode(found, code) : found;
    const aliases = (found.aliases ?? []).filter((alias) => alias !== code);
    return { ...found, aliases: [...codes, ...aliases] };
  });
}

/** The codes of what the webhook finds. */
export const WEBHOOK_CODES: ReadonlySet<string> = new Set(['IST0106', 'IST0130', 'IST0131', 'IST0133']);

/** A finding of the webhook that follows from another one at the same place, which is reported alone. */
export interface Explained {
  readonly at: Path;
  readonly code: string;
}

/** What istioctl leaves out when it has the same message already; others name the number of the route. */
const REPEATABLE: ReadonlySet<string> = new Set(['IST0106', 'IST0133']);

/** Rules about metadata, which istioctl does not hand to the webhook's checks. */
const OF_METADATA = /^metadata\/|\/dry-run$/;

/** The code for what a rule of the webhook reports. */
export function webhookCode({ authority, severity, id }: { readonly authority: string; readonly severity: string; readonly id: string }): string | undefined { // eslint-disable-line max-len -- one sentence
  if (authority !== 'istiod' || OF_METADATA.test(id)) return undefined;
  return severity === 'error' ? 'IST0106' : severity === 'warning' ? 'IST0133' : undefined;
}

function codeOf(kind: string, { rule, severity, authority, path, aliases = [] }: Finding): string | undefined {
  const own = aliases.find((alias) => alias.startsWith('IST'));
  if (own !== undefined) return own;
  if (authority !== 'api-server') return webhookCode({ authority, severity, id: rule });
  if (kind === 'EnvoyFilter') return undefined; // its targets are not checked
  const at = patternOf(path);
  return TOO.some(([rules, paths]) => rules.test(rule) && paths.test(at)) ? 'IST0106' : undefined;
}

/** The path without `spec`, with a star for each index. */
function patternOf(path: Path): string {
  return path.slice(1).map((step) => (typeof step === 'number' ? '*' : step)).join('.');
}

function withoutCode({ aliases = [], ...found }: Finding, code: string): Finding {
  const rest = aliases.filter((alias) => alias !== code);
  return rest.length === 0 ? found : { ...found, aliases: rest };
}

function isSame(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, i) => step === b[i]);
}

/** What the API server refuses and the webhook would refuse too: rules, and the paths where they do. */
const TOO: readonly (readonly [rule: RegExp, path: RegExp])[] = [
  [/^field\/missing$/, /(^|\.)(targetRefs?(\.\*)?\.(name|kind)|subsets\.\*\.name|providers\.\*\.name|env\.\*\.name|url|inlineCode|destination(\.host)?)$/],
  [/^field\/missing$/, /^(host|hosts|template|servers\.\*\.(hosts|port(\.(number|name|protocol))?)|egress\.\*\.hosts|ingress\.\*\.port|rules\.\*\.when\.\*\.key)$/],
  [/^field\/missing$/, /(^|\.)(httpCookie(\.attributes\.\*)?\.name|warmup\.duration|tunnel\.target(Host|Port)|customTags\..*\.(environment|header)\.name|directResponse\.status)$/],
  [/^field\/missing$/, /(^|\.)(fromHeaders\.\*\.name|outputClaimToHeaders\.\*\.(claim|header)|ports\.\*\.(number|name)|probe\.(httpGet|tcpSocket)\.port|probe\.exec\.command)$/],
  [/^field\/wrong-size$/, /(^|\.)(hosts|matchLabels\.\*?|targetRefs?(\.\*)?\.name|audiences\.\*|fromCookies\.\*|fromHeaders\.\*\.name|providers\.\*\.name|customMetric|url|inlineCode|env\.\*\.name)$/],
  [/^field\/wrong-size$/, /(^|\.)customTags\..*\.(literal|environment|header)\.(name|value)$/],
  [/^field\/duplicate-key$/, /^(ports\.\*\.name|(wasm\.)?vmConfig\.env\.\*\.name)$/],
  [/^field\/out-of-range$/, /^(concurrency|tracing\.\*\.randomSamplingPercentage|match\.\*\.ports\.\*\.number|probe\.\w+|.*\.warmup\.minimumPercent)$/],
  [/^field\/wrong-format$/, /(^|\.)(sha256|outputClaimToHeaders\.\*\.header)$/],
  [/\/(selector-key|one-target|target-namespace)$/, /^/],
  [/^(value\/(jwks-uri|port-in-range)|gateway\/tls-one-source|peer-authentication\/ports-need-labels|telemetry\/(removed-label-has-no-value|set-label-has-value))$/, /^/],
  [/^service-entry\/(round-robin-one-endpoint|selector-or-endpoints|subnets-without-dns)$/, /^/],
  [/^value\/duration$/, /^(?!.*warmupDurationSecs)/],
];
