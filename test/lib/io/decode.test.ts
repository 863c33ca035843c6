import { decode } from '../../../lib/io/decode';

const bytes = (...parts: (string | number[])[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part as string)));
const said = (input: Buffer): string => {
  const result = decode(input);
  return typeof result === 'string' ? `text ${result}` : `${result.rule.id} ${result.line}:${result.column} ${result.message}`;
};

test.each([
  ['text', bytes('a: é😀'), 'text a: é😀'],
  ['a byte order mark', bytes([0xef, 0xbb, 0xbf], 'a: 1'), 'text \uFEFFa: 1'],
  ['nothing', bytes(''), 'text '],
  ['a replacement character that is meant', bytes('a: \uFFFD'), 'text a: \uFFFD'],
  ['Latin 1', bytes('a: 1\nb: caf', [0xe9], '\n'), 'file/encoding 2:7 Expected UTF-8, got the byte 0xe9'],
  ['a cut character', bytes('a: ', [0xf0, 0x9f]), 'file/encoding 1:4 Expected UTF-8, got the byte 0xf0'],
  ['bad bytes behind good ones', bytes('é: \uFFFD ', [0xff]), 'file/encoding 1:6 Expected UTF-8, got the byte 0xff'],
  ['UTF-16', Buffer.from('\uFEFFa: 1', 'utf16le'), 'file/encoding 1:1 Expected UTF-8, got UTF-16, as Windows PowerShell writes with >'],
  ['50 MB', Buffer.alloc(50_000_000, 'a'), 'file/too-large undefined:undefined Expected at most 32 MiB, got 47.7 MiB'],
])('%s', (_, input, expected) => {
  expect(said(input)).toBe(expected);
});
