import { Mesh } from '../../../lib/mesh/mesh';
import { decideRequest, type RequestDecision } from '../../../lib/route/decide/decide-request';
import type { HttpRequest } from '../../../lib/route/decide/request';
import { compile } from '../../../lib/route/proxy-config';

// What the recorded cases lack: claims, TLS at gateways, gRPC and preflight requests. Each was seen with a real Envoy, apart from claims.

const service = {
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'reviews', namespace: 'shop' },
  spec: { clusterIP: '10.96.0.10', selector: { app: 'reviews' }, ports: [{ name: 'http', port: 80 }] },
};

function virtualService(http: readonly object[], gateways: readonly string[] = ['mesh', 'shop/edge']): object {
  return { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'reviews', namespace: 'shop' }, spec: { hosts: ['reviews.shop.svc.cluster.local'], gateways, http } };
}

const gateway = {
  apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'edge', namespace: 'shop' },
  spec: {
    selector: { istio: 'edge' },
    servers: [{ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['*'], tls: { mode: 'SIMPLE', credentialName: 'edge' } }],
  },
};

const route = { route: [{ destination: { host: 'reviews' } }] };

function ask(objects: readonly object[], request: Partial<HttpRequest>, at: 'sidecar' | 'gateway' = 'sidecar'): RequestDecision {
  const view = Mesh.of([service, ...objects]).proxy(at === 'sidecar' ? { namespace: 'web' } : { namespace: 'shop', type: 'gateway', labels: { istio: 'edge' } });
  const config = compile(view);
  return decideRequest(config, config.routes(at === 'sidecar' ? '80' : 'https.443.https.edge.shop'), {
    method: 'GET', path: '/', authority: 'reviews.shop.svc.cluster.local', scheme: at === 'sidecar' ? 'http' : 'https', headers: [], ...request,
  });
}

test.each`
  header                                | claims                               | reached
  ${'@request.auth.claims.sub'}         | ${{ sub: 'ann' }}                    | ${true}
  ${'@request.auth.claims.sub'}         | ${{ sub: 'bob' }}                    | ${false}
  ${'@request.auth.claims.sub'}         | ${undefined}                         | ${false}
  ${'@request.auth.claims.sub'}         | ${{ sub: ['bob', 'ann'] }}           | ${true}
  ${'@request.auth.claims.user.name'}   | ${{ user: { name: 'ann' } }}         | ${true}
  ${'@request.auth.claims[a.b][name]'}  | ${{ 'a.b': { name: 'ann' } }}        | ${true}
  ${'@request.auth.claims.sub'}         | ${{ sub: 7 }}                        | ${false}
`('a route by $header with the claims $claims', ({ header, claims, reached }: { header: string; claims: Record<string, unknown>; reached: boolean }) => {
  const objects = [gateway, virtualService([{ match: [{ headers: { [header]: { exact: 'ann' } } }], ...route }])];
  expect(ask(objects, { claims }, 'gateway').route !== undefined).toBe(reached);
});

test('a redirect behind TLS leaves out the usual port of https, and takes the port of the server', () => {
  const at = (redirect: object): string | undefined => {
    const [outcome] = ask([gateway, virtualService([{ redirect }])], { path: '/a?b' }, 'gateway').outcomes;
    return outcome?.is === 'responded' ? outcome.location : undefined;
  };
  expect(at({ uri: '/x', derivePort: 'FROM_REQUEST_PORT' })).toBe('https://reviews.shop.svc.cluster.local/x?b');
  expect(at({ scheme: 'http', derivePort: 'FROM_REQUEST_PORT' })).toBe('http://reviews.shop.svc.cluster.local:443/a?b');
  expect(at({ authority: 'new.example.com', port: 8443 })).toBe('https://new.example.com:8443/a?b');
});

test('a preflight request is responded to for a route to a workload alone', () => {
  const corsPolicy = { allowOrigins: [{ exact: 'https://a.example.com' }] };
  const preflight = (origin: string): Partial<HttpRequest> => ({ method: 'OPTIONS', headers: [['origin', origin], ['access-control-request-method', 'GET']] });
  expect(ask([virtualService([{ corsPolicy, ...route }])], preflight('https://a.example.com')).outcomes).toMatchObject([{ status: 200, why: 'preflight' }]);
  expect(ask([virtualService([{ corsPolicy, ...route }])], preflight('https://b.example.com')).outcomes).toMatchObject([{ is: 'forwarded' }]);
  const ignoring = { ...corsPolicy, unmatchedPreflights: 'IGNORE' };
  expect(ask([virtualService([{ corsPolicy: ignoring, ...route }])], preflight('https://b.example.com')).outcomes).toMatchObject([{ why: 'preflight' }]);
  const direct = { corsPolicy, directResponse: { status: 204 } };
  expect(ask([virtualService([direct])], preflight('https://a.example.com')).outcomes).toMatchObject([{ status: 204, why: 'direct response' }]);
});

test('a gRPC client gets the status of the proxy in the words of gRPC', () => {
  const headers = [['content-type', 'application/grpc']] as const;
  const fault = { abort: { percentage: { value: 100 }, grpcStatus: 'NOT_FOUND' } };
  expect(ask([virtualService([{ fault, ...route }])], { headers }).outcomes).toMatchObject([{ status: 200, grpcStatus: 5 }]);
  expect(ask([virtualService([{ directResponse: { status: 503, body: { string: 'no' } } }])], { headers }).outcomes).toEqual([
    { is: 'responded', share: 1, status: 200, grpcStatus: 14, why: 'direct response' },
  ]);
});

test('timeouts, retries and the place of a route are there to be read', () => {
  const decision = ask([virtualService([{ match: [{ uri: { exact: '/b' } }], ...route }, { ...route, timeout: '1.5s', retries: { attempts: 3, retryOn: '503,reset' } }])], {});
  expect(decision.route?.action).toMatchObject({ timeout: 1.5, retries: { attempts: 3, on: ['reset', 'retriable-status-codes'], statuses: [503], avoidsPrevious: true } });
  expect(decision.route?.origin).toMatchObject({ path: ['spec', 'http', 1], entry: { id: { kind: 'VirtualService', name: 'reviews' } } });
});
