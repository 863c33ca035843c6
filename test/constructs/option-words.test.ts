import { type Chart } from 'cdk8s';
import { BlueGreen, Canary, CircuitBreaker, MeshService, renderPath, Resilience, Split } from 'cdk8s-istio';
import { untyped } from '../support/chart';
import { findingsOf } from '../support/findings';

// What is wrong names the option that the program has, and says what to write.

const reviews = (chart: Chart) => new MeshService(chart, 'reviews', {
  ports: { http: { number: 9080, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
});
const canary = (options: object) => (chart: Chart) => new Canary(chart, 'c', untyped({ service: reviews(chart), stable: 'v1', canary: 'v2', weight: 10, ...options }));
const split = (options: object) => (chart: Chart) => new Split(chart, 's', untyped({ service: reviews(chart), ...options }));
const breaker = (options: object) => (chart: Chart) => new CircuitBreaker(chart, 'b', untyped({ service: reviews(chart), consecutive5xxErrors: 5, ...options }));
const patience = (options: object) => (chart: Chart) => new Resilience(chart, 'r', untyped({ service: reviews(chart), ...options }));
const service = (options: object) => (chart: Chart) => new MeshService(chart, 's', untyped({ ports: { http: { number: 80, protocol: 'HTTP' } }, ...options }));

test.each<[string, (chart: Chart) => unknown]>([
  ['canary: write "v1" or "v2"', canary({ canary: 'v3' })],
  ['stable: write "v1" or "v2"', canary({ stable: 'v9' })],
  ['weight: write 10 for 10 %', canary({ weight: 0.1 })],
  ['weight: write 10', canary({ weight: '10%' })],
  ['weight: write a whole percentage from 0 to 100', canary({ weight: 101 })],
  ['stage: write 2, without quotes', canary({ weight: undefined, stages: [1, 5], stage: '2' })],
  ['stages: write stages: [1, 5, 25, 100]', canary({ weight: undefined, stage: 1 })],
  ['stages[0]: write 1 for 1 %', canary({ weight: undefined, stages: [0.01, 0.05], stage: 1 })],
  ['weights: write percent: { v1: 90, v2: 10 }', split({ weights: { v1: 0.9, v2: 0.1 } })],
  ['weights.v1: write 90', split({ weights: { v1: '90%', v2: 10 } })],
  ['weights.v3: write "v1" or "v2"', split({ weights: { v1: 90, v3: 10 } })],
  ['sticky: write { cookie: …, ttl: … }', canary({ sticky: true })],
  ['active: write "v1" or "v2"', (chart) => new BlueGreen(chart, 'b', untyped({ service: reviews(chart), active: 'v3' }))],
  ['timeout: write \'3s\'', patience({ timeout: 3 })],
  ['timeout: write \'3s\'', patience({ timeout: '3' })],
  ['timeout: write \'24h\'', patience({ timeout: '1d' })],
  ['port: write \'http\'', breaker({ port: 9080 })],
  ['port: write "http"', breaker({ port: 'htpp' })],
  ['consecutive5xxErrors: write 5, without quotes', breaker({ consecutive5xxErrors: '5' })],
  ['consecutive5xxErrors: write a whole number of at least 1', breaker({ consecutive5xxErrors: 0 })],
  ['ports.http.protocol: write \'HTTP\'', service({ ports: { http: { number: 80, protocol: 'http' } } })],
  ['ports.http.number: write 80, without quotes', service({ ports: { http: { number: '80', protocol: 'HTTP' } } })],
  ['ports: write ports such as { http: { number: 80, protocol: \'HTTP\' } }', service({ ports: { http: 80 } })],
  ['versions.v1.version: write \'1\'', service({ versions: { v1: { version: 1 } } })],
  ['versions.v1: write { version: \'v1\' }', service({ versions: { v1: 'v1' } })],
])('%s', (expected, build) => {
  expect(findingsOf(build).map(({ path, fix }) => `${renderPath(path)}: ${fix}`)).toEqual([expected]);
});
