import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IniFile, JsonFile, ProjenrcFile } from 'projen';
import { NodePackageManager } from 'projen/lib/javascript';
import { TypeScriptProject, TypeScriptRunner } from 'projen/lib/typescript';

// `tsx .projenrc.ts` writes the generated files; with `--check` it writes them elsewhere and only compares.
const check = process.argv.includes('--check');
const outdir = check ? mkdtempSync(join(tmpdir(), 'projen-check-')) : '.';
if (check) {
  process.env.PROJEN_DISABLE_POST = 'true';
}

const project = new TypeScriptProject({
  outdir,
  name: 'cdk8s-istio',
  description: 'Typed Istio constructs for cdk8s, checked offline against what the API server and istiod accept',
  keywords: ['cdk', 'cdk8s', 'kubernetes', 'istio', 'service-mesh', 'constructs'],
  authorName: 'cdk8s-istio authors',
  authorOrganization: true,
  license: 'Apache-2.0',
  copyrightOwner: 'cdk8s-istio authors',
  packageManager: NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  defaultReleaseBranch: 'main',
  projenrcJs: false,
  runner: TypeScriptRunner.tsx(),
  addPackageManagerToDevEngines: false,
  readme: { contents: '# cdk8s-istio\n' }, // only where there is none
  sampleCode: false,

  // Sources lie in lib/ and constructs/; dist/ must not double as projen's artifacts folder, or nothing would be packed.
  srcdir: '.',
  libdir: 'dist',
  artifactsDirectory: 'artifacts',
  entrypoint: 'dist/constructs/index.js',
  entrypointTypes: 'dist/constructs/index.d.ts',
  npmignoreEnabled: false,

  peerDeps: ['cdk8s@^2.70.0', 'constructs@^10.3.0'],
  peerDependencyOptions: { pinnedDevDependency: false },
  deps: ['commander@^14.0.3', 'picocolors@^1.1.1', 're2js@^2.10.0', 'tinyglobby@^0.2.17', 'yaml@^2.9.1', 'zod@^4.6.7'],
  projenVersion: '0.103.25',
  typescriptVersion: '~5.9.3',
  devDeps: [
    '@swc/core@1.16.18',
    '@swc/jest@^0.2.39',
    '@types/jest@^30.0.0',
    '@types/node@^20',
    'ajv@^8.20.0',
    'ajv-draft-04@^1.0.0',
    'ajv-formats@^3.0.1',
    'cdk8s@2.70.106',
    'cdk8s-cli@2.207.60',
    'cdk8s-plus-33@2.5.57', // of examples/cdk8s-plus; the command above depends on it
    'constructs@10.8.1',
    'eslint@^9',
    'eslint-import-resolver-typescript@^4.4.5',
    'eslint-plugin-import@^2.32.0',
    'expect-type@^1.4.0',
    'fast-check@^4.10.2',
    'jest@^30.5.2',
    'ts-node@^10.9.2',
    'tsx@^4.23.15',
    'typescript-eslint@^8.73.0',
    // The compilers a user may have; test/package compiles against the packed tarball with each.
    'typescript-5.4@npm:typescript@~5.4.5',
    'typescript-6.0@npm:typescript@~6.0.3',
    'typescript-7.0@npm:typescript@~7.0.2',
  ],

  // Jest and ESLint have their own configuration files: projen's defaults update snapshots and fix while linting.
  jest: false,
  eslint: false,
  github: false,
  release: false,
  depsUpgrade: false,
  package: false,

  disableTsconfigDev: true,
  tsconfig: {
    compilerOptions: {
      target: 'ES2022',
      lib: ['es2022'],
      module: 'CommonJS',
      types: ['node'],
      rootDir: '.',
      outDir: 'dist',
      declaration: true,
      stripInternal: true,
      sourceMap: true,
      inlineSourceMap: false,
      inlineSources: false,
      isolatedModules: true,
      noEmitOnError: true,
      noUncheckedIndexedAccess: false,
      experimentalDecorators: false,
      skipLibCheck: true,
    },
  },
  gitignore: ['/artifacts/', '*.tgz', '.eslintcache'],
});

