import { Duration, Testing } from 'cdk8s';
import {
  IstioWorkloadGroup, WorkloadGroup, type WorkloadGroupProps, type WorkloadGroupSpec, WorkloadProbe, type WorkloadProbeOptions,
  type WorkloadProbeSpec,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../support/chart';
import { errorsOf } from '../support/findings';


function specOf(props: WorkloadGroupProps): unknown {
  const chart = chartOf();
  new WorkloadGroup(chart, 'it', props);
  return (Testing.synth(chart)[0] as { spec: unknown }).spec;
}

const template = { serviceAccount: 'db', ports: { mysql: 3307 }, network: 'vm-net', locality: 'eu/a', weight: 2, labels: { tier: 'back' } };
const rows: { what: string; props: WorkloadGroupProps; spec: WorkloadGroupSpec }[] = [
  { what: 'an empty template', props: { template: {} }, spec: { template: {} } },
  {
    what: 'labels and annotations of what registers, apart from those of the group',
    props: { metadata: { labels: { team: 'shop' } }, labels: { app: 'db' }, annotations: { note: 'vm' }, template },
    spec: { metadata: { labels: { app: 'db' }, annotations: { note: 'vm' } }, template },
  },
  {
    what: 'a probe', props: { template: {}, probe: WorkloadProbe.tcp(3306) },
    spec: { template: {}, probe: { tcpSocket: { port: 3306 } } },
  },
];

test.each(rows)('$what', ({ props, spec }) => {
  expect(specOf(props)).toEqual(spec);
});

const timed: WorkloadProbeOptions = {
  initialDelay: Duration.seconds(1), timeout: '2s', period: Duration.minutes(1), successThreshold: 2, failureThreshold: 5,
};
const timing = { initialDelaySeconds: 1, timeoutSeconds: 2, periodSeconds: 60, successThreshold: 2, failureThreshold: 5 };
const probes: { what: string; probe: WorkloadProbe; spec: WorkloadProbeSpec }[] = [
  { what: 'HTTP', probe: WorkloadProbe.http(80, { path: '/ready' }), spec: { httpGet: { port: 80, path: '/ready' } } },
  {
    what: 'HTTP with everything',
    probe: WorkloadProbe.http(443, { path: '/', scheme: 'HTTPS', host: 'a.com', headers: { Host: 'a.com', Accept: '*/*' }, ...timed }),
    spec: {
      httpGet: {
        port: 443, path: '/', scheme: 'HTTPS', host: 'a.com', httpHeaders: [{ name: 'Host', value: 'a.com' }, { name: 'Accept', value: '*/*' }],
      },
      ...timing,
    },
  },
  { what: 'TCP', probe: WorkloadProbe.tcp(80, { host: '127.0.0.1', ...timed }), spec: { tcpSocket: { port: 80, host: '127.0.0.1' }, ...timing } },
  { what: 'a command', probe: WorkloadProbe.exec(['test', '-f', '/ready'], timed), spec: { exec: { command: ['test', '-f', '/ready'] }, ...timing } },
];

test.each(probes)('a probe by $what', ({ probe, spec }) => {
  expect(probe.toSpec()).toEqual(spec);
  expect(specOf({ template: {}, probe })).toEqual({ template: {}, probe: spec });
});

test('the resource is a child of its own', () => {
  const group = new WorkloadGroup(chartOf(), 'db', { metadata: { name: 'db' }, template: {} });
  expect(group.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  expect(group.resource).toBeInstanceOf(IstioWorkloadGroup);
  expect(group.resource.toJson()).toMatchObject({ apiVersion: 'networking.istio.io/v1', kind: 'WorkloadGroup', metadata: { name: 'db', namespace: 'shop' } });
});

const withProbe = (probe: object): WorkloadGroupProps => untyped({ template: {}, probe });
const tcp = (options: object): WorkloadGroupProps => withProbe(WorkloadProbe.tcp(80, options));
test.each([
  ['no template', untyped({}), ['field/missing @ spec.template']],
  ['an unknown key', untyped({ template: {}, probes: [] }), ['field/unknown @ spec.probes']],
  ['an unknown key of the template', untyped({ template: { adress: 'a' } }), ['field/unknown @ spec.template.adress']],
  ['labels that are none', untyped({ template: {}, labels: 'app' }), ['field/wrong-type @ spec.metadata.labels']],
  ['a label that is none', { template: {}, labels: { app: 'a b' } }, ['value/label-value @ spec.metadata.labels.app']],
  ['a probe in Istio\'s words', withProbe({ grpc: { port: 80 } }), ['workload-group/no-grpc-probe @ spec.probe.grpc']],
  ['a probe without a method', withProbe({ periodSeconds: 5 }), ['workload-group/probe-method @ spec.probe']],
  ['an unknown option', tcp({ perod: 5 }), ['field/unknown @ spec.probe.perod']],
  ['an unknown option of HTTP', withProbe(WorkloadProbe.http(80, { path: '/', sceme: 'HTTP' } as never)), ['field/unknown @ spec.probe.sceme']],
  ['a fraction of a second', tcp({ period: Duration.millis(1500) }), ['field/wrong-type @ spec.probe.periodSeconds']],
  ['a negative time', tcp({ timeout: '-1s' }), ['field/out-of-range @ spec.probe.timeoutSeconds']],
  ['a time that is none', tcp({ initialDelay: 'soon' }), ['field/wrong-type @ spec.probe.initialDelaySeconds']],
  ['a time said twice', tcp({ period: '5s', periodSeconds: 6 }), ['field/unknown @ spec.probe.period']],
  ['headers that are none', withProbe(WorkloadProbe.http(80, { path: '/', headers: 'Host' } as never)), ['field/wrong-type @ spec.probe.httpGet.httpHeaders']],
  ['a header name', withProbe(WorkloadProbe.http(80, { path: '/', headers: { x_y: '1' } })), [
    'workload-group/probe-header-name @ spec.probe.httpGet.httpHeaders[0].name',
  ]],
  ['a scheme', withProbe(WorkloadProbe.http(80, { path: '/', scheme: 'https' } as never)), ['workload-group/probe-scheme @ spec.probe.httpGet.scheme']],
  ['no command', withProbe(WorkloadProbe.exec([] as never)), ['workload-group/probe-command @ spec.probe.exec.command']],
  ['a port', withProbe(WorkloadProbe.tcp(0)), ['value/port-in-range @ spec.probe.tcpSocket.port']],
])('%s', (_, props, expected) => {
  expect(errorsOf(() => specOf(props))).toEqual(expected);
});
