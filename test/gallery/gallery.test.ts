import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { check } from 'cdk8s-istio';
import { parse } from 'yaml';
import { cook, findingsIn, topics } from '../../examples/gallery/gallery';
import { checkAlone } from '../support/findings';

const SEEDS = join(__dirname, 'seeds');
const seeds = readdirSync(SEEDS).sort();
const recipes = [...topics()].flatMap(([topic, { recipes: all }]) => (
  Object.entries(all).map(([file, recipe]) => ({ topic, file, recipe }))
));

function read(file: string): Record<string, unknown> {
  return parse(readFileSync(join(SEEDS, file), 'utf8')) as Record<string, unknown>;
}

/** Refused by every current Istio; the gallery has them in the form that is accepted, and says so. */
const corrected: Record<string, (seed: Record<string, any>) => void> = {
  '085-virtualservice-direct-cnn-through-egress-gateway.yaml': ({ spec }) => {
    for (const { match: [match] } of spec.tls) {
      match.sniHosts = match.sni_hosts;
      delete match.sni_hosts;
    }
  },
  '111-sidecar-client.yaml': ({ spec }) => {
    spec.egress[0].hosts = ['./*'];
  },
};

test('the gallery has each manifest once', () => {
  expect(recipes.map(({ file }) => file).sort()).toEqual(seeds);
});

test.each(recipes)('$topic: $file', ({ file, recipe }) => {
  const { app, manifest } = cook(recipe);
  const seed = read(file);
  corrected[file]?.(seed);
  expect(manifest.kind).toBe(seed.kind);
  expect(manifest.metadata).toEqual(seed.metadata);
  expect(manifest.spec).toEqual(seed.spec);
  const around = app.node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson() as unknown);
  expect(check(around).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test.each(recipes)('$topic: $file warns of what its recipe declares as known, and of nothing else', ({ recipe }) => {
  expect(findingsIn(cook(recipe).manifest, recipe).filter(({ severity }) => severity !== 'info')).toEqual([]);
});

test('what is known is found', () => {
  const known = recipes.flatMap(({ file, recipe }) => Object.keys(recipe.known ?? {}).map((rule) => ({ file, rule, recipe })));
  expect(known.length).toBeGreaterThan(3);
  const unfound = known.filter(({ rule, recipe }) => !check([cook(recipe).manifest]).some((finding) => finding.rule === rule));
  expect(unfound.map(({ file, rule }) => [file, rule])).toEqual([]);
});

test.each(seeds.filter((file) => !(file in corrected)))('%s as it came has no error', (file) => {
  expect(checkAlone(read(file)).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test.each`
  file                                                                | rule               | path
  ${'085-virtualservice-direct-cnn-through-egress-gateway.yaml'}      | ${'field/unknown'} | ${['spec', 'tls', 0, 'match', 0, 'sni_hosts']}
  ${'111-sidecar-client.yaml'}                                        | ${'field/missing'} | ${['spec', 'egress', 0, 'hosts']}
`('$file as it came is refused', ({ file, rule, path }) => {
  expect(checkAlone(read(file))).toContainEqual(expect.objectContaining({ rule, path, severity: 'error', authority: 'api-server' }));
});
