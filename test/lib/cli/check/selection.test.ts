import { BAD, folderOf, GOOD, NOTED, run, virtualService, WARNED } from '../../../support/command';

// Which findings are written, and what is checked: whatever is left out counts all the same.

const MIXED = { 'a.yaml': NOTED, 'b.yaml': WARNED, 'c.yaml': BAD };
const heads = (stdout: string): string[] => stdout.match(/^(?:error|warning|info) \S+|^Checked .*|^\d+ more .*/gm) ?? [];
const text = async (files: Record<string, string>, ...args: string[]): Promise<string[]> => heads((await run(folderOf(files), ['check', '.', ...args])).stdout);
const rules = (stdout: string): string[] => (JSON.parse(stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);

const [INFO, WARNING, ERROR] = ['info suppression/overlooked-code', 'warning service-entry/selector-selects-all', 'error value/duration'] as const;
const SUMMARY = 'Checked 3 resources in 3 files: 1 error, 1 warning, 1 info';

describe('severities', () => {
  test.each<[string[], string[]]>([
    [[], [WARNING, ERROR, `${SUMMARY} (--verbose shows it)`]],
    [['--verbose'], [INFO, WARNING, ERROR, SUMMARY]],
    [['--quiet'], [ERROR]],
    [['--fail-on', 'info'], [INFO, WARNING, ERROR, SUMMARY]],
    [['--quiet', '--fail-on', 'warning'], [WARNING, ERROR]],
  ])('%j shows people %j', async (args, expected) => {
    expect(await text(MIXED, ...args)).toEqual(expected);
  });

  test('programs get infos too, unless errors alone are asked for', async () => {
    const json = async (...args: string[]): Promise<string> => (await run(folderOf(MIXED), ['check', '.', '-o', 'json', ...args])).stdout;
    expect(rules(await json())).toHaveLength(3);
    const quiet = JSON.parse(await json('--quiet')) as { findings: object[]; summary: object };
    expect(quiet).toMatchObject({ findings: [{ rule: 'value/duration' }], summary: { errors: 1, warnings: 1, infos: 1, omitted: 2 } });
  });

  test('--quiet writes nothing at all where there is no error', async () => {
    expect(await run(folderOf({ 'a.yaml': WARNED }), ['check', '.', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await run(folderOf({ 'a.yaml': WARNED }), ['check', '.', '--quiet', '-o', 'github'])).stderr).toBe('');
  });
});

describe('--max-findings', () => {
  test.each<[string, string[]]>([
    ['3', [WARNING, ERROR, `${SUMMARY} (--verbose shows it)`]],
    ['1', [ERROR, '1 more finding, beyond --max-findings', `${SUMMARY} (--verbose shows it)`]],
    ['0', ['2 more findings, beyond --max-findings', `${SUMMARY} (--verbose shows it)`]],
  ])('of %s keeps the worst, and counts all', async (max, expected) => {
    expect(await text(MIXED, '--max-findings', max)).toEqual(expected);
  });

  test('changes no exit code', async () => {
    expect((await run(folderOf(MIXED), ['check', '.', '--max-findings', '0'])).code).toBe(1);
  });

  test.each(['x', '-1', '1.5', ''])('refuses %j', async (given) => {
    const { code, stderr } = await run(folderOf(MIXED), ['check', '.', `--max-findings=${given}`]);
    expect([code, stderr]).toEqual([2, `error: Expected a whole number for --max-findings, got ${JSON.stringify(given)}\n`]);
  });
});

describe('--ignore', () => {
  test('leaves out what globs of the working folder name, of folders, patterns and files', async () => {
    const folder = folderOf({ 'a/bad.yaml': BAD, 'a/b/bad.yaml': BAD, 'good.yaml': GOOD });
    const code = async (...args: string[]): Promise<number> => (await run(folder, ['check', ...args])).code;
    expect(await code('.')).toBe(1);
    expect(await code('.', '--ignore', 'a/*.yaml')).toBe(1);
    expect(await code('.', '--ignore', 'a/*.yaml', '--ignore', 'a/b/**')).toBe(0);
    expect(await code('.', '--ignore', 'a')).toBe(0); // a folder is all that is in it
    expect(await code('**/*.yaml', '--ignore', '**/bad.yaml')).toBe(0);
    expect(await code('a/bad.yaml', 'good.yaml', '--ignore', '**/bad.yaml')).toBe(0);
    expect(await code('a/bad.yaml', '--ignore', '**/bad.yaml')).toBe(2); // nothing is left
  });
});

describe('nothing to check', () => {
  const SENTENCE = 'so nothing was checked: name files or folders that have some, or write --allow-empty where that is right\n';

  test.each<[string, Record<string, string>, string[], string | undefined]>([
    ['an empty folder', {}, ['.'], undefined],
    ['a folder without resources', { 'values.yaml': 'a: 1\n', 'tsconfig.json': '{}' }, ['.'], undefined],
    ['an empty file', { 'a.yaml': '# nothing\n' }, ['a.yaml'], undefined],
    ['empty input', {}, ['-'], ''],
    ['files that are all skipped', { 'a.yaml': GOOD, 'cdk8s-istio.yaml': "skip: ['**']\n" }, ['.'], undefined],
  ])('%s is exit 2 with a sentence, and 0 with --allow-empty', async (_, files, paths, stdin) => {
    const folder = folderOf(files);
    const where = `No Kubernetes resource in ${paths[0] === '-' ? 'standard input' : paths[0]}`;
    for (const output of ['text', 'json']) {
      expect(await run(folder, ['check', ...paths, '-o', output], { stdin })).toMatchObject({ code: 2, stderr: `${where}, ${SENTENCE}` });
      expect(await run(folder, ['check', ...paths, '-o', output, '--allow-empty'], { stdin })).toMatchObject({ code: 0, stderr: `${where}\n` });
    }
  });

  test('--allow-empty hides no finding', async () => {
    expect((await run(folderOf({}), ['check', 'gone', '--allow-empty'])).code).toBe(2);
  });

  test('a resource that cannot be read is one, and is exit 2 anyway', async () => {
    const { code, stderr } = await run(folderOf({ 'a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: [\n' }), ['check', '.']);
    expect([code, stderr]).toEqual([2, '']);
  });
});

describe('without a path', () => {
  test('what is piped in is checked, and nothing else', async () => {
    const { code, stdout } = await run(folderOf({ 'a.yaml': GOOD }), ['check'], { stdin: BAD });
    expect([code, heads(stdout)]).toEqual([1, [ERROR, 'Checked 1 resource in 1 file: 1 error']]);
    expect(stdout).toContain('<stdin>:8:7');
  });

  test('where nothing comes from the pipe, the working folder is checked, and a line says so', async () => {
    const { code, stderr } = await run(folderOf({ 'a.yaml': BAD }), ['check']);
    expect([code, stderr]).toEqual([1, 'Nothing on standard input: checking the working folder\n']);
    expect((await run(folderOf({}), ['check'])).code).toBe(2);
  });

  test('on a terminal the working folder is checked', async () => {
    expect((await run(folderOf({ 'a.yaml': BAD }), ['check'], { isTTY: true, env: { NO_COLOR: '1' } })).code).toBe(1);
  });
});

describe('the configuration', () => {
  const files = { 'cdk8s-istio.yml': 'severities: {service-entry/selector-selects-all: error}\n', 'apps/shop/a.yaml': WARNED };
  const inApps = async (...args: string[]) => run(`${folderOf(files)}/apps/shop`, ['check', '.', ...args]);

  test('above the working folder holds, and --verbose names it', async () => {
    expect(await inApps()).toMatchObject({ code: 1, stderr: '' });
    expect(await inApps('--verbose')).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Configuration: .*cdk8s-istio\.yml\n$/) });
  });

  test('is not taken with --no-config', async () => {
    expect(await inApps('--no-config')).toMatchObject({ code: 0, stderr: '' });
    expect(await inApps('--no-config', '--verbose')).toMatchObject({ code: 0, stderr: 'Configuration: none\n' });
  });

  test('two side by side are an error', async () => {
    const folder = folderOf({ 'cdk8s-istio.yml': '', 'cdk8s-istio.yaml': '', 'a.yaml': GOOD });
    const { code, stdout, stderr } = await run(folder, ['check', '.']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Expected one configuration file in a folder, got cdk8s-istio.yaml and cdk8s-istio.yml\n');
    expect((await run(folder, ['check', '.', '--no-config'])).code).toBe(0);
  });

  test('may say what fails the command, and the option says it last', async () => {
    const folder = folderOf({ 'cdk8s-istio.yaml': 'failOn: warning\n', 'a.yaml': WARNED, 'b.yaml': virtualService('route: [{destination: {host: a}}]', 'a') });
    expect((await run(folder, ['check', '.'])).code).toBe(1);
    expect((await run(folder, ['check', '.', '--fail-on', 'error'])).code).toBe(0);
  });
});
