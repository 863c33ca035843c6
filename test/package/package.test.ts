import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, posix, relative } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as ts from 'typescript';
import { exactOptions } from './exact-options';
import { install, pack } from './packed';
import { publicNames, publicNamesFile } from './public-names';
import { PROCESSES_MS } from '../support/time-limits';

jest.setTimeout(PROCESSES_MS);

// What users get is the tarball, so that is what is tested: packed, installed once in an empty project, used from there.

const run = promisify(execFile);
const repository = join(__dirname, '../..');
const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
const expectedNames = readFileSync(publicNamesFile, 'utf8').split('\n').filter(Boolean);
const expectedValues = expectedNames.filter((line) => !line.startsWith('type ')).map((line) => line.split(' ')[1]!);

let project: string;
let tarball: string;
let installed: string;
let packed: readonly string[];
let unpacked: number;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'packed-'));
  ({ tarball, files: packed, bytes: unpacked } = await pack(repository, project));
  const { cdk8s, constructs } = manifest.devDependencies;
  await installWith(project, { cdk8s, constructs });
  installed = join(project, 'node_modules/cdk8s-istio');
});

afterAll(() => rmSync(project, { recursive: true }));

/** Installs the tarball beside those versions of its peers. */
async function installWith(folder: string, peers: { readonly cdk8s: string; readonly constructs: string }): Promise<void> {
  const dependencies = { 'cdk8s-istio': `file:${join(project, tarball)}`, ...peers };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  await install(folder);
}

function write(file: string, text: string): string {
  const path = join(project, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function node(file: string): Promise<string> {
  const { stdout } = await run(process.execPath, [file], { cwd: project });
  return stdout;
}

describe('the tarball', () => {
  test('holds the product and nothing else', () => {
    expect(packed.filter((path) => !/^(?:(?:dist\/(?:lib|constructs)|lib|constructs|docs\/rules)\/.|docs\/[^/]+\.md$)/.test(path)
      && !['package.json', 'README.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE', 'cdk8s-istio.schema.json', 'validation.js', 'validation.d.ts'].includes(path))).toEqual([]);
    expect(packed.filter((path) => /\.(test|tsbuildinfo)\b|(^|\/)(test|examples|bench|gallery)\//.test(path))).toEqual([]);
    expect(packed).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'dist/lib/index.js', 'dist/constructs/index.js']));
  });

  test('has of each source the JavaScript and the source map, and none of a source that is gone', () => {
    const sources = packed.filter((path) => /^(lib|constructs)\/.*\.ts$/.test(path));
    const compiled = sources.flatMap((path) => ['.js', '.js.map'].map((suffix) => `dist/${path.replace(/\.ts$/, suffix)}`));
    expect(packed.filter((path) => path.startsWith('dist/') && !path.endsWith('.d.ts')).sort()).toEqual(compiled.sort());
  });

  test('has the declarations that its doors lead to, and no other', () => {
    const reached = [...declarations().files].map((file) => relative(installed, file));
    expect(packed.filter((path) => path.endsWith('.d.ts') && path !== 'validation.d.ts').sort()).toEqual(reached.sort());
  });

  test('is small: no declaration repeats a whole schema', () => {
    const sizes = packed.filter((path) => path.endsWith('.d.ts')).map((path) => [path, statSync(join(installed, path)).size] as const);
    expect(sizes.filter(([, bytes]) => bytes > 20_000)).toEqual([]);
    expect(sizes.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThan(600_000);
    expect(unpacked).toBeLessThan(11_000_000); // with the sources, their maps and all pages
  });

  test('has source maps that lead to its sources', () => {
    const missing = packed.filter((path) => path.endsWith('.js.map')).flatMap((path) => {
      const { sources } = JSON.parse(readFileSync(join(installed, path), 'utf8')) as { sources: string[] };
      return sources.map((source) => posix.join(posix.dirname(path), source)).filter((source) => !packed.includes(source));
    });
    expect(missing).toEqual([]);
  });

  test('loads nothing behind its door until something is used', async () => {
    const program = write('cost.js', `
      const loaded = () => Object.keys(require.cache).filter((file) => file.includes('/cdk8s-istio/dist/')).length;
      require('cdk8s');
      const istio = require('cdk8s-istio');
      const doors = loaded();
      istio.check([]);
      console.log(JSON.stringify([doors, loaded() > doors, Object.keys(require.cache).some((file) => /node_modules.(zod|re2js)./.test(file))]));
    `);
    expect(JSON.parse(await node(program))).toEqual([1, true, false]);
  });

  test('loads no check with the class of the plugin', async () => {
    const program = write('plugin-cost.js', `
      const { IstioValidation } = require('cdk8s-istio');
      new IstioValidation({ failOn: 'warning' });
      console.log(JSON.stringify(Object.keys(require.cache).map((file) => file.split('/cdk8s-istio/dist/')[1]).filter(Boolean).sort()));
    `);
    expect(JSON.parse(await node(program))).toEqual(['constructs/index.js', 'lib/cli/plugin/validation.js', 'lib/index.js']);
  });

  test('has at each door what package.json says', () => {
    const doors = [manifest.main, manifest.types, ...Object.values(manifest.bin ?? {}),
      ...Object.values(manifest.exports).flatMap((door) => (typeof door === 'string' ? [door] : Object.values(door as object)))];
    expect(doors.filter((door: string) => !existsSync(join(installed, door)))).toEqual([]);
  });

  test('takes types from no package but its peers', () => {
    // zod above all: a consumer would have to resolve the very same one.
    expect([...declarations().packages].filter((name) => !(name in manifest.peerDependencies))).toEqual([]);
  });
});

/** The declarations that the doors of package.json lead to, and the packages that they name. */
function declarations(): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(readFileSync(file, 'utf8'));
    typeReferenceDirectives.forEach(({ fileName }) => packages.add(fileName));
    for (const { fileName } of importedFiles) {
      const target = join(dirname(file), fileName);
      if (fileName.startsWith('.')) visit([`${target}.d.ts`, join(target, 'index.d.ts')].find(existsSync)!);
      else packages.add(fileName);
    }
  };
  const types = Object.values<{ types?: string }>(manifest.exports).flatMap((door) => door.types ?? []);
  types.forEach((door) => visit(join(installed, door)));
  return { files, packages };
}