// Projen's own component for this file would add a folder and tasks we do not want; it only has to know the name.
new (class extends ProjenrcFile {
  readonly filePath = '.projenrc.ts';
})(project, 'projenrc');

// What projen ignores everywhere would also swallow folders of ours with these names.
project.gitignore.removePatterns('logs', 'pids', '*.pid', '*.seed', '*.pid.lock', 'lib-cov', 'coverage', '*.lcov', '.nyc_output',
  'build/Release', 'jspm_packages/', '.yarn-integrity', '.cache', 'yarn-debug.log*', 'yarn-error.log*', 'lerna-debug.log*',
  'npm-debug.log*', 'report.[0-9]*.[0-9]*.[0-9]*.[0-9]*.json');

const { package: pkg } = project;
pkg.addVersion('0.2.0');
pkg.addField('bin', { 'cdk8s-istio': 'dist/lib/cli/bin.js' });
pkg.addField('exports', {
  '.': { types: './dist/constructs/index.d.ts', default: './dist/constructs/index.js' },
  // The plugin of the cdk8s CLI, which loads it by path.
  './validation': { types: './dist/lib/cli/plugin/validation.d.ts', default: './validation.js' },
  './package.json': './package.json',
});
// Exact, as @swc/core above: in later releases some platforms' binaries are missing, which breaks `npm ci` everywhere.
pkg.addField('overrides', { 'unrs-resolver': '1.12.2' });
// Sources ship too: source maps and go-to-definition lead to them. dist/examples and dist/gallery are demo output.
pkg.addField('files', [
  'dist/lib', 'dist/constructs', 'lib', 'constructs', 'docs/*.md', 'docs/rules', 'validation.js', 'validation.d.ts', 'cdk8s-istio.schema.json',
  'CHANGELOG.md', 'SECURITY.md',
]);

// The lockfile names no host, so that any mirror of the registry serves it.
new IniFile(project, '.npmrc', { obj: { 'omit-lockfile-registry-resolved': true, 'fund': false } });

const sources = ['lib/**/*.ts', 'constructs/**/*.ts'];
project.tsconfig!.file.addOverride('include', sources); // projen only ever adds to its own list
project.tsconfig!.file.addOverride('exclude', ['node_modules', 'dist']);

// Tests, examples and benches import the package by its name, as users do; here that means the sources.
new JsonFile(project, 'tsconfig.dev.json', {
  obj: {
    extends: './tsconfig.json',
    compilerOptions: {
      noEmit: true,
      types: ['jest', 'node'],
      paths: {
        'cdk8s-istio': ['./constructs/index.ts'],
        'standard-service': ['./examples/pattern-package/lib/index.ts'], // the package that examples/consumer is given as a tarball
      },
    },
    include: [...sources, 'test/**/*.ts', 'examples/**/*.ts', 'bench/**/*.ts', 'docs/**/*.ts', 'scripts/**/*.ts', '.projenrc.ts'],
    exclude: ['node_modules', 'dist'],
  },
});
for (const folder of ['test', 'examples', 'bench']) { // editors look for the nearest tsconfig.json
  new JsonFile(project, `${folder}/tsconfig.json`, { obj: { extends: '../tsconfig.dev.json', include: ['**/*.ts'] } });
}

// The compilers of other versions also call their command `tsc`, so ours is named by its path.
const tsc = 'node node_modules/typescript/bin/tsc';
const dev = 'tsx --tsconfig tsconfig.dev.json';

project.defaultTask!.reset('tsx .projenrc.ts');

const generatedCheck = project.addTask('generated:check', {
  description: 'Fail when a generated file is not what its generator would write',
});
generatedCheck.exec('tsx .projenrc.ts --check');
const docs = project.addTask('docs', { description: 'Write docs/rules and what else is written from the rules and the schemas' });
for (const writer of ['docs/write-rules.ts', 'docs/write-config-schema.ts']) {
  generatedCheck.exec(`${dev} ${writer} --check`);
  docs.exec(`${dev} ${writer}`);
}

