import { type App, Chart } from 'cdk8s';
import { MeshService } from 'cdk8s-istio';
import { meshPod, service, sidecar, type TrafficCase } from './case';

/* The service that most cases are about: reviews, with two versions, and a pod of each. */

export type Reviews = MeshService<'http', 'v1' | 'v2'>;

export const HOST = 'reviews.shop.svc.cluster.local';

/** The cluster of a version, as Envoy calls it. */
export const cluster = (version: string): string => `outbound|9080|${version}|${HOST}`;

/** A case about reviews. */
export function reviewsCase(one: Pick<TrafficCase, 'name' | 'promise' | 'asks' | 'looks'> & {
  readonly say: (service: Reviews, chart: Chart) => void;
  readonly around?: TrafficCase['around'];
}): TrafficCase {
  const { say, around = [], ...rest } = one;
  return {
    ...rest,
    build: (app: App) => {
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      say(new MeshService(chart, 'reviews', {
        ports: { http: { number: 9080, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
      }), chart);
    },
    around: [
      service('shop', 'reviews', { http: 9080 }),
      meshPod('shop', 'reviews-1', '10.0.0.1', { app: 'reviews', version: 'v1' }),
      meshPod('shop', 'reviews-2', '10.0.0.2', { app: 'reviews', version: 'v2' }),
      ...around,
    ],
    proxies: { client: sidecar('shop') },
  };
}

/** A request of the client to reviews. */
export const get = { from: 'client', port: 9080, host: HOST } as const;

