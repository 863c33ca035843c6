/**
 * Who may import whom, as lint rules. The lists below are the one place that says so;
 * each rule carries the sentence that whoever breaks it reads.
 */
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const importPlugin = require('eslint-plugin-import');
const tseslint = require('typescript-eslint');

/** The folders of lib/, each importing only itself and the ones above it. */
const libLayers = ['core', 'values', 'kinds', 'mesh', 'composition', 'analysis', 'config', 'route', 'testing', 'io', 'codegen', 'cli'];

/** What of lib/ a construct may import. The configuration file holds for a synth too, and is only read where there is one. */
const libForConstructs = ['core', 'values', 'kinds', 'mesh', 'composition', 'analysis', 'config'];

/** The folders of constructs/ from bottom to top; `*` stands for every folder not named, one per kind or owner of a host. */
const constructLayers = ['core', 'l1', '*', 'patterns'];

const folders = (path) => (existsSync(path)
  ? readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  : []);

function libZones(root) {
  const own = libLayers.map((layer, at) => ({
    target: `./lib/${layer}`,
    from: ['./lib/index.ts', ...libLayers.slice(at + 1).map((below) => `./lib/${below}`)],
    message: `lib/${layer} may import only ${['itself', ...libLayers.slice(0, at)].join(', ')}: layers go one way. `
      + 'Move what you need up to a layer that both can see.',
  }));
  const kinds = folders(join(root, 'lib/kinds')).filter((kind) => kind !== '_shared');
  return [
    ...own,
    {
      target: './lib',
      from: './constructs',
      message: 'lib never imports constructs: it must work on plain YAML, without a construct tree.',
    },
    ...kinds.map((kind) => ({
      target: `./lib/kinds/${kind}`,
      from: './lib/kinds',
      except: [`./${kind}`, './_shared'],
      message: `A kind imports no other kind, so that each can be read alone. What ${kind} shares goes to lib/kinds/_shared; `
        + 'what needs two resources is an analyzer.',
    })),
    {
      target: './lib/kinds/_shared',
      from: './lib/kinds',
      except: ['./_shared'],
      message: 'lib/kinds/_shared is what kinds are built from, so it imports none of them.',
    },
  ];
}

function constructZones(root) {
  const hidden = libLayers.filter((layer) => !libForConstructs.includes(layer));
  const named = constructLayers.filter((layer) => layer !== '*');
  const level2 = folders(join(root, 'constructs')).filter((folder) => !named.includes(folder));
  const every = [...named, ...level2];
  return [
    {
      target: './constructs',
      from: hidden.map((layer) => `./lib/${layer}`),
      message: `constructs may import only ${libForConstructs.join(', ')} of lib: `
        + `${hidden.join(', ')} serve programs that read YAML, and would load with every app.`,
    },
    ...(every.length === 0 ? [] : [{
      target: every.map((folder) => `./constructs/${folder}`),
      from: ['./lib/index.ts', './constructs/index.ts'],
      message: 'The two index.ts are doors for users of the package; import the file that has what you need.',
    }]),
    {
      target: './constructs/core',
      from: './constructs',
      except: ['./core'],
      message: 'constructs/core is what every construct is built from, so it imports no other folder of constructs.',
    },
    {
      target: './constructs/l1',
      from: './constructs',
      except: ['./l1', './core'],
      message: 'An L1 is the resource verbatim, with no behaviour: of constructs it may import only core.',
    },
    ...level2.map((folder) => ({
      target: `./constructs/${folder}`,
      from: './constructs/patterns',
      message: 'An L2 imports no pattern: patterns are made of L2s, so that a user can always go one level down.',
    })),
  ];
}

const outsideProduct = {
  target: ['./lib', './constructs'],
  from: ['./test', './examples', './bench'],
  message: 'Product code imports nothing from test, examples or bench: they are not in the package.',
};

const ownName = {
  name: 'cdk8s-istio',
  message: 'Inside the package import files by relative path; the name would load a second copy.',
};
const treePackages = /** @type {const} */ (['cdk8s', 'constructs']).map((name) => ({
  name,
  message: `lib never imports ${name}: it must work on plain YAML, without a construct tree. What needs one belongs in constructs/.`,
}));

/** Flat config objects for the tree at `root`: a parameter, so that a test can try the rules on a tree of its own. */
function layerConfig(root) {
  return [
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { import: importPlugin },
      settings: {
        'import/parsers': { '@typescript-eslint/parser': ['.ts'] },
        'import/resolver': { typescript: { project: join(root, 'tsconfig.dev.json') } },
      },
    },
    {
      files: ['lib/**/*.ts', 'constructs/**/*.ts'],
      rules: {
        'import/no-cycle': 'error',
        'import/no-restricted-paths': ['error', { basePath: root, zones: [...libZones(root), ...constructZones(root), outsideProduct] }],
        'no-restricted-imports': ['error', { paths: [ownName] }],
      },
    },
    {
      files: ['lib/**/*.ts'],
      rules: { 'no-restricted-imports': ['error', { paths: [ownName, ...treePackages] }] },
    },
    {
      files: ['lib/index.ts', 'constructs/index.ts'],
      rules: {
        'no-restricted-syntax': ['error', {
          selector: 'ExportAllDeclaration',
          message: 'Name every export: what the package offers is read here, and kept in test/package/public-names.txt.',
        }],
      },
    },
  ];
}

module.exports = { libLayers, libForConstructs, constructLayers, layerConfig };
