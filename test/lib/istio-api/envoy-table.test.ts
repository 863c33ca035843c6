import { brotliDecompressSync } from 'node:zlib';
import { readDescriptors } from './descriptors';
import { envoyTable, envoyTableModule } from './envoy-table';

// A descriptor set as protoc writes it, made here by hand.

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))]);
const number = (field: number, value: number): Buffer => Buffer.from([...varint(field * 8), ...varint(value)]);
const part = (field: number, ...contents: (string | Buffer)[]): Buffer => {
  const bytes = Buffer.concat(contents.map((content) => Buffer.from(content as string)));
  return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(bytes.length)]), bytes]);
};

const [OPTIONAL, REQUIRED, REPEATED] = [1, 2, 3];
const [INT64, STRING, MESSAGE, ENUM, BOOL, BYTES] = [3, 9, 11, 14, 8, 12];
/** The parts of a FieldDescriptorProto, with fields in it that are not read. */
const field = (name: string, type: number, label = OPTIONAL, ...more: Buffer[]): Buffer[] => (
  [part(1, name), number(3, 300), number(4, label), number(5, type), ...more]
);
const typeName = (name: string): Buffer => part(6, name);

const SET = part(1,
  part(1, 'tea.proto'), part(2, 'tea'),
  part(4,
    part(1, 'Pot'),
    part(2, ...field('full_name', STRING)),
    part(2, ...field('lid', MESSAGE, OPTIONAL, typeName('.tea.Pot.Lid'), number(9, 0))),
    part(2, ...field('no_lid', BOOL, OPTIONAL, number(9, 0))),
    part(2, ...field('cups', MESSAGE, REPEATED, typeName('.tea.Pot.CupsEntry'))),
    part(2, ...field('sort', ENUM, REPEATED, typeName('.tea.Sort'))),
    part(2, ...field('odd_name', BYTES, OPTIONAL, part(10, 'odd-name'))),
    part(2, ...field('maybe', INT64, OPTIONAL, number(9, 1), number(17, 1))),
    part(2, ...field('must', STRING, REQUIRED)),
    part(3, part(1, 'Lid')),
    part(3, part(1, 'CupsEntry'), part(2, ...field('key', STRING)), part(2, ...field('value', MESSAGE, OPTIONAL, typeName('.tea.Pot.Lid'))), part(7, number(7, 1))),
  ),
  part(5, part(1, 'Sort'), part(2, part(1, 'GREEN'), number(2, 0)), part(2, part(1, 'BLACK'), number(2, 1))),
  part(7, ...field('brewed', BOOL, OPTIONAL, part(2, '.tea.Pot'))),
  part(7, ...field('elsewhere', BOOL, OPTIONAL, part(2, '.not.Here'))),
);

const TABLE = [
  'tea.Pot full_name:s lid:#1=0 no_lid:b=0 cups:%s#1 sort:#2* odd_name:y@odd-name maybe:I must:s!',
  'tea.Pot.Lid',
  'tea.Sort ! GREEN BLACK',
  '[tea.brewed] 0 brewed:b',
].join('\n');

test('a line for each type, entries of maps inside their fields', () => {
  expect(envoyTable(readDescriptors(SET))).toBe(TABLE);
});

test('the module has the table, packed', () => {
  const [, packed] = /PACKED_TABLE: string = '([^']+)'/.exec(envoyTableModule(SET))!;
  expect(brotliDecompressSync(Buffer.from(packed!, 'base64')).toString()).toBe(TABLE);
});

test('what is no descriptor set is an error', () => {
  expect(() => readDescriptors(Buffer.from('apiVersion: v1'))).toThrow(/^Expected a FileDescriptorSet/);
});
