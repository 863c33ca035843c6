import { fieldRules } from '../core/field-rules';
import { quote } from '../core/quote';
import type { IstioRelease } from '../core/release';
import { closest } from '../core/suggest';
import { apiVersionOf } from './kind';
import { kinds } from './index';
import type { KindName } from './kind-name';
import type { ReportRule } from './object-meta';

/** What took the place of the kinds that Istio had once, by group and kind; `*` is any kind of the group. */
const REPLACED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'authentication.istio.io': {
    MeshPolicy: 'write a PeerAuthentication of the root namespace for its peers, and a RequestAuthentication for its origins',
    '*': 'write a PeerAuthentication for its peers, and a RequestAuthentication for its origins',
  },
  'rbac.istio.io': {
    '*': 'write an AuthorizationPolicy of security.istio.io, which has the rules and whom they are for in one resource',
  },
  'config.istio.io': {
    RouteRule: 'write a VirtualService',
    EgressRule: 'write a ServiceEntry',
    DestinationPolicy: 'write a DestinationRule',
    QuotaSpec: 'write an EnvoyFilter with a rate limit',
    QuotaSpecBinding: 'write an EnvoyFilter with a rate limit',
    HTTPAPISpec: 'write a Telemetry with the tags that are wanted',
    HTTPAPISpecBinding: 'write a Telemetry with the tags that are wanted',
    '*': 'write a Telemetry for metrics and logs, an AuthorizationPolicy with action CUSTOM for decisions of others, or a WasmPlugin; Mixer is gone',
  },
};

/** What `istioctl` reads and the cluster never sees. */
const NOT_APPLIED = 'install.istio.io';

/** Reports a kind under `istio.io` that Istio's cluster does not have. Other groups may have kinds of any name. */
export function checkUnknownKind(apiVersion: string, kind: string, release: IstioRelease, report: ReportRule): void {
  const group = apiVersion.split('/', 1)[0]!.toLowerCase();
  if (!group.endsWith('.istio.io') && group !== 'istio.io') return;
  if (group === NOT_APPLIED && kind === 'IstioOperator') return;
  if (Object.hasOwn(REPLACED, group)) {
    const replaced = REPLACED[group]!;
    return report(fieldRules.removedKind, ['kind'], {
      message: `Expected a kind that Istio has, got ${quote(kind)} of ${group}, a group that Istio removed`,
      fix: Object.hasOwn(replaced, kind) ? replaced[kind] : replaced['*'],
    });
  }
  if (Object.hasOwn(kinds, kind)) {
    const meant = apiVersionOf(kinds[kind as KindName], release);
    return report(fieldRules.unknownKind, ['apiVersion'], {
      message: `Expected apiVersion ${quote(meant)} of a ${kind}, got ${quote(apiVersion)}`,
      fix: `write ${meant}`,
    });
  }
  const near = nearKind(group, kind);
  const isGroup = Object.values(kinds).some((known) => known.group === group);
  report(fieldRules.unknownKind, [isGroup || near ? 'kind' : 'apiVersion'], {
    message: isGroup ? `Expected a kind that ${group} has, got ${quote(kind)}` : `Expected a group and a kind that Istio has, got ${quote(kind)} of ${quote(group)}`,
    ...(near ? { fix: `write ${near}` } : {}),
  });
}

/** The kind that was meant, one of the group first. */
function nearKind(group: string, kind: string): string | undefined {
  const all = Object.values(kinds);
  const ofGroup = all.filter((known) => known.group === group).map((known) => known.kind);
  return closest(kind, ofGroup) ?? closest(kind, all.map((known) => known.kind));
}
