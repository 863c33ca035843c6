import { fieldRules } from '../core/field-rules';
import { quote } from '../core/quote';
import type { IstioRelease } from '../core/release';
import { closest, meantWord } from '../core/suggest';
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

/** Kinds of the Gateway API, which people look for in Istio's groups. */
const OF_GATEWAY_API: ReadonlySet<string> = new Set(['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute', 'GatewayClass', 'ReferenceGrant', 'ListenerSet']);

/** Groups of Kubernetes itself and of the Gateway API: no other kinds than theirs are in there. */
const OF_KUBERNETES: ReadonlySet<string> = new Set(['', 'apps', 'batch', 'networking.k8s.io', 'gateway.networking.k8s.io', 'gateway.networking.x-k8s.io']);

/** What `istioctl` reads and the cluster never sees. */
const NOT_APPLIED = 'install.istio.io';

/** Reports a kind under `istio.io` that Istio's cluster does not have. Other groups may have kinds of any name. */
export function checkUnknownKind(apiVersion: string, kind: string, release: IstioRelease, report: ReportRule): void {
  const group = apiVersion.includes('.') || apiVersion.includes('/') ? apiVersion.split('/', 1)[0]!.trim().toLowerCase() : '';
  if (!group.endsWith('.istio.io') && group !== 'istio.io') return checkForeignGroup(group, apiVersion, kind, release, report);
  if (group === NOT_APPLIED && kind === 'IstioOperator') return;
  if (Object.hasOwn(REPLACED, group)) {
    const replaced = REPLACED[group]!;
    return report(fieldRules.removedKind, ['kind'], {
      message: `Expected a kind that Istio has, got ${quote(kind)} of ${group}, a group that Istio removed`,
      fix: Object.hasOwn(replaced, kind) ? replaced[kind] : replaced['*'],
    });
  }
  if (Object.hasOwn(kinds, kind)) {
    return report(fieldRules.unknownKind, ['apiVersion'], otherApiVersion(apiVersion, kind as KindName, release));
  }
  if (OF_GATEWAY_API.has(kind)) {
    return report(fieldRules.unknownKind, ['apiVersion'], {
      message: `Expected a group that has ${quote(kind)}, a kind of the Gateway API, got ${quote(group)}`,
      fix: 'write gateway.networking.k8s.io and a version of it',
    });
  }
  const near = nearKind(group, kind);
  const isGroup = Object.values(kinds).some((known) => known.group === group);
  report(fieldRules.unknownKind, [isGroup || near ? 'kind' : 'apiVersion'], {
    message: isGroup ? `Expected a kind that ${group} has, got ${quote(kind)}` : `Expected a group and a kind that Istio has, got ${quote(kind)} of ${quote(group)}`,
    ...(near ? { fix: `write ${near}` } : {}),
  });
}

/** Istio's kinds in a group that cannot have them: one of Kubernetes, or the misspelt name of one of Istio's. */
function checkForeignGroup(group: string, apiVersion: string, kind: string, release: IstioRelease, report: ReportRule): void {
  if (!Object.hasOwn(kinds, kind) || (kind === 'Gateway' && group.startsWith('gateway.networking.'))) return;
  const known = kinds[kind as KindName];
  if (OF_KUBERNETES.has(group) || meantWord(group, [known.group])?.isSure === true) {
    report(fieldRules.unknownKind, ['apiVersion'], otherApiVersion(apiVersion, kind as KindName, release));
  }
}

function otherApiVersion(apiVersion: string, kind: KindName, release: IstioRelease): { readonly message: string; readonly fix: string } {
  const meant = apiVersionOf(kinds[kind], release);
  return { message: `Expected apiVersion ${quote(meant)} of ${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}, got ${quote(apiVersion)}`, fix: `write ${meant}` };
}

/** The kind that was meant, one of the group first: kubectl also knows kinds by their plural in lower case, manifests do not. */
function nearKind(group: string, kind: string): string | undefined {
  const all = Object.values(kinds);
  const spelling = kind.trim().toLowerCase();
  const plural = all.find((known) => [known.kind.toLowerCase(), pluralOf(known.kind)].includes(spelling));
  if (plural) return plural.kind;
  const ofGroup = all.filter((known) => known.group === group).map((known) => known.kind);
  return closest(kind, ofGroup) ?? closest(kind, all.map((known) => known.kind));
}

/** The plural by which `kubectl get` knows a kind. */
function pluralOf(kind: string): string {
  return kind.toLowerCase().replace(/y$/, 'ie').replace(/$/, 's');
}
