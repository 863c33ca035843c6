import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Command, InvalidArgumentError } from 'commander';
import { crdFields } from './crd-fields';
import { envoyTableModule } from './envoy-table';
import type { FieldList } from './fields';
import { type Merged, mergeFields } from './merge-fields';

// Brings what the package knows of Istio's API up to a release:
// npm run fields -- <crds.yaml[.gz]> [envoy-types.binpb[.gz]] --release 1.32

const TABLE = join(__dirname, '../../../lib/kinds/envoy-filter/values/table.gen.ts');

/** The list as the repository keeps it: a field a line. */
export function renderFields({ kinds, ...head }: FieldList): string {
  const rendered = Object.entries(kinds).map(([kind, { meta, fields }]) => {
    const lines = Object.entries(fields).map(([path, field]) => `   ${JSON.stringify(path)}: ${JSON.stringify(field)}`);
    return `  ${JSON.stringify(kind)}: {"meta": ${JSON.stringify(meta)}, "fields": {\n${lines.join(',\n')}\n  }}`;
  });
  return [
    '{',
    ...Object.entries(head).map(([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)},`),
    ` "kinds": {\n${rendered.join(',\n')}\n }`,
    '}', '',
  ].join('\n');
}

/** What the merge did, in lines. */
export function summary({ added, gone, changed }: Merged, release: string): string[] {
  const part = (what: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [`${what} (${lines.length}):`, ...lines.map((line) => `  ${line}`)]);
  const parts = [
    ...part(`Istio ${release} brings`, added),
    ...part(`Istio ${release} no longer has; taken off the list`, gone),
    ...part(`Istio ${release} changes`, changed),
  ];
  return parts.length > 0 ? parts : [`Nothing changes with Istio ${release}`];
}

function read(path: string): Buffer {
  const bytes = readFileSync(path);
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

function releaseOf(text: string): string {
  if (!/^\d+\.\d+$/.test(text)) throw new InvalidArgumentError('Expected a release such as 1.32.');
  return text;
}

interface Options {
  readonly release: string;
  readonly list?: string;
  readonly table?: string;
}

function writeFields(crds: string, descriptors: string | undefined, { release, list = join(__dirname, 'fields.json'), table = TABLE }: Options): void {
  const merged = mergeFields(JSON.parse(readFileSync(list, 'utf8')) as FieldList, crdFields(read(crds).toString('utf8')), release);
  writeFileSync(list, renderFields(merged.list));
  for (const line of summary(merged, release)) console.log(line);
  if (descriptors === undefined) return;
  writeFileSync(table, envoyTableModule(read(descriptors)));
  console.log(`Wrote ${relative(process.cwd(), table)}`);
}

if (require.main === module) {
  new Command('npm run fields --')
    .description("Bring the list of Istio's fields up to a release")
    .argument('<crds>', "the release's CustomResourceDefinitions: YAML, or that packed with gzip")
    .argument('[descriptors]', "the protobuf types that the release's istiod knows: a FileDescriptorSet, or that packed with gzip")
    .requiredOption('--release <release>', 'the release that the definitions are of, such as 1.32', releaseOf)
    .option('--list <file>', 'the list to bring up to the release, instead of fields.json')
    .option('--table <file>', "where to write the table of Envoy's types, instead of table.gen.ts")
    .action(writeFields)
    .parse();
}
