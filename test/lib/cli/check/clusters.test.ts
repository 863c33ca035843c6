import { folderOf, GOOD, run, virtualService } from '../../../support/command';

// Files are often alternatives, of which a cluster gets one: they are held against each other only as far as they share a cluster.

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly fix: string;
  readonly source?: { readonly file: string };
}

async function found(files: Record<string, string>, args: readonly string[]): Promise<Found[]> {
  const { stdout } = await run(folderOf(files), ['check', ...args, '-o', 'json']);
  return (JSON.parse(stdout) as { findings: Found[] }).findings;
}

const DUPLICATE = 'identity/duplicate-resource';
const named = (kind: string, apiVersion = 'v1', metadata = 'name: a'): string => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {${metadata}}\n`;

test('twice in one file is an error, in two files a warning that names both and how to check them apart', async () => {
  expect(await found({ 'a.yaml': `${GOOD}---\n${GOOD}` }, ['.'])).toMatchObject([{ rule: DUPLICATE, severity: 'error' }]);
  const [between, ...more] = await found({ 'dev/a.yaml': GOOD, 'prod/a.yaml': GOOD }, ['.']);
  expect(more).toEqual([]);
  expect(between).toMatchObject({
    rule: DUPLICATE,
    severity: 'warning',
    message: 'Expected one VirtualService of that name, got VirtualService shop/reviews in dev/a.yaml and in prod/a.yaml',
    fix: expect.stringContaining('cdk8s-istio check --separate PATH PATH'),
    source: { file: 'prod/a.yaml' },
  });
});

test('of three, the one in the file of an earlier one is an error', async () => {
  const severities = (await found({ 'a.yaml': GOOD, 'b.yaml': `${GOOD}---\n${GOOD}` }, ['.'])).map(({ severity }) => severity);
  expect(severities).toEqual(['warning', 'error']);
});

test('what is piped in is one text', async () => {
  const { stdout, code } = await run(folderOf({}), ['check', '-', '-o', 'json'], { stdin: `${GOOD}---\n${GOOD}` });
  expect([code, (JSON.parse(stdout) as { findings: Found[] }).findings]).toEqual([1, [expect.objectContaining({ rule: DUPLICATE, severity: 'error' })]]);
});

test.each([
  ['a kind that Istio does not read', named('Robot', 'acme.example/v1')],
  ['a name that the API server makes', named('Job', 'batch/v1', 'generateName: migrate-')],
  ['a name that the API server makes, of a kind of Istio', `${named('Sidecar', 'networking.istio.io/v1', 'generateName: a-')}spec: {egress: [{hosts: ["./*"]}]}\n`],
])('no duplicate: %s', async (_, text) => {
  expect((await found({ 'a.yaml': `${text}---\n${text}` }, ['.'])).filter(({ rule }) => rule === DUPLICATE)).toEqual([]);
});

test.each(['Service', 'ConfigMap', 'Namespace', 'Secret'])('a duplicate: %s, which Istio reads', async (kind) => {
  const errors = (await found({ 'a.yaml': `${named(kind)}---\n${named(kind)}` }, ['.'])).filter(({ severity }) => severity !== 'info');
  expect(errors).toMatchObject([{ rule: DUPLICATE, severity: 'error' }]);
});

describe('--separate', () => {
  test('holds nothing of one path against another', async () => {
    const files = { 'dev/a.yaml': GOOD, 'prod/a.yaml': GOOD, 'prod/b.yaml': GOOD };
    expect((await found(files, ['dev', 'prod', '--separate'])).map(({ source }) => source?.file)).toEqual(['prod/b.yaml']);
  });

  test('checks a file that two paths share with each of them', async () => {
    const files = { 'base/a.yaml': GOOD, 'prod/b.yaml': GOOD };
    const paths = ['base', '{base,prod}/*.yaml', '--separate'];
    expect((await found(files, paths)).map(({ rule, message }) => [rule, message])).toEqual([
      [DUPLICATE, 'Expected one VirtualService of that name, got VirtualService shop/reviews in base/a.yaml and in prod/b.yaml'],
    ]);
  });
});

describe('clusters of the configuration', () => {
  const files = { 'dist/dev.yaml': GOOD, 'dist/prod.yaml': GOOD, 'dist/prod/more.yaml': virtualService('route: [{destination: {host: a}}]', 'a') };

  test('name which files are for which cluster, and the first glob counts', async () => {
    const config = "clusters:\n  dist/dev.yaml: dev\n  'dist/prod*': prod\n  'dist/**': other\n";
    expect(await found({ ...files, 'cdk8s-istio.yaml': config }, ['dist'])).toEqual([]);
  });

  test('files of one name, or of none, are one cluster', async () => {
    for (const config of ["clusters: {'dist/*': prod}\n", "clusters: {'other/*': prod}\n"]) {
      expect(await found({ ...files, 'cdk8s-istio.yaml': config }, ['dist'])).toMatchObject([{ rule: DUPLICATE, severity: 'warning' }]);
    }
  });

  test('a name that is no text is refused', async () => {
    const { code, stderr } = await run(folderOf({ ...files, 'cdk8s-istio.yaml': 'clusters: {dist/*: [prod]}\n' }), ['check', 'dist']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^error config\/wrong-value\n.*clusters/)]);
  });
});
