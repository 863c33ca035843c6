/** A source of numbers that gives the same ones for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PLAIN = [
  'a', 'b c', '1', '5s', 'x:y', 'http://a/b', '"a b"', "'it''s'", '"\\n\\t\\x41\\u00e9"', '[1, 2]', '{a: 1}', '|-\n  x\n  y', '>\n  a\n\n  b', '', '*x', '&x 1', 'yes', 'No', '~',
  '010', '0o17', '1e3', '2020-01-01', '!!str 5', '[a: 1]', '{"a":1}', '"a\n b"', 'a\n  b', '""', "''",
];
const ODD = [
  '"\\U0001F600"', '"\\/"', '"\\ud83d\\ude00"', '"\\q"', '"a\n\n b"', "'a\n  b'", '"a\\\n  b"', '"a \\\n\n b"', '"a\n---\n b"', '0', '-0', '-0.0', '+1', '+0o17', '-0o17', '0O17', '0B11', '0b11',
  '-0b11', '+0b1', '0X1F', '0x1f', '-0xF', '1_000', '0x_1', '1E+3', '1e3_0', '1.5', '.5', '._5', '.5_5', '1.', '1.e1', '+.5', '-.5', '1e400', '.1e400', '-.inf', '.Inf', '.nan', 'ON', 'y', 'n',
  'Y', 'null', 'Null', 'true', 'TRUE', 'tRUE', '2020-1-1 1:2:3', '12:30:45', '190:20:30', '18446744073709551615', '18446744073709551616', '9223372036854775808', '-9223372036854775809',
  '9007199254740993', '1234567.891', '0.1', '1e21', '1.10', '!!int "5"', '!!int a', '!!int 5.0', '!!float 5', '!!float a', '!!bool yes', '!!bool a', '!!null ""', '!!null a', '!!binary aGVsbG8=',
  '!!binary a', '!!binary /w==', '!!timestamp 2020-01-01', '!!timestamp a', '!ours x', '! 5', '!', '!!', '!<tag:x> a', '!<a', '!a!b c', '!%41 x', '!%zz x', '*y', '&b.c 1', '&x', '&x &y 1', '!a &x 1',
  '&x !a 1', '[]', '{}', '[{a: b}, c]', '{a}', '{a, b: 1}', '[,]', '[1,]', '{a: 1,}', '[1,,2]', '{,}', '[? a : b]', '[? : b]', '{? a : b}', '{? a}', '{?}', '[a?b]', '{a?: b}', '[::1]',
  '[2001:db8::]', '[a:b]', '[a:]', '{a:b}', '{a:}', '{"a":b}', '["a":1]', '[- 1]', '[-1]', '[-]', '{a: -}', '{- a}', '<<', '"<<"', 'a#b', 'a #b', '#b', 'a: b', 'a:', '- a', '-', '--', '---', '...',
  '?', '? a', 'a ? b', ':', ':a', '%', '%a', '@a', '`a', '|', '>', '>-\n  x\n  y', '|2\n   x', '|+\n  x\n\n', '>\n  a\n\n  b\n   c\n  d\n', '|0\n x', '|-9\n x', '| a\n x', '| # c\n  x', 'a\n b\n\n c',
  '{{ .Values.x }}', '"{{ .x }}"', '$(X)', '${X}', 'a\tb', '\ta', 'a\t', 'a\x85b', '"a\u2028b"', 'a\u2029b', '\uFEFF', '\xa0', '\x7f', '\x01', '\x80', '😀', 'é',
];
const KEYS = ['a', 'b', 'c', 'd', 'spec', '"e"', "'f'", 'yes', '010', '1.10', '<<', '&k g', '1', 'h i', 'j-k', 'l/m'];
const ODD_KEYS = [
  '"<<"', 'on', '1e3', '"1"', '~', '.inf', '"a b"', 'a b', '😀', '? a', '[a]', '{a: 1}', '*x', '!!str 1', '!!int "7"', '!!float 5', '18446744073709551615', '1234567.891', '', '"a\n b"', 'a#', '-a',
  '?a', ':a', '2020-01-01', '0x1F', '1_0', '1e300', '- a', 'a'.repeat(1030), '😀'.repeat(600), '0.00001',
];
const SEPARATORS = [
  '\n---\n', '\n--- \n', '\n--- # c\n', '\n---#c\n', '\n--- a\n', '\n---a\n', '\n...\n', '\n...\n---\n', '\n... # c\n', '\n... a\n', '\n\n', '\n# c\n', '\r\n---\r\n', '\n---\n---\n', '\n%YAML 1.1\n---\n',
  '\n---\n\uFEFF', '\r---\r', '\n --- \n', '\n---\t\n', '\n---\xa0\n',
];
const HEADS = [
  '', '', '', '', '---\n', '--- \n', '# c\n', '\n', '\uFEFF', '%YAML 1.1\n---\n', '%TAG ! !x\n---\n', '%YAML 1.2\n---\n', '---\n---\n', '...\n', ' ', '\t\n', '\uFEFF---\n', '\r\n',
];
const PIECES = [
  ': ', '- ', '\n', '  ', '\t', '"', "'", '[', ']', '{', '}', ',', '#', ' #', '&a ', '*a', '!x ', '|', '>', '---\n', '...\n', '%', '?', '? ', '\r', '\r\n', '\r\r\n', '<<: ', '\u2028', '\x85', '\\', '😀',
  'é', '~', '0', '.', '_', '-', ':', '\n\n', '\n ', '\uFEFF', ' ', '@', '`', '=',
];
const JSON_VALUES = [null, true, 1, -0.5, 1e30, 'a', 'a/b', 'é', '\u2028', [], {}, [1, 'x'], { a: 1, b: [{}] }];

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Texts of YAML and JSON: a grammar of spellings in all positions, and mutations of those and of the texts given. */
export class Texts {
  private readonly random: () => number;

