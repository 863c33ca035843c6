import { join as joinPath } from 'node:path';
import { check, RELEASES } from 'cdk8s-istio';
import * as ts from 'typescript';
import { kinds } from '../../lib/kinds';
import type { KindName } from '../../lib/kinds/kind-name';
import { apiVersionOf } from '../../lib/kinds/kind';
import { fieldsOf, type Fields, join, sample, specWith } from '../lib/istio-api/fields';
import { PROPERTIES_MS } from '../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

const NEWEST = RELEASES[RELEASES.length - 1]!;

// For every field of every kind: what the API server refuses for its type does not compile, and what it accepts does.

interface Claim {
  readonly what: string;
  readonly kind: string;
  readonly spec: unknown;
  readonly compiles: boolean;
}

function* claimsOf(kind: string, fields: Fields): Generator<Claim> {
  for (const [path, field] of Object.entries(fields)) {
    const claim = (what: string, value: unknown, compiles = false): Claim => (
      { what: `${kind} ${path} ${what}`, kind, spec: specWith(fields, path, value), compiles }
    );
    const good = sample(fields, path);
    yield claim('with a value of its type', good, true);
    if (field.type !== 'object') yield claim('with an object', { misspelt: 1 });
    if (field.type !== 'boolean') yield claim('with true', true);
    if (field.enum) {
      for (const name of field.enum) yield claim(`as ${name}`, name, true);
      yield claim('in lower case', field.enum[0]!.toLowerCase());
    }
    if (field.type !== 'object') continue;
    for (const key of field.required ?? []) {
      const { [key]: _, ...rest } = good as Record<string, unknown>;
      yield claim(`without ${key}`, rest);
    }
    if (!field.open && !fields[`${path}{}`]) yield claim('with an unknown key', { ...(good as object), misspelt: 1 });
    for (const { exclusive } of field.oneOf ?? []) {
      for (const [i, key] of exclusive.entries()) {
        const other = exclusive[(i + 1) % exclusive.length]!;
        if (exclusive.length === 1) continue;
        const both = { [key]: sample(fields, join(path, key)), [other]: sample(fields, join(path, other)) };
        yield claim(`with ${key} and ${other}`, { ...(good as object), ...both });
      }
    }
  }
}

/** Types may say more than one field does: what the fields mean together. So only what has no error at all has to compile. */
function isFine({ kind, spec }: Claim): boolean {
  const resource = { apiVersion: apiVersionOf(kinds[kind as KindName], NEWEST), kind, metadata: { name: 'a' }, spec };
  return check([resource], { release: NEWEST, scope: 'admission' }).every(({ severity }) => severity !== 'error');
}

const claims = Object.keys(kinds).flatMap((kind) => [...claimsOf(kind, fieldsOf(kind))])
  .filter((claim) => !claim.compiles || isFine(claim));
const problems = new Map<number, string>();

beforeAll(() => {
  const root = joinPath(__dirname, '../..');
  const name = joinPath(root, 'test/types/fields.generated.ts');
  const text = [
    `import type { ${Object.keys(kinds).map((kind) => `${kind}Spec`).join(', ')} } from 'cdk8s-istio';`,
    ...claims.map(({ kind, spec }, i) => `export const claim${i}: ${kind}Spec = ${JSON.stringify(spec)};`),
  ].join('\n');
  const { config } = ts.readConfigFile(joinPath(root, 'tsconfig.json'), ts.sys.readFile) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const settings = { ...options, noEmit: true, paths: { 'cdk8s-istio': [joinPath(root, 'constructs/index.ts')] } };
  const host = ts.createCompilerHost(settings);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (file) => file === name || fileExists(file);
  host.getSourceFile = (file, ...rest) => (file === name ? ts.createSourceFile(file, text, rest[0]) : getSourceFile(file, ...rest));
  const program = ts.createProgram([name], settings, host);
  const source = program.getSourceFile(name)!;
  for (const { start = 0, messageText } of program.getSemanticDiagnostics(source)) {
    problems.set(source.getLineAndCharacterOfPosition(start).line - 1, ts.flattenDiagnosticMessageText(messageText, ' '));
  }
});

test('there is a claim for every field', () => {
  expect(claims.length).toBeGreaterThan(2_000);
  expect(problems.get(-1)).toBeUndefined();
});

test('what the API server accepts compiles', () => {
  const refused = claims.flatMap(({ what, compiles }, i) => (compiles && problems.has(i) ? `${what}: ${problems.get(i)}` : []));
  expect(refused).toEqual([]);
});

test('what the API server refuses does not', () => {
  expect(claims.filter(({ compiles }, i) => !compiles && !problems.has(i)).map(({ what }) => what)).toEqual([]);
});