describe('its command', () => {
  const bin = (...args: string[]) => run(join(project, 'node_modules/.bin/cdk8s-istio'), args, { cwd: project }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );

  test('says its version', async () => {
    expect(await bin('--version')).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  test('loads nothing to say it', async () => {
    const door = Object.values<string>(manifest.bin)[0]!;
    const program = write('version.js', `
      process.argv = [process.argv[0], 'cdk8s-istio', '--version'];
      require(${JSON.stringify(join(installed, door))});
      console.log(JSON.stringify(Object.keys(require.cache).filter((file) => file.includes('node_modules')).length));
    `);
    expect((await node(program)).split('\n').slice(0, 2)).toEqual([manifest.version, '2']); // itself, and the reader of the version
  });

  test('checks, and explains what it says', async () => {
    write('mesh/bad.yaml', 'apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: {name: a}\nspec:\n  egres: []\n');
    const { code, stdout, stderr } = await bin('check', 'mesh', '-o', 'json');
    expect([code, stderr]).toEqual([1, '']);
    const [found] = JSON.parse(stdout).findings;
    expect([found.rule, found.source]).toEqual(['field/unknown', { file: 'mesh/bad.yaml', line: 5, column: 3 }]);
    expect((await bin('explain', found.rule)).stdout).toContain('field/unknown\nSeverity:   error, decided by api-server');
    expect((await bin('explain', 'IST0101')).stdout).toContain('reference/unknown-subset');
  });

  test('needs no app', async () => {
    const { stdout } = await run('npx', ['--no-install', 'cdk8s-istio', 'check', 'mesh', '-o', 'sarif', '--fail-on', 'never'], { cwd: project });
    expect(JSON.parse(stdout).version).toBe('2.1.0');
  });
});

describe('its public names are those of public-names.txt (npm run public-names rewrites it)', () => {
  test('in the declarations', () => {
    expect(publicNames(join(installed, 'dist/constructs/index.d.ts'))).toEqual(expectedNames);
  });

  test('with require', async () => {
    const main = write('main.cjs', "console.log(JSON.stringify(Object.keys(require('cdk8s-istio'))))");
    expect(JSON.parse(await node(main)).sort()).toEqual([...expectedValues].sort());
  });

  test('with import', async () => {
    const main = write('main.mjs', [
      `import { ${expectedValues.join(', ')} } from 'cdk8s-istio';`,
      `const values = { ${expectedValues.join(', ')} };`,
      'console.log(JSON.stringify(Object.keys(values).filter((name) => values[name] !== undefined)));',
    ].join('\n'));
    expect(JSON.parse(await node(main))).toEqual(expectedValues);
  });
});

test('works with the oldest peers that it says it works with', async () => {
  const [cdk8s, constructs] = ['cdk8s', 'constructs'].map((peer) => manifest.peerDependencies[peer].replace('^', '')) as [string, string];
  const main = write('oldest/main.js', ts.transpileModule(readFileSync(join(__dirname, 'consumer.ts'), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  }).outputText);
  await installWith(dirname(main), { cdk8s, constructs });
  await node(main);
  const installedVersion = (peer: string) => JSON.parse(readFileSync(join(dirname(main), 'node_modules', peer, 'package.json'), 'utf8')).version;
  expect([installedVersion('cdk8s'), installedVersion('constructs')]).toEqual([cdk8s, constructs]);
});

test.each(['cjs', 'esm'] as const)('works in a bundle of format %s', async (format) => {
  const entryPoint = write(`bundle-${format}/main.ts`, readFileSync(join(__dirname, 'consumer.ts'), 'utf8'));
  const outfile = join(dirname(entryPoint), format === 'esm' ? 'out.mjs' : 'out.cjs');
  // What every bundle of CommonJS packages as ES modules needs, and nothing more.
  const require = "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);";
  await build({
    entryPoints: [entryPoint], bundle: true, platform: 'node', format, outfile, absWorkingDir: project, logLevel: 'silent',
    ...(format === 'esm' ? { banner: { js: require } } : {}),
  });
  await node(outfile);
});

/** For a program that runs the plugin itself. */
const PLUGIN = "import { IstioValidation } from 'cdk8s-istio/validation';\nexport const plugin = new IstioValidation({ failOn: 'warning' });\n";

/** The compiler options of `cdk8s init typescript-app`, without its code style. */
const cdk8sInit = { target: 'ES2017', lib: ['es2016'], module: 'CommonJS', strict: true };
const modern = { target: 'ES2022', lib: ['es2022'], strict: true };
const resolutions = {
  node10: { files: ['main.ts'], options: { ...cdk8sInit, moduleResolution: 'node10' } },
  node16: { files: ['main.mts', 'main.cts'], options: { ...modern, module: 'node16', moduleResolution: 'node16' } },
  nodenext: { files: ['main.mts', 'main.cts'], options: { ...modern, module: 'nodenext', moduleResolution: 'nodenext' } },
  bundler: { files: ['main.ts'], options: { ...modern, module: 'esnext', moduleResolution: 'bundler' } },
} as const;

describe('a program of a user', () => {
  test.each([
    ['5.4', 'node10'], ['5.4', 'node16'], ['5.4', 'bundler'],
    ['5.9', 'node10'], ['5.9', 'node16'], ['5.9', 'bundler'],
    ['6.0', 'node10'], ['6.0', 'node16'], ['6.0', 'bundler'],
    ['7.0', 'node16'], ['7.0', 'nodenext'], ['7.0', 'bundler'], // 7 has no node10 any more
  ] as const)('compiles with TypeScript %s, %s', async (version, resolution) => {
    const { files: mains, options } = resolutions[resolution];
    const plugins = mains.map((file) => file.replace('main', 'plugin'));
    const files = [...mains, ...plugins];
    const folder = `typescript-${version}-${resolution}`;
    const config = write(`${folder}/tsconfig.json`, JSON.stringify({
      compilerOptions: {
        ...options,
        types: [], // with @types/node, its own `lib` references would hide what our declarations need
        skipLibCheck: false,
        outDir: 'out',
        ...(version === '6.0' && resolution === 'node10' ? { ignoreDeprecations: '6.0' } : {}),
      },
      files,
    }));
    mains.forEach((file) => copyFileSync(join(__dirname, 'consumer.ts'), join(dirname(config), file)));
    plugins.forEach((file) => writeFileSync(join(dirname(config), file), PLUGIN));
    const compiler = version === '5.9' ? 'typescript' : `typescript-${version}`;
    const tsc = join(repository, 'node_modules', compiler, 'bin/tsc');
    const { version: found } = JSON.parse(readFileSync(join(repository, 'node_modules', compiler, 'package.json'), 'utf8'));
    expect(found).toMatch(new RegExp(`^${version}\\.`));

    const output = await run(process.execPath, [tsc, '-p', config]).then(() => '', (error) => String(error.stdout).slice(0, 3000));
    expect(output).toBe('');

    const emitted = readdirSync(join(dirname(config), 'out'));
    expect(emitted.sort()).toEqual(files.map((file) => basename(file).replace('ts', 'js')).sort());
    if (resolution !== 'bundler') { // what a bundler reads is no module for node
      for (const file of emitted) {
        await node(join(dirname(config), 'out', file));
      }
    }
  });

  test('with exactOptionalPropertyTypes may write undefined for every option that it may leave out', async () => {
    const config = write('exact/tsconfig.json', JSON.stringify({
      compilerOptions: { ...resolutions.node16.options, types: [], noEmit: true, exactOptionalPropertyTypes: true }, files: ['options.ts', 'main.ts'],
    }));
    writeFileSync(join(dirname(config), 'options.ts'), exactOptions(join(installed, 'dist/constructs/index.d.ts')));
    copyFileSync(join(__dirname, 'consumer.ts'), join(dirname(config), 'main.ts'));
    const tsc = join(repository, 'node_modules/typescript-7.0/bin/tsc');
    const output = await run(process.execPath, [tsc, '-p', config]).then(() => '', (error) => String(error.stdout).slice(0, 3000));
    expect(output).toBe('');
  });
});
