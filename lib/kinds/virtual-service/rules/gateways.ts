import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { gatewayReference, isDottedGateway, slashedGateway } from '../../../values/gateway-reference';
import type { ResourceMetadata } from '../../../core/rule';
import { hasGatewaySemantics, rulesOf, type Spec, TO_A } from './rule-rows';

interface PlacedGateways {
  readonly at: Path;
  readonly gateways: readonly string[];
  /** True where istiod also says that a name is written the old way. */
  readonly warns: boolean;
  readonly namesChecked: boolean;
}

/** Every list of gateways and where it stands. */
function* places({ gateways = [], http = [], tls = [], tcp = [] }: Spec, metadata: ResourceMetadata): Generator<PlacedGateways> {
  yield { at: ['spec', 'gateways'], gateways, warns: true, namesChecked: !hasGatewaySemantics(metadata) };
  for (const [protocol, routes] of Object.entries({ http, tls, tcp })) {
    for (const [i, { match = [] }] of routes.entries()) {
      for (const [m, { gateways: named = [] }] of match.entries()) {
        yield { at: ['spec', protocol, i, 'match', m, 'gateways'], gateways: named, warns: protocol === 'tls', namesChecked: true };
      }
    }
  }
}

/** The entries that istiod looks at: after one without a slash it stops. */
function lookedAt(gateways: readonly string[]): readonly string[] {
  const last = gateways.findIndex((entry) => !entry.includes('/'));
  return last < 0 ? gateways : gateways.slice(0, last + 1);
}

/** Which gateways routes are bound to. */
export const gatewayRules = rulesOf([
  {
    name: 'gateway-reference',
    summary: 'Expected gateways as name, namespace/name or mesh',
    why: 'istiod refuses the resource. It looks at the entries up to the first without a slash, and so does this rule.',
    fix: 'write the name of a Gateway, namespace/name, or mesh',
    source: 'VS-TOP-004, VS-MATCH-011, VS-TLS-009, G-GWREF; validation.go validateGatewayNames',
    good: [`spec: {hosts: [a.com], gateways: [istio-ingress/edge, mesh], http: [{${TO_A}}]}`],
    bad: [
      [`spec: {hosts: [a.com], gateways: [./edge], http: [{${TO_A}}]}`, 'spec.gateways[0]'],
      [`spec: {hosts: [a.com], http: [{match: [{gateways: [a/b/c]}], ${TO_A}}]}`, 'spec.http[0].match[0].gateways[0]'],
    ],
    check(spec, report, metadata) {
      for (const { at, gateways, namesChecked } of places(spec, metadata)) {
        lookedAt(gateways).forEach((entry, i) => {
          // What istiod made from the Gateway API has names that users cannot write.
          const reason = gatewayReference.test(namesChecked ? entry : entry.replace(/\/.+$/, '/name'));
          if (reason !== undefined) report([...at, i], { message: `Expected ${gatewayReference.expected}, got ${quote(entry)}: ${reason}` });
        });
      }
    },
  },
  {
    name: 'gateway-dotted',
    severity: 'warning',
    summary: 'Deprecated form of a gateway: name.namespace',
    why: 'It still works, and is read as namespace/name.',
    fix: 'write namespace/name',
    source: 'VS-TOP-005, VS-TLS-009; validation.go validateGatewayNames',
    good: [`spec: {hosts: [a.com], gateways: [istio-ingress/edge], http: [{${TO_A}}]}`],
    bad: [[`spec: {hosts: [a.com], gateways: [edge.istio-ingress], http: [{${TO_A}}]}`, 'spec.gateways[0]']],
    check(spec, report, metadata) {
      for (const { at, gateways, warns } of places(spec, metadata)) {
        if (!warns) continue;
        lookedAt(gateways).forEach((entry, i) => {
          if (!isDottedGateway(entry)) return;
          report([...at, i], { message: `Expected namespace/name, got ${quote(entry)}`, fix: `write ${slashedGateway(entry)}` });
        });
      }
    },
  },
]);
