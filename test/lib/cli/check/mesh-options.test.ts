import { folderOf, run } from '../../../support/command';
import { HOUSE_ANALYZER } from '../../../support/house-analyzer';

const rule = (host: string): string => `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: ${host}, namespace: shop}\nspec:\n  host: ${host}\n`;
const service = (name: string): string => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop}\nspec: {ports: [{port: 80}]}\n`;
const FILES = {
  'house.js': HOUSE_ANALYZER,
  'cdk8s-istio.yaml': 'analyzers: [./house.js]\n',
  'mesh/rules.yaml': `${rule('ratings')}---\n${rule('details')}`,
  'cluster.yaml': `apiVersion: v1\nkind: List\nitems:\n- ${service('ratings').trim().replaceAll('\n', '\n  ')}\n`,
};
const json = (stdout: string): { findings: readonly { rule: string; severity: string }[]; summary: object } => JSON.parse(stdout);
/** What analyzers of packages and rules of MeshConfig find: Istio's own analyzers have tests of their own. */
const rulesIn = (stdout: string): string[] => (
  json(stdout).findings.filter(({ rule: id }) => !id.startsWith('destinations/')).map(({ rule: id, severity }) => `${severity} ${id}`)
);

describe('the world', () => {
  const folder = folderOf(FILES);

  test('is open: the summary says what is taken to exist, and how to have it checked', async () => {
    const { code, stdout, stderr } = await run(folder, ['check', 'mesh']);
    const taken = '2 hosts outside of what was given are taken to exist; --closed or --context cluster.yaml checks them';
    expect([code, stdout, stderr]).toEqual([0, `Checked 2 resources in 1 file: no findings\n${taken}\n`, '']);
    expect(json((await run(folder, ['check', 'mesh', '-o', 'json'])).stdout).summary).toMatchObject({ resources: 2, assumed: { hosts: 2 } });
    expect((await run(folder, ['check', 'mesh', '-o', 'github'])).stderr).toBe(`Checked 2 resources: no findings; ${taken}\n`);
    expect((await run(folder, ['check', 'mesh', '--quiet'])).stdout).toBe('');
  });

  test('is closed with --closed, and by the configuration', async () => {
    const { code, stdout } = await run(folder, ['check', 'mesh', '-o', 'json', '--closed']);
    expect([code, rulesIn(stdout), json(stdout).summary]).toMatchObject([1, ['error house/missing-host', 'error house/missing-host'], { assumed: { hosts: 0 } }]);
    const closed = folderOf({ ...FILES, 'cdk8s-istio.yaml': 'analyzers: [./house.js]\nworld: closed\n' });
    expect(rulesIn((await run(closed, ['check', 'mesh', '-o', 'json'])).stdout)).toEqual(['error house/missing-host', 'error house/missing-host']);
  });
});

describe('context', () => {
  const configured = folderOf({ ...FILES, 'cdk8s-istio.yaml': 'analyzers: [./house.js]\ncontext: [cluster.yaml]\n', 'more/a.yaml': service('details') });

  test.each<[string, string[], string[]]>([
    ['of the configuration', [], ['warning house/missing-host']],
    ['of the command wins', ['--context', 'more'], ['warning house/missing-host']],
    ['is given several times', ['--context', 'more', '--context', 'cluster.yaml'], []],
    ['in a closed world', ['--closed'], ['error house/missing-host']],
  ])('%s', async (_, args, found) => {
    const { stdout } = await run(configured, ['check', 'mesh', '-o', 'json', ...args]);
    expect(rulesIn(stdout)).toEqual(found);
    expect(json(stdout).summary).toMatchObject({ resources: 2 });
  });

  test('is not checked, even where a path of the command has it too', async () => {
    const folder = folderOf({ ...FILES, 'cdk8s-istio.yaml': 'context: [cluster.yaml]\n', 'cluster.yaml': rule('a').replace('host: a', 'hots: a') });
    const { code, stdout } = await run(folder, ['check', '.', '-o', 'json']);
    expect([code, json(stdout)]).toMatchObject([0, { findings: [], summary: { resources: 2 } }]);
  });

  test('that cannot be read is a finding: all of it would be taken to be missing', async () => {
    const { code, stdout } = await run(configured, ['check', 'mesh', '-o', 'json', '--context', 'nothing.yaml']);
    expect([code, rulesIn(stdout)]).toEqual([2, ['error file/unreadable']]);
    const broken = folderOf({ ...FILES, 'cluster.yaml': 'a: [\n' });
    expect(rulesIn((await run(broken, ['check', 'mesh', '-o', 'json', '--context', 'cluster.yaml'])).stdout)).toEqual(['error file/syntax']);
  });
});

describe('a MeshConfig', () => {
  const meshConfig = 'rootNamespace: roots\noutboundTrafficPolcy: {mode: REGISTRY_ONLY}\nconnectTimeout: 5\n';
  const folder = folderOf({ ...FILES, 'mesh.yaml': meshConfig });

  test('of a file has its findings in its lines', async () => {
    const { code, stdout } = await run(folder, ['check', 'mesh', '--mesh-config', 'mesh.yaml', '-o', 'json']);
    expect([code, json(stdout).findings]).toMatchObject([1, [
      { rule: 'mesh-config/wrong-value', severity: 'error', path: ['meshConfig', 'connectTimeout'], source: { line: 3, column: 1 } },
      {
        rule: 'mesh-config/unknown-field', severity: 'warning', path: ['meshConfig', 'outboundTrafficPolcy'], fix: expect.stringContaining('outboundTrafficPolicy'),
        source: { line: 2 },
      },
    ]]);
  });

  test.each([
    ['the ConfigMap istio', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n  mesh: |\n    trustDomian: a\n'],
    ['an IstioOperator', 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {meshConfig: {trustDomian: a}}\n'],
  ])('may stand in %s', async (_, text) => {
    const inside = folderOf({ ...FILES, 'mesh.yaml': text });
    expect(rulesIn((await run(inside, ['check', 'mesh', '--mesh-config', 'mesh.yaml', '-o', 'json'])).stdout)).toEqual(['warning mesh-config/unknown-field']);
  });

  test.each([
    ['is unreadable', ['--mesh-config', 'nothing.yaml'], '', /config\/unreadable\n.*\n.*Expected a file with a MeshConfig, got nothing at this path: nothing\.yaml/],
    ['contradicts a setting', ['--mesh-config', 'mesh.yaml'], 'rootNamespace: mine\n',
      /config\/contradiction\n.*\n.*Expected one rootNamespace, got \\?"mine\\?" as the setting rootNamespace, and \\?"roots\\?" in the MeshConfig that is given/],
    ['contradicts a setting beside it', [], 'rootNamespace: mine\nmeshConfig: {rootNamespace: theirs}\n', /got \\?"mine\\?" as the setting rootNamespace, and \\?"theirs/],
  ])('that %s is an error, and nothing is checked', async (_, args, config, message) => {
    const wrong = folderOf({ ...FILES, 'mesh.yaml': meshConfig, 'cdk8s-istio.yaml': config });
    const { code, stdout, stderr } = await run(wrong, ['check', 'mesh', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  test('of the configuration has its findings in the lines of the configuration, and its numbers and booleans are those of YAML', async () => {
    const inline = folderOf({ ...FILES, 'cdk8s-istio.yaml': 'meshConfig:\n  enableAutoMtls: false\n  proxyListenPort: 15001\n  enableAutoMtsl: true\n' });
    const { stdout } = await run(inline, ['check', 'mesh', '-o', 'json']);
    expect(json(stdout).findings).toMatchObject([{ rule: 'mesh-config/unknown-field', source: { line: 4 }, message: expect.stringMatching(/enableAutoMtsl/) }]);
  });
});

describe('analyzers', () => {
  test('of a package can be acknowledged and given a severity in the configuration', async () => {
    const config = 'analyzers: [./house.js]\nworld: closed\nseverities: {house/missing-host: warning}\nacknowledge: [{rule: house/missing-host, reason: known, resource: "* shop/details"}]\n';
    const { stdout } = await run(folderOf({ ...FILES, 'cdk8s-istio.yaml': config }), ['check', 'mesh', '-o', 'json']);
    expect([rulesIn(stdout), json(stdout).summary]).toMatchObject([['warning house/missing-host'], { suppressed: 1 }]);
  });

  test.each([
    ['there is no such module', './nothing.js', /Expected a module with analyzers, got Cannot find module '\.\/nothing\.js'.*: \.\/nothing\.js/],
    ['a module exports none', './empty.js', /Expected a module with analyzers, got a module that exports none: \.\/empty\.js/],
    ['a module throws', './broken.js', /Expected a module with analyzers, got no luck: \.\/broken\.js/],
  ])('where %s, nothing is checked', async (_, name, message) => {
    const folder = folderOf({ ...FILES, 'empty.js': '', 'broken.js': 'throw new Error("no luck");', 'cdk8s-istio.yaml': `analyzers: [${name}]\n` });
    const { code, stderr } = await run(folder, ['check', 'mesh']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});
