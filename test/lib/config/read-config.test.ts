import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type * as os from 'node:os';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigError, renderPath } from 'cdk8s-istio';
import { findConfig } from '../../../lib/config/mesh-config';
import { readConfig } from '../../../lib/config/read-config';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
  file = join(folder, 'cdk8s-istio.yaml');
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (text: string | Buffer): ReturnType<typeof readConfig> => {
  writeFileSync(file, text);
  return readConfig(file);
};
/** What is wrong with a file, as `rule @ path (line:column)`, the message and the fix. */
function wrong(text: string | Buffer): { at: string; message: string; fix?: string }[] {
  try {
    read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).findings.map(({ rule, path, source, file: about, message, fix, resource }) => {
      expect(resource).toBeUndefined();
      expect(source?.file ?? about).toBe(file);
      return { at: `${rule} @ ${renderPath(path)} (${source ? `${source.line}:${source.column}` : ''})`, message: message.replace(file, 'FILE'), fix };
    });
  }
  throw new Error('Expected the file to be refused');
}

test('everything that can be in the file', () => {
  const config = read([
    '# the mesh of the shop',
    'release: 1.30', // which YAML takes for the number 1.3
    'rootNamespace: istio-config',
    'clusterDomain: cluster.example',
    'trustDomain: td.example',
    'severities:',
    '  virtual-service/unreachable-route: error',
    'acknowledge:',
    '  - rule: gateway/redirect-on-http-only',
    '    reason: clients follow it',
    '    resource: Gateway shop/*',
    'skip: [vendor/**]',
  ].join('\n'));
  expect(config).toEqual({
    file,
    release: '1.30',
    rootNamespace: 'istio-config',
    clusterDomain: 'cluster.example',
    trustDomain: 'td.example',
    skip: ['vendor/**'],
    severities: { 'virtual-service/unreachable-route': 'error' },
    overrides: [{
      rule: 'virtual-service/unreachable-route', severity: 'error',
      place: { path: ['severities', 'virtual-service/unreachable-route'], source: { file, line: 7, column: 38 } },
    }],
    acknowledged: [{
      rule: 'gateway/redirect-on-http-only', reason: 'clients follow it', by: 'config', resource: 'Gateway shop/*',
      place: { path: ['acknowledge', 0], source: { file, line: 9, column: 5 } },
    }],
  });
});

test.each(['', '# nothing yet\n', '---\n', '{}\n', '\uFEFF{}'])('%j says nothing', (text) => {
  expect(read(text)).toEqual({ file, skip: [], severities: {}, overrides: [], acknowledged: [] });
});

test.each<[string, string, string, string | undefined]>([
  ['relase: "1.31"', 'config/unknown-key @ relase (1:1)', 'Unknown field "relase"', 'write release'],
  [
    'qqqqq: 1\nseverities:\n  virtual-service/unreachable-routes: error', 'config/unknown-key @ qqqqq (1:1)', 'Unknown field "qqqqq"',
    'write one of acknowledge, analyzers, clusterDomain, clusters, context, failOn, meshConfig, release, rootNamespace, severities, skip, trustDomain, world: a field that is none of them has no effect',
  ],
  [
    'severities:\n  virtual-service/unreachable-routes: error', 'config/unknown-key @ severities["virtual-service/unreachable-routes"] (2:3)',
    'Unknown field "virtual-service/unreachable-routes" in "severities"', 'write virtual-service/unreachable-route',
  ],
  [
    'severities: {IST0110: info}', 'config/unknown-key @ severities.IST0110 (1:14)', 'Unknown field "IST0110" in "severities"',
    'write namespace-isolation/overlapping-workloads or sidecars/overlapping-selectors',
  ],
  [
    'severities:\n  sidecar/not-empty: off', 'config/wrong-value @ severities["sidecar/not-empty"] (2:22)',
    'Expected "error", "warning" or "info", got "off"',
    'acknowledge the findings that may stay, with a reason: acknowledge: [{ rule: sidecar/not-empty, reason: why }]',
  ],
  [
    'release: 1.25', 'config/wrong-value @ release (1:10)',
    'Expected "1.26", "1.27", "1.28", "1.29", "1.30", "1.31" or "1.32", got "1.25"', 'write 1.26',
  ],
  ['acknowledge:\n- rule: sidecar/not-empty', 'config/wrong-value @ acknowledge[0].reason (2:3)', 'Expected a string, got no "reason"', undefined],
  ['acknowledge: all', 'config/wrong-value @ acknowledge (1:14)', 'Expected a list, got the string "all"', 'write [ { rule: "…", reason: "…" } ]'],
  ['skip: vendor', 'config/wrong-value @ skip (1:7)', 'Expected a list, got the string "vendor"', 'write [ "vendor" ]'],
  ['- release: 1.31', 'config/wrong-value @  (1:1)', 'Expected an object, got a list of 1', undefined],
  ['rootNamespace: Istio_System', 'config/wrong-value @ rootNamespace (1:16)', 'Expected rootNamespace to be the name of a namespace, got "Istio_System"', undefined],
  ['clusterDomain: http://a', 'config/wrong-value @ clusterDomain (1:16)', 'Expected clusterDomain to be a DNS name such as "cluster.local", got "http://a"', undefined],
  ['trustDomain: a/b', 'config/wrong-value @ trustDomain (1:14)', 'Expected trustDomain to be a trust domain such as "cluster.local", got "a/b"', undefined],
  ['release: 1.31\nrelease: 1.30', 'config/syntax @  (2:1)', 'Expected YAML: Map keys must be unique', undefined],
  ['release: [', 'config/syntax @  (1:11)', 'Expected YAML: Flow sequence in block collection must be sufficiently indented and end with a ]', undefined],
  ['release: 1.31\n---\nrelease: 1.30', 'config/syntax @  ()', 'Expected one YAML document, got 2', undefined],
  ['__proto__: {}', 'config/unknown-key @ __proto__ (1:1)', 'Unknown field "__proto__"', undefined],
])('%j', (text, at, message, fix) => {
  const [found] = wrong(text);
  expect(found).toMatchObject({ at, message });
  if (fix !== undefined) expect(found!.fix).toBe(fix);
});

