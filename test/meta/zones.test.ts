import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ESLint, type Linter } from 'eslint';

const repository = join(__dirname, '../..');
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { libLayers, plannedLibLayers, constructLayers, kindsOf, layerConfig } = require('../../eslint.layers.js') as {
  libLayers: string[];
  plannedLibLayers: string[];
  constructLayers: string[];
  kindsOf(root: string): string[];
  layerConfig(root: string): Linter.Config[];
};

// The resolver only reports imports of files that exist, so the rules are tried on a tree made for it.
const tree = [
  'lib/index.ts', 'lib/core/finding.ts', 'lib/values/port.ts',
  'lib/kinds/_shared/string-match.ts', 'lib/kinds/gateway/api.ts', 'lib/kinds/sidecar/api.ts', 'lib/kinds/index.ts',
  'lib/mesh/mesh.ts', 'lib/composition/claim.ts', 'lib/analysis/hosts/unknown-host.ts', 'lib/route/route.ts',
  'lib/testing/expect-route.ts', 'lib/io/read.ts', 'lib/codegen/write.ts', 'lib/cli/check/check-command.ts',
  'lib/kinds/gateway/rules/sample.ts', 'constructs/index.ts', 'constructs/core/props.ts', 'constructs/l1/gateway.ts', 'constructs/gateway/gateway.ts',
  'lib/access/access.ts', 'lib/match/match.ts', 'lib/diff/diff.ts', 'lib/graph/graph.ts', 'lib/config/config.ts',
  'constructs/owners/mesh-service/mesh-service.ts', 'constructs/patterns/canary/canary.ts',
  'test/meta/sample.ts', 'examples/canary/main.ts',
];

let root: string;
let eslint: ESLint;

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'zones-')));
  for (const file of tree) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), 'export const it = 1;\n');
  }
  writeFileSync(join(root, 'tsconfig.dev.json'), '{ "include": ["**/*.ts"] }\n');
  eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: layerConfig(root) });
});

afterAll(() => rmSync(root, { recursive: true }));

let count = 0;

async function lint(file: string, code: string): Promise<{ rule: string | null; message: string }[]> {
  // import/no-cycle reads and remembers files by path: each snippet is on disk, under a name of its own.
  const filePath = join(root, file.replace('/x.ts', `/x${count++}.ts`));
  writeFileSync(filePath, code);
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages.map(({ ruleId, message }) => ({ rule: ruleId, message }));
}

const paths = 'import/no-restricted-paths';

describe('refused', () => {
  test.each([
    ['lib importing constructs', 'lib/mesh/x.ts', '../../constructs/core/props', paths, 'lib never imports constructs'],
    ['lib importing cdk8s', 'lib/core/x.ts', 'cdk8s', 'no-restricted-imports', 'lib never imports cdk8s'],
    ['lib importing the package constructs', 'lib/cli/x.ts', 'constructs', 'no-restricted-imports', 'lib never imports constructs'],
    ['the package by its own name', 'constructs/gateway/x.ts', 'cdk8s-istio', 'no-restricted-imports', 'by relative path'],
    ['core importing kinds', 'lib/core/x.ts', '../kinds/gateway/api', paths, 'lib/core may import only itself:'],
    ['mesh importing analysis', 'lib/mesh/x.ts', '../analysis/hosts/unknown-host', paths,
      'lib/mesh may import only itself, core, values, io, kinds, match:'],
    ['match importing mesh', 'lib/match/x.ts', '../mesh/mesh', paths, 'lib/match may import only itself, core, values, io, kinds:'],
    ['route importing access', 'lib/route/x.ts', '../access/access', paths, 'lib/route may import only itself'],
    ['access importing diff', 'lib/access/x.ts', '../diff/diff', paths, 'lib/access may import only itself'],
    ['diff importing graph', 'lib/diff/x.ts', '../graph/graph', paths, 'lib/diff may import only itself'],
    ['graph importing analysis', 'lib/graph/x.ts', '../analysis/hosts/unknown-host', paths, 'lib/graph may import only itself'],
    ['values importing io', 'lib/values/x.ts', '../io/read', paths, 'lib/values may import only itself, core:'],
    ['io importing cli', 'lib/io/x.ts', '../cli/check/check-command', paths, 'lib/io may import only'],
    ['a layer importing the door', 'lib/values/x.ts', '../index', paths, 'lib/values may import only itself, core:'],
    ['kind importing kind', 'lib/kinds/gateway/rules/x.ts', '../../sidecar/api', paths, 'lib/kinds/gateway imports no other kind'],
    ['kind importing the list of kinds', 'lib/kinds/gateway/x.ts', '..', paths, 'lib/kinds/gateway imports no other kind'],
    ['_shared importing a kind', 'lib/kinds/_shared/x.ts', '../gateway/api', paths, 'lib/kinds/_shared imports no kind'],
    ['construct importing io', 'constructs/gateway/x.ts', '../../lib/io/read', paths, 'constructs may not import io, testing, codegen, cli of lib'],
    ['construct importing testing', 'constructs/index.ts', '../lib/testing/expect-route', paths, 'constructs may not import'],
    ['construct importing the door of lib', 'constructs/gateway/x.ts', '../../lib', paths, 'doors for users of the package'],
    ['construct importing its own door', 'constructs/patterns/canary/x.ts', '../..', paths, 'doors for users of the package'],
    ['constructs/core importing an L1', 'constructs/core/x.ts', '../l1/gateway', paths, 'constructs/core imports no other folder'],
    ['L1 importing L2', 'constructs/l1/x.ts', '../gateway/gateway', paths, 'constructs/l1 may import only core'],
    ['L2 importing pattern', 'constructs/gateway/x.ts', '../patterns/canary/canary', paths, 'constructs/gateway imports no owner and no pattern'],
    ['L2 importing owner', 'constructs/gateway/x.ts', '../owners/mesh-service/mesh-service', paths, 'constructs/gateway imports no owner and no pattern'],
    ['owner importing pattern', 'constructs/owners/mesh-service/x.ts', '../../patterns/canary/canary', paths, 'constructs/owners imports no pattern'],
    ['product importing test', 'lib/core/x.ts', '../../test/meta/sample', paths, 'Product code imports nothing from test'],
    ['product importing examples', 'constructs/gateway/x.ts', '../../examples/canary/main', paths, 'Product code imports nothing from test'],
  ])('%s', async (_, file, from, rule, sentence) => {
    const found = await lint(file, `import { it } from '${from}';\nexport const x = it;\n`);
    expect(found.map((message) => message.rule)).toContain(rule);
    expect(found.map(({ message }) => message).join('\n')).toContain(sentence);
  });

  test('types too', async () => {
    const found = await lint('lib/core/x.ts', "import type { it } from '../kinds/gateway/api';\nexport type X = typeof it;\n");
    expect(found).toEqual([{ rule: paths, message: expect.stringContaining('lib/core may import only itself:') }]);
  });

  test('a cycle', async () => {
    writeFileSync(join(root, 'lib/core/other.ts'), "import { a } from './one';\nexport const b = () => a;\n");
    expect(await lint('lib/core/one.ts', "import { b } from './other';\nexport const a = () => b;\n")).toEqual([{ rule: 'import/no-cycle', message: 'Dependency cycle detected.' }]);
  });

  test.each(['lib/index.ts', 'constructs/index.ts'])('`export *` in %s', async (file) => {
    const found = await lint(file, "export * from './core/finding';\n");
    expect(found).toEqual([{ rule: 'no-restricted-syntax', message: expect.stringContaining('Name every export') }]);
  });
});

