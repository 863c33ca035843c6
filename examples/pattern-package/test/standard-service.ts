import assert from 'node:assert/strict';
import { test } from 'node:test';
import { App, Chart, Testing } from 'cdk8s';
import { check, ConfigError, path, Resilience } from 'cdk8s-istio';
import { StandardService, type StandardServiceProps } from '../lib';

const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };
const rollout = { from: 'v1', to: 'v2', weight: 5 } as const;

function shop(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

interface Written {
  readonly kind: string;
  readonly spec: { readonly http: { readonly name: string; readonly timeout: string }[] };
}

function written(props: Partial<StandardServiceProps<'v1' | 'v2'>>, more: (service: StandardService<'v1' | 'v2'>) => void = () => {}): Written[] {
  const chart = shop();
  more(new StandardService(chart, 'orders', { versions, ...props }));
  return Testing.synth(chart) as Written[];
}

test('the house defaults are what they are', () => {
  const host = 'orders.shop.svc.cluster.local';
  const to = { host, port: { number: 8080 } };
  const retries = { attempts: 2, perTryTimeout: '1s', retryOn: 'connect-failure,refused-stream,unavailable,cancelled,reset-before-request' };
  assert.deepEqual(written({ rollout }), [
    {
      apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'orders', namespace: 'shop' },
      spec: {
        host,
        trafficPolicy: {
          connectionPool: { http: { http2MaxRequests: 1024 } },
          outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50 },
        },
        subsets: [{ name: 'v1', labels: { version: 'v1' } }, { name: 'v2', labels: { version: 'v2' } }],
      },
    },
    {
      apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'orders', namespace: 'shop' },
      spec: {
        hosts: [host],
        http: [
          {
            name: 'Canary-always', match: [{ headers: { 'x-canary': { exact: 'true' } }, port: to.port.number }],
            route: [{ destination: { ...to, subset: 'v2' } }], timeout: '3s', retries,
          },
          {
            name: 'default', match: [{ port: to.port.number }], timeout: '3s', retries,
            route: [{ destination: { ...to, subset: 'v1' }, weight: 95 }, { destination: { ...to, subset: 'v2' }, weight: 5 }],
          },
        ],
      },
    },
  ]);
});

test('nothing is to be said about any of the resources, whatever the options', () => {
  for (const props of [{}, { rollout }, { port: 80, timeout: '10s' }, ...([0, 100] as const).map((weight) => ({ rollout: { ...rollout, weight } }))]) {
    assert.deepEqual(check(written(props)), []);
  }
});

test('a team can add to the host', () => {
  const resources = written({ rollout }, ({ service }) => {
    new Resilience(service, 'reports', { service, match: path.prefix('/reports/'), timeout: '30s', retries: { attempts: 0 } });
  });
  const { spec } = resources.find(({ kind }) => kind === 'VirtualService')!;
  assert.deepEqual(spec.http.map(({ name, timeout }) => [name, timeout]), [
    ['Canary-always-reports', '30s'], ['Canary-always', '3s'], ['default-reports', '30s'], ['default', '3s'],
  ]);
});

test('what a team cannot mean is refused', () => {
  // @ts-expect-error there is no such step
  assert.throws(() => written({ rollout: { ...rollout, weight: 110 } }), ConfigError);
  // @ts-expect-error there is no such version
  assert.throws(() => written({ rollout: { ...rollout, to: 'v3' } }), ConfigError);
  assert.throws(() => written({}, ({ service }) => new Resilience(service, 'again', { service, timeout: '1s' })), /composition\/claimed-twice/);
});
