import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { IstioValidation } from '../../lib/cli/plugin/validation';
import { readConfig } from '../../lib/config/read-config';
import { suppressionRules } from '../../lib/core/suppression/suppression-rules';
import { HOUSE_ANALYZER } from '../support/house-analyzer';
import { blockOf, blocksOf, root, Workplace } from './pages';
import { PROCESSES_MS } from '../support/time-limits';

jest.setTimeout(PROCESSES_MS);

// What the pages about acknowledging, configuring and the plugin show is what happens.

const ACKNOWLEDGE = 'docs/acknowledge-a-finding.md';
const CONFIGURATION = 'docs/configuration.md';
const PLUGIN = 'docs/cdk8s-plugin.md';

let place: Workplace;
beforeEach(() => {
  place = new Workplace(mkdtempSync(join(tmpdir(), 'docs-')));
});
afterEach(() => rmSync(place.folder, { recursive: true }));

describe(ACKNOWLEDGE, () => {
  const program = blockOf(ACKNOWLEDGE, 'main.ts');
  const resource = blockOf(ACKNOWLEDGE, 'mesh/reviews.yaml');
  const command = blocksOf(ACKNOWLEDGE).find(({ language }) => language === 'sh')!;

  test('in code: the program warns of nothing, writes what the page shows, and would warn without the acknowledgement', () => {
    place.write('main.ts', program);
    expect(place.app('main.ts')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(place.folder, 'dist/shop.k8s.yaml'), 'utf8')).toBe(blockOf(ACKNOWLEDGE, 'dist/shop.k8s.yaml'));
    const { summary, suppressed } = JSON.parse(place.shell('cdk8s-istio check dist/ -o json').stdout);
    expect(summary).toMatchObject({ warnings: 0 });
    expect(suppressed).toMatchObject([{ rule: 'virtual-service/unreachable-route', suppressed: { reason: 'back after the maintenance, SHOP-1234' } }]);

    place.write('main.ts', program.replace(/^Findings\..*$/m, ''));
    expect(place.app('main.ts').stderr).toContain('warning virtual-service/unreachable-route');
  });

  test('on a resource: the command is content, and not without the annotation', () => {
    place.write('mesh/reviews.yaml', resource);
    expect(place.shell(command.text).status).toBe(Number(command.name));
    place.write('mesh/reviews.yaml', resource.replace(/ {2}annotations:\n.*\n.*\n/, ''));
    expect(place.shell(command.text).status).toBe(1);
  });

  test('in the file: for the resources it names', () => {
    place.write('cdk8s-istio.yaml', blockOf(ACKNOWLEDGE, 'cdk8s-istio.yaml'));
    place.write('mesh/reviews.yaml', resource.replace(/ {2}annotations:\n.*\n.*\n/, '').replace('namespace: shop', 'namespace: vendor'));
    expect(place.shell(command.text).status).toBe(0);
    place.write('mesh/reviews.yaml', resource);
    const { findings } = JSON.parse(place.shell('cdk8s-istio check mesh/ -o json').stdout);
    expect(findings).toMatchObject([{ rule: 'suppression/matches-nothing', source: { file: 'cdk8s-istio.yaml', line: 2 } }]);
  });

  test('names every rule about acknowledgements', () => {
    const named = [...readFileSync(join(root, ACKNOWLEDGE), 'utf8').matchAll(/^\| \[(suppression\/[\w-]+)\]/gm)].map(([, id]) => id);
    expect(named.sort()).toEqual(Object.values(suppressionRules).map(({ id }) => id).sort());
  });
});

describe(CONFIGURATION, () => {
  const yaml = blockOf(CONFIGURATION, 'cdk8s-istio.yaml');
  const schema = JSON.parse(readFileSync(join(root, 'cdk8s-istio.schema.json'), 'utf8')) as { properties: object };

  test('the file is right, for the reader and for editors, and has every key', () => {
    place.write('cdk8s-istio.yaml', yaml);
    place.write('house.js', HOUSE_ANALYZER);
    expect(readConfig(join(place.folder, 'cdk8s-istio.yaml'))).toMatchObject({ release: '1.30', skip: ['vendor/**'] });
    const validate = new Ajv().compile(schema);
    expect([validate(parse(yaml)), validate.errors]).toEqual([true, null]);
    expect(Object.keys(parse(yaml)).sort()).toEqual(Object.keys(schema.properties).sort());
    const rows = [...readFileSync(join(root, CONFIGURATION), 'utf8').matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key);
    expect(rows.sort()).toEqual(Object.keys(schema.properties).sort());
    expect(yaml.split('\n')[0]).toContain('$schema=./node_modules/cdk8s-istio/cdk8s-istio.schema.json');
  });

  test('the file is what the command takes', () => {
    place.write('cdk8s-istio.yaml', yaml);
    place.write('mesh/reviews.yaml', blockOf(ACKNOWLEDGE, 'mesh/reviews.yaml').replace(/ {2}annotations:\n.*\n.*\n/, ''));
    place.write('vendor/broken.yaml', 'a: [');
    place.write('house.js', HOUSE_ANALYZER);
    place.write('cluster.yaml', '');
    const { findings } = JSON.parse(place.shell('cdk8s-istio check . -o json').stdout);
    expect(findings.map(({ rule, severity }: any) => `${severity} ${rule}`)).toEqual([
      'error virtual-service/unreachable-route', 'warning suppression/matches-nothing',
    ]);
  });

  test('the analyzer of the page runs', () => {
    place.write('house.js', blockOf(CONFIGURATION, 'house.js'));
    place.write('cdk8s-istio.yaml', 'analyzers: [./house.js]');
    place.write('edge.yaml', 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: edge}\nspec: {servers: [{hosts: [a.example.com], port: {number: 80, name: http, protocol: HTTP}}]}');
    expect(JSON.parse(place.shell('cdk8s-istio check edge.yaml -o json').stdout).findings).toMatchObject([{ rule: 'house/owned-gateways', source: { line: 3 } }]);
  });

  test('the program runs', () => {
    place.write('main.ts', blockOf(CONFIGURATION, 'main.ts'));
    expect(place.app('main.ts')).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

test(`${PLUGIN}: the class and its properties are there`, async () => {
  // test/package/cdk8s-cli.test.ts runs it in the real CLI.
  const { validations: [plugin] } = parse(blockOf(PLUGIN, 'cdk8s.yaml'));
  expect(plugin).toMatchObject({ package: './node_modules/cdk8s-istio/validation', class: IstioValidation.name, version: expect.any(String) });
  const submit = jest.fn();
  const report = { addViolation: jest.fn(), submit };
  await new IstioValidation(plugin.properties).validate({ manifests: [], metadata: {}, parseManifest: () => [], report });
  expect(submit).toHaveBeenCalledWith('success', expect.objectContaining({ resources: '0' }));
});