describe('allowed', () => {
  test.each([
    ['lib/kinds/gateway/rules/x.ts', '../api'],
    ['lib/kinds/gateway/x.ts', '../_shared/string-match'],
    ['lib/kinds/index.ts', './gateway/api'],
    ['lib/analysis/hosts/x.ts', '../../mesh/mesh'],
    ['lib/cli/x.ts', '../codegen/write'],
    ['lib/index.ts', './core/finding'],
    ['constructs/l1/x.ts', '../../lib/kinds/gateway/api'],
    ['constructs/l1/x.ts', '../core/props'],
    ['constructs/gateway/x.ts', 'cdk8s'],
    ['constructs/gateway/x.ts', '../../lib/composition/claim'],
    ['lib/kinds/gateway/x.ts', '../../io/read'],
    ['lib/access/x.ts', '../route/route'],
    ['lib/graph/x.ts', '../diff/diff'],
    ['lib/analysis/hosts/x.ts', '../../graph/graph'],
    ['constructs/owners/mesh-service/x.ts', '../../gateway/gateway'],
    ['constructs/patterns/canary/x.ts', '../../owners/mesh-service/mesh-service'],
    ['constructs/index.ts', '../lib'],
    ['test/meta/x.ts', '../../lib/cli/check/check-command'],
  ])('%s importing %s', async (file, from) => {
    expect(await lint(file, `import { it } from '${from}';\nexport const x = it;\n`)).toEqual([]);
  });
});

test.each([
  ['lib/core/x.ts', ['import/no-cycle', paths, 'no-restricted-imports']],
  ['constructs/core/x.ts', ['import/no-cycle', paths, 'no-restricted-imports']],
  ['constructs/index.ts', ['import/no-cycle', paths, 'no-restricted-imports', 'no-restricted-syntax']],
])('`npm run lint` applies them to %s', async (file, rules) => {
  // Node's import() of the config file does not work inside jest.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const overrideConfig = require('../../eslint.config.js') as Linter.Config[];
  const own = new ESLint({ cwd: repository, overrideConfigFile: true, overrideConfig });
  const config = (await own.calculateConfigForFile(join(repository, file))) as Linter.Config;
  expect(config.rules).toMatchObject(Object.fromEntries(rules.map((rule) => [rule, [2, ...(rule === 'import/no-cycle' ? [] : [expect.anything()])]])));
});

function foldersIn(path: string): string[] {
  return readdirSync(join(repository, path), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

test('the layers of lib/ stand in the order of the architecture', () => {
  expect(libLayers).toEqual([
    'core', 'values', 'io', 'kinds', 'match', 'mesh', 'composition', 'route', 'access', 'diff', 'graph', 'analysis', 'config', 'testing', 'codegen', 'cli',
  ]);
});

test('every folder of lib/ is a layer, and every layer a folder or planned', () => {
  expect([...foldersIn('lib'), ...plannedLibLayers].sort()).toEqual([...libLayers].sort());
});

test('every folder of constructs/ is a layer or named after a kind', () => {
  expect(constructLayers).toEqual(['core', 'l1', '<kind>', 'owners', 'patterns']);
  const known = [...constructLayers.filter((layer) => layer !== '<kind>'), ...kindsOf(repository)];
  expect(foldersIn('constructs').filter((folder) => !known.includes(folder))).toEqual([]);
});
