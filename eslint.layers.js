/**
 * Who may import whom, as lint rules. The lists below are the one place that says so;
 * each rule carries the sentence that whoever breaks it reads.
 */
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const importPlugin = require('eslint-plugin-import');
const tseslint = require('typescript-eslint');

/** The folders of lib/ from bottom to top: each imports only itself and the ones before it. */
const libLayers = [
  'core', 'values', 'io', 'kinds', 'match', 'mesh', 'composition', 'route', 'access', 'diff', 'graph', 'analysis', 'config', 'testing', 'codegen', 'cli',
];

/** Layers of lib/ whose folder does not exist yet. A test asks for the removal of a name here when its folder appears. */
const plannedLibLayers = ['diff', 'graph', 'testing', 'codegen'];

/** What no construct may import: programs that read YAML use it, and it would load with every app. */
const hiddenFromConstructs = ['io', 'testing', 'codegen', 'cli'];

/** The folders of constructs/ from bottom to top; `<kind>` stands for the folders named after one of lib/kinds. */
const constructLayers = ['core', 'l1', '<kind>', 'owners', 'patterns'];

const folders = (path) => (existsSync(path)
  ? readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  : []);

/** The folders of lib/kinds that hold one kind. */
const kindsOf = (root) => folders(join(root, 'lib/kinds')).filter((kind) => kind !== '_shared');

function libZones(root) {
  const layers = libLayers.map((layer, at) => ({
    target: `./lib/${layer}`,
    from: ['./lib/index.ts', ...libLayers.slice(at + 1).map((above) => `./lib/${above}`)],
    message: `lib/${layer} may import only ${['itself', ...libLayers.slice(0, at)].join(', ')}: layers go one way. `
      + 'Move what you need to a layer that both can import.',
  }));
  return [
    ...layers,
    {
      target: './lib',
      from: './constructs',
      message: 'lib never imports constructs: it must work on plain YAML, without a construct tree.',
    },
    ...kindsOf(root).map((kind) => ({
      target: `./lib/kinds/${kind}`,
      from: './lib/kinds',
      except: [`./${kind}`, './_shared'],
      message: `lib/kinds/${kind} imports no other kind, so that each can be read alone. What kinds share goes to lib/kinds/_shared; `
        + 'a check that needs two resources is an analyzer.',
    })),
    {
      target: './lib/kinds/_shared',
      from: './lib/kinds',
      except: ['./_shared'],
      message: 'lib/kinds/_shared imports no kind: kinds are built from it.',
    },
  ];
}

/** The sentence that an import of a higher layer is answered with; the folder's name stands before it. */
const constructSentences = {
  core: 'imports no other folder of constructs: every construct is built from it.',
  l1: 'may import only core of constructs: an L1 writes the resource as given, without behaviour.',
  '<kind>': 'imports no owner and no pattern: an L2 writes one resource, so that a user can always go one level down.',
  owners: 'imports no pattern: patterns contribute to owners, and an owner knows none of them.',
};

function constructZones(root) {
  const foldersOf = (layer) => (layer === '<kind>' ? kindsOf(root) : [layer]);
  const every = constructLayers.flatMap(foldersOf);
  const layers = Object.entries(constructSentences).flatMap(([layer, sentence]) => {
    const above = constructLayers.slice(constructLayers.indexOf(layer) + 1).flatMap(foldersOf);
    return foldersOf(layer).map((folder) => ({
      target: `./constructs/${folder}`,
      from: above.map((other) => `./constructs/${other}`),
      message: `constructs/${folder} ${sentence}`,
    }));
  });
  return [
    {
      target: './constructs',
      from: hiddenFromConstructs.map((layer) => `./lib/${layer}`),
      message: `constructs may not import ${hiddenFromConstructs.join(', ')} of lib: `
        + 'programs that read YAML use them, and they would load with every app.',
    },
    {
      target: every.map((folder) => `./constructs/${folder}`),
      from: ['./lib/index.ts', './constructs/index.ts'],
      message: 'The two index.ts are doors for users of the package; import the file that has what you need.',
    },
    ...layers,
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

module.exports = { libLayers, plannedLibLayers, constructLayers, kindsOf, layerConfig };