  public constructor(seed: number, private readonly samples: readonly string[]) {
    this.random = randomOf(seed);
  }

  /** The next text. */
  public next(): string {
    const share = this.random();
    if (share < 0.12 && this.samples.length > 0) return this.mutated(this.pick(this.samples));
    if (share < 0.22) return this.chance(0.4) ? this.mutated(this.json()) : this.json();
    if (share < 0.28) return Array.from({ length: 1 + this.below(24) }, () => this.pick([...PIECES, 'a', 'b', '1'])).join('');
    if (share < 0.42) return this.chance(0.2) ? this.scalar() : this.key() + this.pick([': ', ':\n  ', ':\n']) + this.scalar();
    return this.stream();
  }

  private stream(): string {
    let text = this.pick(HEADS) + this.block(1 + this.below(3));
    while (this.chance(0.2)) text += this.pick(SEPARATORS) + this.block(2);
    text += this.pick(['', '\n', '\n', '\n\n', ' ', '\r\n']);
    if (this.chance(0.2)) text = this.mutated(text);
    if (this.chance(0.05)) return text.replaceAll('\n', '\r\n');
    return this.chance(0.02) ? text.replaceAll('\n', '\r') : text;
  }

  private scalar(): string {
    return this.pick(this.chance(0.75) ? PLAIN : ODD);
  }

  private key(): string {
    return this.pick(this.chance(0.85) ? KEYS : ODD_KEYS);
  }

  private blank(): string {
    return this.pick(['', ' ', '', ' ', '\n  ', '\n', '\t', ' # c\n ']);
  }

  private flow(depth: number): string {
    const share = this.random();
    if (depth <= 0 || share < 0.5) return this.scalar();
    const entry = share < 0.75
      ? () => this.flow(depth - 1) + this.blank()
      : () => this.key() + this.pick([': ', ': ', ': ', ': ', ':', ' : ', '']) + this.flow(depth - 1) + this.blank();
    const entries = Array.from({ length: this.below(4) }, entry).join(`,${this.blank()}`) + this.pick(['', '', ',']);
    return share < 0.75 ? `[${this.blank()}${entries}]` : `{${this.blank()}${entries}}`;
  }

  private block(depth: number): string {
    const share = this.random();
    if (depth <= 0 || share < 0.2) return this.flow(2);
    if (share < 0.4) return Array.from({ length: 1 + this.below(3) }, () => `- ${indented(this.block(depth - 1), 2).trimStart()}`).join('\n');
    if (share < 0.43) return this.pick(['&x ', '!!map ', '!a ', '!!seq ', '&x\n']) + this.block(depth - 1);
    return Array.from({ length: 1 + this.below(3) }, () => this.field(depth)).join('\n');
  }

  private field(depth: number): string {
    const value = this.block(depth - 1);
    if (!value.includes('\n') && !value.startsWith('- ') && this.chance(0.7)) {
      return this.key() + this.pick([': ', ': ', ': ', ': ', ': ', ': ', ': ', ':\t', ' : ', ':']) + value;
    }
    const behind = this.pick(['', '', '', ' ', ' # c', ' &x', ' !!map']);
    return `${this.key()}:${behind}\n${indented(value, this.pick([2, 2, 2, 2, 2, 2, 2, 1, 4, 0]))}`;
  }

  private json(): string {
    const one = (): string => JSON.stringify(
      Object.fromEntries(Array.from({ length: this.below(3) }, () => [this.pick(['a', 'b', '<<', '1']), this.pick(JSON_VALUES)])), undefined, this.pick([undefined, undefined, 1, '\t']),
    );
    const between = this.pick(['\n', ' ', '', '\n---\n', ' \n---\n', '\n...\n', ', ', ' x\n', '\n--\n']);
    const behind = this.pick(['', '\n', ' ', '}', '\n---\n', '\n---\na: 1\n---\nb: 2', ' 5', '\\', ' {']);
    return this.pick(['', ' ', '\n', '\xa0', '\uFEFF']) + Array.from({ length: 1 + this.below(4) }, one).join(between) + behind;
  }

  private mutated(given: string): string {
    let text = given;
    for (let left = 1 + this.below(3); left > 0 && text !== ''; left--) text = this.mutatedOnce(text);
    return text.replace(LONE_SURROGATE, '\uFFFD');
  }

  private mutatedOnce(text: string): string {
    const at = this.below(text.length);
    const end = Math.min(text.length, at + 1 + this.below(5));
    const share = this.random();
    if (share < 0.3) return text.slice(0, at) + text.slice(end);
    if (share < 0.65) return text.slice(0, at) + this.pick(PIECES) + text.slice(at);
    if (share < 0.8) return text.slice(0, at) + this.pick(PIECES) + text.slice(end);
    if (share > 0.9) {
      const from = this.below(text.length);
      return text.slice(0, at) + text.slice(from, from + 1 + this.below(29)) + text.slice(at);
    }
    const lines = text.split('\n');
    const [one, other] = [this.below(lines.length), this.below(lines.length)];
    [lines[one], lines[other]] = [lines[other]!, lines[one]!];
    return lines.join('\n');
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }

  private pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)]!;
  }
}

function indented(text: string, spaces: number): string {
  return text.split('\n').map((line) => (line === '' ? line : ' '.repeat(spaces) + line)).join('\n');
}
