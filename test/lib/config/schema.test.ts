import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';

// The schema that editors load says what the reader says (`npm run docs` writes it from the reader's own).

const schema = JSON.parse(readFileSync(join(__dirname, '../../../cdk8s-istio.schema.json'), 'utf8')) as object;
const validate = new Ajv().compile(schema);

test.each<[string, string[]]>([
  ['release: "1.31"\nseverities: {sidecar/not-empty: info}\nskip: [a/**]\nacknowledge: [{rule: sidecar/not-empty, reason: known}]', []],
  ['relase: "1.31"', ['must NOT have additional properties']],
  ['release: "1.25"', ['must be equal to one of the allowed values']],
  ['severities: {sidecar/empty: info}', ['must NOT have additional properties']],
  ['severities: {sidecar/not-empty: off}', ['must be equal to one of the allowed values']],
  ['acknowledge: [{rule: sidecar/not-empty}]', ["must have required property 'reason'"]],
  ['skip: a', ['must be array']],
])('%j', (yaml, problems) => {
  validate(parse(yaml));
  expect((validate.errors ?? []).map(({ message }) => message)).toEqual(problems);
});
