import { BAD, folderOf, GOOD, run, virtualService } from '../../../support/command';

// Sources that are to be built first get one sentence with the command that builds them, in place of errors about what they never become.

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly fix: string;
  readonly file?: string;
  readonly source?: { readonly file: string; readonly line: number };
}

async function check(files: Record<string, string>, paths: readonly string[] = ['.']): Promise<{ code: number; found: Found[]; summary: object }> {
  const { code, stdout } = await run(folderOf(files), ['check', ...paths, '-o', 'json']);
  const { findings, summary } = JSON.parse(stdout) as { findings: Found[]; summary: object };
  return { code, found: findings, summary };
}

const UNBUILT = 'file/unbuilt';
const header = (name: string): string => `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: ${name}, namespace: shop}\n`;
/** What a strategic merge changes: a resource without most of what it needs. */
const PATCH = `${header('reviews')}spec:\n  http: [{timeout: 5s}]\n  tcp: [{}]\n`;
const KUSTOMIZE = (folder: string): string => `build it first: kustomize build ${folder} | cdk8s-istio check -`;

describe('kustomize', () => {
  test.each<[string, string]>([
    ['patches', 'patches: [{path: patch.yaml}, {patch: "- op: remove\\n  path: /spec\\n"}]'],
    ['patches in a folder below', 'patches:\n- path: ./patch.yaml\n  target: {kind: VirtualService}'],
    ['patchesStrategicMerge', 'patchesStrategicMerge:\n- patch.yaml\n- |-\n  kind: VirtualService\n'],
    ['patchesJson6902', 'patchesJson6902: [{path: patch.yaml, target: {kind: VirtualService, name: reviews}}]'],
  ])('%s: the file is a patch, not a wrong resource', async (_, lists) => {
    for (const name of ['kustomization.yaml', 'kustomization.yml', 'Kustomization']) {
      const files = { 'base/a.yaml': GOOD, [`overlays/prod/${name}`]: `resources: [../../base]\n${lists}\n`, 'overlays/prod/patch.yaml': PATCH };
      const { code, found } = await check(files);
      expect([code, found.map(({ rule, message, fix, source }) => [rule, message, fix, source!.file])]).toEqual([2, [
        [UNBUILT, 'Expected a resource, got a patch of overlays/prod', KUSTOMIZE('overlays/prod'), 'overlays/prod/patch.yaml'],
      ]]);
      expect((await check(files, ['overlays/prod/patch.yaml'])).found).toHaveLength(1);
    }
  });

  test('several patches of a kustomization are one finding', async () => {
    const patches = ['a', 'b', 'c'];
    const files = Object.fromEntries(patches.map((name) => [`prod/${name}.yaml`, `${PATCH.replace('reviews', name)}---\n${PATCH.replace('reviews', `${name}2`)}`]));
    const lists = `patches: [${patches.map((name) => `{path: ${name}.yaml}`).join(', ')}]\n`;
    const { code, found } = await check({ ...files, 'prod/kustomization.yaml': lists });
    expect([code, found]).toMatchObject([2, [{ rule: UNBUILT, message: 'Expected resources, got 3 files with patches or placeholders', fix: KUSTOMIZE('prod') }]]);
  });

  test('a patch in a folder of its own belongs to the kustomization that lists it', async () => {
    const { found } = await check({ 'prod/kustomization.yaml': 'patches: [{path: ../patches/reviews.yaml}]\n', 'patches/reviews.yaml': PATCH });
    expect(found).toMatchObject([{ rule: UNBUILT, fix: KUSTOMIZE('prod') }]);
  });

  test('what it builds whole is checked, and patches of other kinds are no finding', async () => {
    const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 3}\n';
    const { code, found } = await check({
      'kustomization.yaml': 'resources: [a.yaml, d.yaml]\npatches: [{path: replicas.yaml}, {path: ops.yaml}]\n',
      'a.yaml': BAD, 'd.yaml': deployment, 'replicas.yaml': deployment, 'ops.yaml': '- {op: replace, path: /spec/hosts, value: [a]}\n',
    });
    expect([code, found.map(({ rule }) => rule)]).toEqual([1, ['value/duration']]);
  });

  test.each(['$patch: delete', '$patch: replace\n  hosts: [a]', 'http:\n  - $patch: delete\n    name: a', '$retainKeys: [hosts]'])('a directive: %j', async (spec) => {
    const text = `${header('reviews')}spec:\n  ${spec}\n`;
    expect((await check({ 'a.yaml': text })).found).toMatchObject([{ rule: UNBUILT, message: 'Expected a resource, got a patch', fix: KUSTOMIZE('FOLDER') }]);
    const { found } = await check({ 'prod/a.yaml': text, 'prod/kustomization.yaml': 'components: [a.yaml]\n' });
    expect(found).toMatchObject([{ rule: UNBUILT, fix: KUSTOMIZE('prod') }]);
  });
});

