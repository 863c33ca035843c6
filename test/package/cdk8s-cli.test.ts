import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { dependency, install } from './install';
import { PROCESSES_MS } from '../support/time-limits';

jest.setTimeout(PROCESSES_MS);

// What a user of the cdk8s CLI gets: the real one, over the compiled package in node_modules, without any network.

const WARNED = 'service-entry/selector-selects-all';

let project: string;
beforeAll(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'cdk8s-cli-')));
  install(project, 'installed');
});
beforeEach(() => {
  for (const file of readdirSync(project)) if (file !== 'node_modules') rmSync(join(project, file), { recursive: true });
});
afterAll(() => rmSync(project, { recursive: true }));

const write = (file: string, ...lines: string[]): void => writeFileSync(join(project, file), `${lines.join('\n')}\n`);
const lineOf = (text: string): number => read('main.js').split('\n').findIndex((line) => line.startsWith(text)) + 1;
const read = (file: string): string => readFileSync(join(project, file), 'utf8');

/** Two resources of one host and name, as is usual, and one of another chart that has findings. */
const app = (more: string, outputType = 'FILE_PER_CHART'): void => write(
  'main.js',
  "const { App, ApiObject, Chart, Include, YamlOutputType } = require('cdk8s');",
  "const { DestinationRule, Findings, IstioServiceEntry, VirtualService } = require('cdk8s-istio');",
  `const app = new App({ yamlOutputType: YamlOutputType.${outputType} });`,
  "const shop = new Chart(app, 'shop', { namespace: 'shop' });",
  "const metadata = { name: 'reviews' };",
  "console.log('the program may write what it likes on stdout');",
  more,
  'app.synth();',
);
const PAIR = `
new VirtualService(shop, 'routes', { metadata, hosts: ['reviews'], http: [{ directResponse: { status: 200 } }, { directResponse: { status: 404 } }] });
new DestinationRule(shop, 'rule', { metadata, host: 'reviews' });`;
const ENTRY = (more: string): string => `
new IstioServiceEntry(shop, 'partner', { metadata: { name: 'partner' }, spec: { hosts: ['a.com'], resolution: 'STATIC', workloadSelector: {}, ${more} } });`;

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function cdk8s(...options: string[]): Promise<Run> {
  const env = { ...process.env, NODE_OPTIONS: '', CDK8S_CHECK_UPGRADE: 'false', HOME: project, npm_config_offline: 'true' };
  const call = [dependency('cdk8s-cli/bin/cdk8s'), 'synth', '--app', `"${process.execPath}" main.js`, ...options];
  return new Promise((resolve) => {
    execFile(process.execPath, call, { cwd: project, env }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

describe('inside cdk8s synth, with nothing configured', () => {
  test('errors stop it, all of them to be read, without a stack of this package', async () => {
    app(`${PAIR}${ENTRY('nope: 1')}`);
    const { code, stderr } = await cdk8s();
    expect(code).not.toBe(0);
    expect(stderr).toContain('ConfigError: 1 error in the Istio config');
    expect(stderr).toContain('error field/unknown\n  ServiceEntry shop/partner spec.nope\n  Unknown field "nope" in "spec"\n');
    expect(stderr).toContain(`made by shop/partner (${project}/main.js:${lineOf('new IstioServiceEntry')}:1)`);
    expect(stderr).toContain('warning virtual-service/unreachable-route');
    expect(stderr).not.toMatch(/^\s+at .*node_modules\/cdk8s-istio/m);
    expect(stderr).not.toContain('findings: ['); // as fields of the error, they would be there twice
    expect(readdirSync(join(project, 'dist'))).toEqual([]);
  });

  test('warnings go to stderr, once, and the manifests alone to stdout', async () => {
    app(`${PAIR}${ENTRY('')}`);
    const { code, stdout, stderr } = await cdk8s('--stdout');
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe('apiVersion: networking.istio.io/v1');
    expect(stdout.split('---\n')).toHaveLength(3);
    expect(stderr.match(/^warning .*$/gm)).toEqual(['warning virtual-service/unreachable-route', `warning ${WARNED}`]);
  });

  test('what is acknowledged says nothing, and stands in the manifest', async () => {
    app(`${ENTRY('')}\nFindings.of(shop).acknowledge('${WARNED}', 'one workload');`);
    const { code, stdout, stderr } = await cdk8s('--stdout');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`    cdk8s-istio/acknowledge: "${WARNED}: one workload"\n`);
  });

  test('writes nothing that is no manifest', async () => {
    app(PAIR);
    await cdk8s();
    expect(readdirSync(join(project, 'dist'))).toEqual(['shop.k8s.yaml']);
  });

  test('a configuration file that is wrong stops it with the line', async () => {
    app(PAIR);
    write('cdk8s-istio.yaml', 'relase: 1.31');
    const { code, stderr } = await cdk8s();
    expect(code).not.toBe(0);
    expect(stderr).toContain(`Unknown field "relase"\n  at ${project}/cdk8s-istio.yaml:1:1\n  fix: write release`);
    expect(stderr).not.toMatch(/^\s+at .*node_modules\/cdk8s-istio/m);
  });
});

describe('the validation plugin', () => {
  const REPORT = 'report.json';
  const plugin = (properties?: object, path = 'node_modules/cdk8s-istio/validation'): void => write('cdk8s.yaml', stringify({
    language: 'typescript', validations: [{ package: `./${path}`, class: 'IstioValidation', version: '0.1.0', ...(properties ? { properties } : {}) }],
  }));
  const validate = async (...options: string[]): Promise<Run & { report: any; found: any[] }> => {
    rmSync(join(project, REPORT), { force: true });
    const done = await cdk8s('--validation-reports-output-file', REPORT, ...options);
    const { reports: [report] } = JSON.parse(read(REPORT)) as { reports: any[] };
    return { ...done, report, found: report.violations };
  };
  /** Config that no construct of this package checked. */
  const BROKEN = `
new ApiObject(shop, 'plain', { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata, spec: { hosts: ['reviews'], http: [{ nope: 1 }] } });
new ApiObject(shop, 'other', { apiVersion: 'v1', kind: 'Service', metadata });`;

  test.each(['FILE_PER_CHART', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'])('says the same, with the construct even where two share a name: %s', async (type) => {
    app(`${PAIR}${ENTRY('')}`, type);
    plugin();
    const { code, stdout, found, report } = await validate();
    expect(code).toBe(0);
    expect(report.summary).toMatchObject({
      status: 'success', version: '0.1.0', metadata: { istio: '1.31', resources: '3', errors: '0', warnings: '2', infos: '0', suppressed: '0' },
    });
    expect(found.map(({ ruleName }) => ruleName).sort()).toEqual([WARNED, 'virtual-service/unreachable-route']);
    expect(found.find(({ ruleName }) => ruleName !== WARNED)).toMatchObject({
      recommendation: 'warning: Expected a route that requests can reach, got one behind route 0, which has no match (IST0130)',
      fix: 'move the route without matches to the end, or remove the routes behind it',
      violatingConstructs: [{
        resourceName: 'VirtualService shop/reviews',
        constructPath: 'shop/routes',
        manifestPath: expect.stringMatching(/^dist\/.*\.yaml$/),
        locations: [expect.stringMatching(/^spec\.http\[1\] \(dist\/.*\.yaml:\d+:\d+\)$/), `made at ${project}/main.js:${lineOf('new VirtualService')}:1`],
        finding: expect.objectContaining({ rule: 'virtual-service/unreachable-route', severity: 'warning', authority: 'istiod', construct: 'shop/routes' }),
      }],
    });
    expect(stdout).toContain('Construct Path: shop/routes');
  });

  test('checks what this package did not make, and says so where cdk8s cannot tell constructs apart', async () => {
    app(BROKEN);
    plugin();
    const { code, found } = await validate();
    expect(code).toBe(2);
    expect(found[0]).toMatchObject({ ruleName: 'field/unknown', recommendation: 'error: Unknown field "nope" (IST0106)' });
    expect(found[0].violatingConstructs[0]).not.toHaveProperty('constructPath');
    app(BROKEN.replace(/\n.*'other'.*/, ''));
    expect((await validate()).found[0].violatingConstructs[0].constructPath).toBe('shop/plain');
  });

  test('takes what was acknowledged in code, and the configuration file', async () => {
    app(`${PAIR}${ENTRY('')}\nFindings.of(shop).acknowledge('${WARNED}', 'one workload');`);
    write('cdk8s-istio.yaml', 'release: 1.30', 'severities:', '  virtual-service/unreachable-route: info');
    plugin({ failOn: 'warning' });
    const { code, report } = await validate();
    expect(code).toBe(0);
    expect(report.summary.metadata).toEqual({ istio: '1.30', resources: '3', errors: '0', warnings: '0', infos: '1', suppressed: '1' });
  });

  test('does not check what the configuration file skips', async () => {
    app(BROKEN);
    write('cdk8s-istio.yaml', 'skip: [dist/**]');
    plugin();
    expect((await validate()).report.summary).toMatchObject({ status: 'success', metadata: { resources: '0' } });
  });

  test.each<[object, string, string]>([
    [{ failOn: 'warnings' }, 'config/wrong-value', 'error: Expected "error", "warning", "info" or "never" for failOn, got "warnings"'],
    [{ release: 1.3 }, 'config/wrong-value', 'error: Expected "1.26", "1.27", "1.28", "1.29", "1.30", "1.31" or "1.32" for release, got 1.3'],
    [{ relase: '1.30' }, 'config/unknown-key', 'error: Unknown property "relase" of IstioValidation'],
    [{ config: 'nope.yaml' }, 'config/unreadable', 'error: Expected a configuration file that can be read, got nothing at this path: nope.yaml'],
  ])('refuses the properties %j', async (properties, ruleName, recommendation) => {
    app(PAIR);
    plugin(properties);
    const { code, found, report } = await validate();
    expect({ code, status: report.summary.status }).toEqual({ code: 2, status: 'failure' });
    expect(found).toMatchObject([{ ruleName, recommendation }]);
  });

  test('fails from the severity on that was asked for', async () => {
    app(PAIR);
    plugin({ failOn: 'warning' });
    expect((await validate()).code).toBe(2);
  });

  test('with --stdout names no temporary file', async () => {
    app(BROKEN);
    plugin();
    const { found } = await validate('--stdout');
    expect(found[0].violatingConstructs[0]).toMatchObject({ manifestPath: 'STDOUT', locations: [expect.stringMatching(/^spec\.http\[0\]\.nope \(STDOUT:\d+:\d+\)$/)] });
  });

  test('loads in the form of every other plugin, from where the CLI installs packages, and at the path of the package', async () => {
    const version = (JSON.parse(read('node_modules/cdk8s-istio/package.json')) as { version: string }).version;
    const validations = (name: string): void => write('cdk8s.yaml', stringify({
      language: 'typescript', validations: [{ package: name, class: 'IstioValidation', version }],
    }));
    install(join(project, '.cdk8s/plugins/cdk8s-istio', version), 'installed'); // what the CLI would have npm do
    app(BROKEN);
    for (const name of ['cdk8s-istio', './node_modules/cdk8s-istio']) {
      validations(name);
      const { code, found } = await validate();
      expect([code, found[0].ruleName]).toEqual([2, 'field/unknown']);
    }
    app('');
    validations('cdk8s-istio');
    expect((await validate()).report.summary).toMatchObject({ status: 'success', metadata: { resources: '0' } });
  });

  test('is also behind the package\'s own door, for a file of the project', async () => {
    app(PAIR);
    write('validation.js', "module.exports = require('cdk8s-istio/validation');");
    plugin(undefined, 'validation.js');
    expect((await validate()).code).toBe(0);
  });
});
