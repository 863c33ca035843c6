import type { Chart } from 'cdk8s';
import { IngressGateway, NamespaceIsolation, PeerAuthentication, RegistryOnly, Telemetry } from '../../constructs';
import { untyped } from '../support/chart';
import { findingsOf } from '../support/findings';

// A word that an option does not have, but that another version or another part of Istio has for the same idea, names the right one.

type Program = (chart: Chart) => unknown;

const edge = (props: object): Program => (chart) => new IngressGateway(chart, 'it', untyped({ namespace: 'ingress', https: 'off', ...props }));
const some = (props: object): Program => (chart) => (
  new RegistryOnly(chart, 'it', untyped({ isolation: new NamespaceIsolation(chart, 'isolation'), ...props }))
);

const wrong: [word: string, program: Program, at: string, fix: string][] = [
  ['selector', edge({ selector: { istio: 'ingress' } }), 'selector', 'write workload: { labels: { … } }'],
  ['podSelector', some({ podSelector: { app: 'a' } }), 'podSelector', 'write workload: { labels: { … } }'],
  ['labels without their name', some({ workload: { app: 'a' } }), 'workload', 'write { labels: { "app": "a" } }'],
  ['labels without their name, of a resource', (chart) => new Telemetry(chart, 'it', untyped({ workload: { app: 'a' } })), 'workload', 'write { labels: { "app": "a" } }'],
  ['an option of a workload that does not exist', (chart) => (
    new PeerAuthentication(chart, 'it', untyped({ workload: { labels: { app: 'a' }, serviceAcount: 'a' }, mode: 'STRICT' }))
  ), 'workload.serviceAcount', 'write "serviceAccount"'],
];

test.each(wrong)('%s', (_, program, at, fix) => {
  const errors = findingsOf(program).filter(({ severity }) => severity === 'error');
  expect(errors.map((finding) => [finding.path.join('.'), finding.fix])).toEqual([[at, fix]]);
});