test('all that is wrong is said at once', () => {
  expect(wrong('release: 2\nskip: a\nnope: 1').map(({ at }) => at)).toEqual([
    'config/wrong-value @ release (1:10)', 'config/wrong-value @ skip (2:7)', 'config/unknown-key @ nope (3:1)',
  ]);
});

test('what cannot be read is an error in words', () => {
  expect(wrong(Buffer.from([0x61, 0xff, 0xfe]))[0]).toMatchObject({ message: 'Expected a configuration file that can be read, got text that is not UTF-8: FILE' });
  const bomb = Array.from({ length: 12 }, (_, i) => `a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1},`.repeat(9).slice(0, -1)}]`).join('\n');
  expect(wrong(bomb)[0]!.message).toContain('Excessive alias count');
  expect(() => readConfig(join(folder, 'nope.yaml'))).toThrow('got nothing at this path: ');
  mkdirSync(join(folder, 'folder'));
  expect(() => readConfig(join(folder, 'folder'))).toThrow('got a folder: ');
});

describe('the file that holds for a folder', () => {
  let home: string;
  const write = (...path: string[]): string => {
    const at = join(home, ...path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, '');
    return at;
  };
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'home-'));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(home, { recursive: true });
  });

  test('is the nearest one in it or above it, under either name', () => {
    const outer = write('repository', 'cdk8s-istio.yaml');
    const inner = write('repository', 'apps', 'cdk8s-istio.yml');
    for (const folders of [[], ['mesh'], ['mesh', 'shop']]) expect(findConfig(join(home, 'repository', ...folders))).toBe(outer);
    for (const folders of [['apps'], ['apps', 'shop', 'dist']]) expect(findConfig(join(home, 'repository', ...folders))).toBe(inner);
  });

  test.each([['a folder', ['.git', 'HEAD']], ['a file, as worktrees have it', ['.git']]])('is none above the root of the repository: .git is %s', (_, git) => {
    write('cdk8s-istio.yaml');
    write('repository', ...git);
    expect(findConfig(join(home, 'repository', 'mesh'))).toBeUndefined();
    const own = write('repository', 'cdk8s-istio.yaml');
    expect(findConfig(join(home, 'repository', 'mesh'))).toBe(own);
  });

  test('is none above the home folder', () => {
    write('cdk8s-istio.yaml');
    jest.spyOn(jest.requireActual<typeof os>('node:os'), 'homedir').mockReturnValue(join(home, 'me'));
    expect(findConfig(join(home, 'me', 'mesh'))).toBeUndefined();
    expect(findConfig(join(home, 'you', 'mesh'))).toBe(join(home, 'cdk8s-istio.yaml'));
    const own = write('me', 'cdk8s-istio.yaml');
    expect(findConfig(join(home, 'me', 'mesh'))).toBe(own);
  });

  test('is not one of two in the same folder', () => {
    write('cdk8s-istio.yaml');
    write('cdk8s-istio.yml');
    const call = (): unknown => findConfig(join(home, 'mesh'));
    expect(call).toThrow(ConfigError);
    expect(call).toThrow(`error config/two-files\n  ${home}\n  Expected one configuration file in a folder, got cdk8s-istio.yaml and cdk8s-istio.yml\n`);
  });
});

test('a severity of "off" says how to acknowledge the findings instead', () => {
  const fixes = wrong('severities:\n  service-entry/selector-selects-all: off\n  field/unknown: none\n  virtual-service/unreachable-route: debug\n')
    .map(({ message, fix }) => [message, fix]);
  expect(fixes).toEqual([
    ['Expected "error", "warning" or "info", got "off"',
      'acknowledge the findings that may stay, with a reason: acknowledge: [{ rule: service-entry/selector-selects-all, reason: why }]'],
    ['Expected "error", "warning" or "info", got "none"', 'correct the resource, as the API server refuses it whatever is configured'],
    ['Expected "error", "warning" or "info", got "debug"', expect.not.stringContaining('acknowledge')],
  ]);
});