project.addTask('typecheck', {
  description: 'Check the types of product, tests, examples and benches, by the compiler that is quickest; compile uses the one of most users',
  exec: 'node node_modules/typescript-7.0/bin/tsc -p tsconfig.dev.json',
});
project.addTask('lint', { description: 'Lint, fixing nothing', exec: 'eslint --max-warnings 0 .' });

project.compileTask.reset('node -e "for (const d of [\'lib\', \'constructs\']) fs.rmSync(\'dist/\' + d, { recursive: true, force: true })"');
project.compileTask.exec(`${tsc} -p tsconfig.json`);
project.compileTask.exec('node scripts/lazy-doors.mjs');
project.compileTask.exec('node scripts/declarations.mjs');

project.addTask('jest', {
  description: 'Run jest alone; package tests need a compiled dist/',
  exec: 'mkdir -p artifacts && jest --ci --json --outputFile=artifacts/jest.json',
  receiveArgs: true,
});

project.testTask.reset(`${dev} scripts/test.ts`);
project.testTask.description = 'Everything that must hold, in one command; says how long each step takes';
project.addTask('check', {
  description: 'Generated files, types, lint and the related tests of what changed since main, or --since <commit>',
  exec: `${dev} scripts/check.ts`,
  receiveArgs: true,
});

project.addTask('demo', { description: 'Run the demo on the sources', exec: `${dev} examples/demo.ts`, receiveArgs: true });
project.addTask('gallery', { description: 'Write dist/gallery', exec: `${dev} examples/gallery/write.ts`, receiveArgs: true });
project.addTask('decide', {
  description: 'Answer recorded questions about a mesh: npm run -s decide -- policies < cases.jsonl',
  exec: `${dev} test/conformance/decide.ts`,
  receiveArgs: true,
});
project.addTask('conformance', {
  description: 'Compare the verdict of check with the recorded verdicts of the real control plane',
  exec: `${dev} test/conformance/run.ts`,
  receiveArgs: true,
});
project.addTask('fuzz', {
  description: 'Try random inputs: npm run fuzz -- [--seed N] [--count M] [--only NAME]',
  exec: `${dev} test/fuzz/run.ts`,
  receiveArgs: true,
});
project.addTask('fields', {
  description: 'Bring what is known of the API up to a release: npm run fields -- <crds.yaml[.gz]> [envoy-types.binpb[.gz]] --release 1.32',
  exec: `${dev} test/lib/istio-api/write-fields.ts`,
  receiveArgs: true,
});
project.addTask('sources', {
  description: 'Write the names of the upstream files that rules cite: npm run sources -- <checkout of istio> <of k8s.io/apimachinery> …',
  exec: `${dev} docs/write-sources.ts`,
  receiveArgs: true,
});
project.addTask('traffic', {
  description: 'Record anew what the real istiod and Envoy say of the cases of test/traffic',
  exec: `${dev} test/traffic/record.ts`,
  receiveArgs: true,
});
const bench = project.addTask('bench', { description: 'Measure the compiled package' });
bench.spawn(project.compileTask);
// Without tsconfig.dev.json, 'cdk8s-istio' resolves through package.json: to the compiled code that users run.
bench.exec('node --expose-gc --max-old-space-size=4096 --import tsx bench/index.ts', { receiveArgs: true });
const publicNames = project.addTask('public-names', { description: 'Rewrite test/package/public-names.txt' });
publicNames.spawn(project.compileTask);
publicNames.exec('tsx test/package/public-names.ts --write');

for (const task of ['build', 'pre-compile', 'post-compile', 'package', 'watch', 'clobber', 'eject']) {
  project.removeTask(task); // `npm test` is the one command; nothing is released from here
}
for (const task of ['install', 'install:ci']) {
  pkg.removeScript(task);
}

project.synth();
if (check) {
  compare(outdir);
}

function compare(written: string): void {
  const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  const stale = project.files.map((file) => file.path).filter((file) => read(file) !== read(join(written, file)));
  rmSync(written, { recursive: true });
  if (stale.length > 0) {
    console.error(`Not what .projenrc.ts writes: ${stale.join(', ')}. Edit .projenrc.ts and run "npx projen".`);
    process.exit(1);
  }
}
