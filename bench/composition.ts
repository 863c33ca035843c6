import { App, Chart } from 'cdk8s';
import { Canary, ConfigError, cookie, header, HttpPolicies, IngressGateway, type Match, MeshService, path } from 'cdk8s-istio';
import { median, seconds } from './median';

/** How a synth grows with the conditions on one host. */
export interface CompositionGrowth {
  /** The worst of all ratios. */
  readonly worst: number;
  /** Time and bytes with twice the conditions over those with once, by how the conditions relate. */
  readonly of: Readonly<Record<string, { readonly time: number; readonly bytes: number }>>;
}

/** Conditions by how they relate to each other. */
const CONDITIONS: Readonly<Record<string, (i: number) => Match>> = {
  exclusive: (i) => header('x-tenant').exact(`tenant-${i}`),
  nested: (i) => path.prefix(`${'/part'.repeat(i + 1)}/`),
  overlapping: (i) => header(`x-mark-${i}`).present(), // refused, which has to be as quick
};

/** Cost with `2 * conditions` conditions over cost with `conditions` of them: 2 when it is linear. */
export function compositionGrowth(conditions: number, rounds: number): CompositionGrowth {
  const silent = process.stderr.write.bind(process.stderr);
  process.stderr.write = () => true; // that there are many routes is what this is about
  try {
    const of = Object.fromEntries(Object.entries(CONDITIONS).map(([name, condition]) => {
      const cost = (count: number): { time: number; bytes: number } => {
        let bytes = 0;
        const time = seconds(() => { bytes = bytesOf(count, condition); });
        return { time, bytes };
      };
      cost(conditions); // loads the schemas
      const ratios = Array.from({ length: rounds }, () => {
        const [once, twice] = [cost(conditions), cost(2 * conditions)];
        return { time: twice.time / once.time, bytes: twice.bytes / once.bytes };
      });
      return [name, { time: median(ratios.map(({ time }) => time)), bytes: median(ratios.map(({ bytes }) => bytes)) }];
    }));
    return { worst: Math.max(...Object.values(of).flatMap(({ time, bytes }) => [time, bytes])), of };
  } finally {
    process.stderr.write = silent;
  }
}

/** The bytes that a synth gives: YAML, or the text of the error that refuses the program. */
function bytesOf(count: number, condition: (i: number) => Match): number {
  const app = new App();
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  const service = new MeshService(shop, 'reviews', {
    ports: { http: { number: 80, protocol: 'HTTP' }, admin: { number: 81, protocol: 'HTTP' } },
    versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
  });
  new Canary(shop, 'canary', {
    service, stable: 'v1', canary: 'v2', weight: 10, sticky: { cookie: 'rollout' },
    always: [header('end-user').exact('jason'), cookie('beta').exact('yes')], never: header('x-partner').present(),
  });
  for (let i = 0; i < count; i++) {
    new HttpPolicies(shop, `policy-${i}`, { service, match: condition(i), headers: { request: { set: { [`x-is-${i}`]: 'yes' } } } });
  }
  const platform = new Chart(app, 'platform', { namespace: 'istio-ingress' });
  const edge = new IngressGateway(platform, 'edge', { namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'tls' } });
  for (const host of ['a.example.com', 'b.example.com']) edge.host(host).to(service.port('http'));
  try {
    return Buffer.byteLength(app.synthYaml());
  } catch (error) {
    if (!ConfigError.isConfigError(error) || error.findings[0]!.rule !== 'composition/too-many-routes') throw error;
    return Buffer.byteLength(error.message);
  }
}
