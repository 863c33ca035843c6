import { version } from '../../../package.json';
import { folderOf, GOOD, run } from '../../support/command';

const folder = folderOf({ 'a.yaml': GOOD });

describe('what it does not know is an error that says what was meant', () => {
  test.each([
    [['chek'], "error: unknown command 'chek'\n(Did you mean check?)\n"],
    [['check', '--relase', '1.31'], "error: unknown option '--relase'\n(Did you mean --release?)\n"],
    [['check', '--release', '1.5'], 'error: Expected "1.26", "1.27", "1.28", "1.29", "1.30", "1.31" or "1.32" for --release, got "1.5"'],
    [['check', '--release', 'lates'], 'error: Expected "1.26", "1.27", "1.28", "1.29", "1.30", "1.31" or "1.32" for --release, got "lates"\n'],
    [['check', '-o', 'jsn'], 'error: Expected "text", "json", "sarif", "github" or "junit" for --output, got "jsn": write --output json\n'],
    [['check', '-o', 'yaml'], 'error: Expected "text", "json", "sarif", "github" or "junit" for --output, got "yaml"\n'],
    [['check', '--fail-on', 'warn'], 'error: Expected "error", "warning", "info" or "never" for --fail-on, got "warn": write --fail-on warning\n'],
    [['check', '--scope', 'Mesh'], 'error: Expected "admission" or "mesh" for --scope, got "Mesh": write --scope mesh\n'],
    [['check', '--scope'], "error: option '--scope <scope>' argument missing\n"],
    [['rules', '-o', 'sarif'], 'error: Expected "text" or "json" for --output, got "sarif"\n'],
    [['explain'], "error: missing required argument 'rule'\n"],
    [['explain', 'value/duratoin'], 'error: Unknown rule "value/duratoin": did you mean value/duration? cdk8s-istio rules lists them all\n'],
    [['explain', 'xyzzy-plugh'], 'error: Unknown rule "xyzzy-plugh": cdk8s-istio rules lists them all\n'],
    [['explain', 'ist9999'],
      'error: Unknown code "ist9999": no rule of cdk8s-istio covers it; upstream has https://istio.io/latest/docs/reference/config/analysis/ist9999/\n'],
  ])('%j', async (args, said) => {
    const { code, stdout, stderr } = await run(folder, args);
    expect({ code, stdout, stderr: stderr.slice(0, said.length) }).toEqual({ code: 2, stdout: '', stderr: said });
  });

  test('a release can be written as people do', async () => {
    for (const release of ['1.31', 'v1.31', '1.31.2']) expect((await run(folder, ['check', '.', '--release', release])).code).toBe(0);
  });
});

describe('help', () => {
  test.each([[['--help']], [['check', '--help']], [['help', 'check']]])('%j shows examples and exit codes', async (args) => {
    const { code, stdout, stderr } = await run(folder, args);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('kustomize build overlays/prod | cdk8s-istio check -');
    expect(stdout).toContain('Exit code: 0 nothing at or above --fail-on');
  });

  test('nothing asked for is answered with the help, exit 2', async () => {
    const { code, stdout, stderr } = await run(folder, []);
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', 'Usage: cdk8s-istio [options] [command]']);
  });

  test('every example of it is one that the command takes', async () => {
    const { stdout } = await run(folder, ['check', '--help']);
    const examples = [...stdout.matchAll(/\$ .*?cdk8s-istio (.*?)(?: {2}.*)?$/gm)].map(([, args]) => args!);
    expect(examples).toHaveLength(7);
    for (const example of examples) {
      const args = example.replace(/ > .*/, '').split(' ').filter(Boolean).map((word) => word.replaceAll("'", ''));
      const { stderr } = await run(folder, args);
      expect(stderr).not.toMatch(/^(?:error|Usage):/m);
    }
  });

  test('--version is that of the package', async () => {
    expect(await run(folder, ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});