describe('placeholders', () => {
  const route = 'route: [{destination: {host: reviews}}]';

  test.each<[string, string, string]>([
    ['${TIMEOUT}', `${route}\n      timeout: \${TIMEOUT}\n      retries:\n        attempts: \${N}\n`, 'fill it in first: envsubst < a.yaml | cdk8s-istio check -'],
    ['${TIMEOUT:-5s}', `${route}\n      timeout: "\${TIMEOUT:-5s}"\n`, 'fill it in first: envsubst < a.yaml | cdk8s-istio check -'],
    ['$(TIMEOUT)', `${route}\n      timeout: $(TIMEOUT)\n`, KUSTOMIZE('FOLDER')],
    ['TIMEOUT_PLACEHOLDER', `${route}\n      timeout: TIMEOUT_PLACEHOLDER\n`, KUSTOMIZE('FOLDER')],
    ['_PLACEHOLDER', 'route: [{destination: {host: _PLACEHOLDER}}]\n', KUSTOMIZE('FOLDER')],
  ])('%s where a value is wrong because of it is one finding, exit 2', async (_, spec, fix) => {
    const { code, found, summary } = await check({ 'a.yaml': virtualService(spec) });
    expect([code, found]).toMatchObject([2, [{ rule: UNBUILT, message: 'Expected a value, got a placeholder', fix }]]);
    expect(summary).toMatchObject({ resources: 0, unread: 1 });
  });

  test.each(['${NAME}', '$(NAME)', 'NAME_PLACEHOLDER'])('%s as the names of two resources makes no duplicates', async (name) => {
    const text = virtualService(route, 'a').replace('name: a', `name: "${name}"`);
    expect((await check({ 'a.yaml': `${text}---\n${text}` })).found.map(({ rule }) => rule)).toEqual([UNBUILT]);
  });

  test('of envsubst in many files are one finding for a folder', async () => {
    const files = Object.fromEntries(['a', 'b', 'c'].map((name) => [`mesh/${name}.yaml`, virtualService('timeout: ${T}', name)]));
    expect((await check({ ...files, 'other/d.yaml': virtualService('timeout: ${T}', 'd') })).found.map(({ message, fix }) => [message, fix])).toEqual([
      ['Expected resources, got 3 files with patches or placeholders', 'fill it in first: envsubst < FILE | cdk8s-istio check -'],
      ['Expected a value, got a placeholder', 'fill it in first: envsubst < other/d.yaml | cdk8s-istio check -'],
    ]);
  });

  test('that make a text none of YAML are no syntax error', async () => {
    const { code, found } = await check({ 'a.yaml': `${header('a')}spec: {hosts: [\${HOST}]}\n` });
    expect([code, found]).toMatchObject([2, [{ rule: UNBUILT, message: 'Expected YAML, got a placeholder' }]]);
  });

  test.each<[string, string]>([
    ['a body that is a script', `directResponse: {status: 200, body: {string: "\${user} $(date)"}}`],
    ['a regex', 'match: [{uri: {regex: "/a|/b$(c)?"}}]\n      route: [{destination: {host: a}}]'],
    ['a prefix', 'match: [{uri: {prefix: "/${PATH}"}}]\n      route: [{destination: {host: a}}]'],
  ])('are left alone where any text is right: %s', async (_, spec) => {
    const { code, found } = await check({ 'a.yaml': virtualService(spec) });
    expect([code, found.filter(({ rule }) => rule === UNBUILT)]).toEqual([0, []]);
  });

  test('hide no error of a resource in which nothing is wrong because of them', async () => {
    const { code, found } = await check({ 'a.yaml': virtualService(`match: [{uri: {prefix: "/\${PATH}"}}]\n      ${route}\n      timeout: "3"`) });
    expect([code, found.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)]).toEqual([1, ['value/duration']]);
  });
});

test('sources are no finding where they are built', async () => {
  expect(await run(folderOf({}), ['check'], { stdin: GOOD })).toMatchObject({ code: 0, stderr: '' });
});
