import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import { hiddenParts } from '../../composition/hidden-policy';
import type { HostRule } from '../../mesh/destination-rules';
import type { Mesh } from '../../mesh/mesh';
import { namespaceOf } from '../../mesh/mesh-entry';
import type { RegisteredService } from '../../mesh/service';
import { qualifyHost } from '../../values/host-name';
import { hostsMatch } from '../../values/host-relation';
import type { Analyzer } from '../analyzer';

type Named = Pick<RegisteredService, 'host' | 'namespace'>;

const rule = (namespace: string, spec: string): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: ${namespace}}
spec: {host: reviews.shop.svc.cluster.local, ${spec}}
---`;
const service = `
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: shop}
spec: {selector: {app: reviews}, ports: [{name: http, port: 80}]}
---`;
const routes = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: shop}
spec: {hosts: [reviews], http: [{route: [{destination: {host: reviews, subset: v1}}]}]}
---`;
const SUBSETS = 'subsets: [{name: v1, labels: {version: v1}}]';
const EJECTION = 'trafficPolicy: {outlierDetection: {consecutive5xxErrors: 5}}';

/** A rule in the namespace of clients hides that of the service, with its subsets, its TLS and its ejection. */
export const hidingRule: Analyzer = {
  id: 'composition/hiding-rule',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected a rule of clients with the subsets, the TLS and the ejection of the rule that it hides',
  why: 'Clients follow the DestinationRule of their own namespace alone, even where its host is a wildcard. Routes to a subset that it lacks respond with 503, '
    + 'and TLS or ejection that it lacks is not done.',
  fix: 'write the policy into the rule of the service, where a construct owns the host by contributing to it; or repeat in the rule what is hidden, and '
    + 'acknowledge that it has to be kept the same',
  source: ['pilot/pkg/model/push_context.go#PushContext.destinationRule', 'test/traffic/recorded/rule-in-the-namespace-of-clients.yaml'],
  reads: ['DestinationRule'],
  check(mesh, report) {
    const rules = mesh.all('DestinationRule');
    if (rules.length < 2) return;
    const used = subsetsInUse(mesh);
    for (const entry of rules) {
      const namespace = namespaceOf(entry);
      const { host, workloadSelector } = entry.resource.spec as { readonly host?: string; readonly workloadSelector?: object };
      if (host === undefined || workloadSelector) continue;
      for (const covered of servicesOf(mesh, rules, host, namespace)) {
        const hidden = mesh.inheritedRule(namespace, covered);
        const own = mesh.ruleOf(namespace, covered);
        if (!hidden || !own?.entries.includes(entry)) continue;
        const parts = hiddenParts(hidden, own, used(covered.host, namespace));
        if (parts.length === 0) continue;
        const first = hidden.entries[0]!;
        report({ on: entry, path: ['spec', 'host'] }, {
          message: `Expected no rule for clients in ${quote(namespace)} in place of ${renderResource(first.id)}${of(hidden, covered, host)}, `
            + `which hides ${parts.join(', ')}`,
          related: [{ on: first, path: ['spec', 'host'] }],
        });
        break;
      }
    }
  },
  good: [
    service + rule('shop', `${SUBSETS}, ${EJECTION}`) + rule('web', `${SUBSETS}, ${EJECTION}`) + routes,
    service + rule('shop', `${SUBSETS}, ${EJECTION}, exportTo: [.]`) + rule('web', 'trafficPolicy: {loadBalancer: {simple: RANDOM}}') + routes,
    service + rule('shop', SUBSETS) + rule('web', 'trafficPolicy: {loadBalancer: {simple: RANDOM}}'),
    service + rule('shop', 'trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}') + rule('web', 'trafficPolicy: {loadBalancer: {simple: RANDOM}}'),
  ],
  bad: [
    { yaml: service + rule('shop', SUBSETS) + rule('web', 'trafficPolicy: {loadBalancer: {simple: RANDOM}}') + routes, at: [2, 'spec.host'] },
    { yaml: service + rule('shop', EJECTION) + rule('web', 'trafficPolicy: {loadBalancer: {simple: RANDOM}}'), at: [2, 'spec.host'] },
    {
      yaml: service + rule('shop', SUBSETS) + rule('web', 'trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}').replace('reviews.shop.svc.cluster.local', '"*.local"') + routes,
      at: [2, 'spec.host'],
    },
  ],
};

function of({ host }: HostRule, { host: covered }: Named, written: string): string {
  return written.startsWith('*') && host !== written ? ` of ${quote(covered)}` : '';
}

/** The services of other namespaces that a rule in a namespace is about; of a wildcard those that have a rule of their own. */
function servicesOf(mesh: Mesh, rules: ReturnType<typeof mesh.all<'DestinationRule'>>, host: string, namespace: string): readonly Named[] {
  const { clusterDomain } = mesh.settings;
  const hosts = host.startsWith('*')
    ? rules.filter((other) => namespaceOf(other) !== namespace)
      .map((other) => qualifyHost(other.resource.spec.host, namespaceOf(other), clusterDomain))
      .filter((other) => !other.startsWith('*') && hostsMatch(host, other))
    : [host];
  return hosts.flatMap((each) => {
    const service = mesh.namedService(each, namespace);
    return service && service.namespace !== namespace ? [service] : [];
  });
}

/** The subsets of a host that routes lead to, as far as clients in a namespace see the routes. */
function subsetsInUse(mesh: Mesh): (host: string, namespace: string) => ReadonlySet<string> {
  const byHost = new Map<string, (typeof mesh.destinations)[number][]>();
  for (const each of mesh.destinations) {
    if (each.subset === undefined) continue;
    const list = byHost.get(each.host);
    if (list) list.push(each);
    else byHost.set(each.host, [each]);
  }
  return (host, namespace) => new Set((byHost.get(host) ?? [])
    .filter(({ routes: of }) => of.gateways.includes('mesh') && mesh.seesRoutes(namespace, of)).flatMap(({ subset }) => subset ?? []));
}
