import * as fc from 'fast-check';

const characters = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'abcyYnN019.-+_:#,[]{}&*!|>\'"%@`~?=<\\/ oOxXeE') },
  { weight: 2, arbitrary: fc.constantFrom('\n', '\t', '\r', '\x85', '\u2028', '\u2029', '\ufeff', '\xa0', '\x7f', '\x01', '\x9f', '\ufffe', '😀', 'é', '\0', '---', '...', '{{ .x }}') },
);
const words = fc.constantFrom(
  '0o17', '+0o17', '-0o17', '0o_17', '0O17', '0B11', '0X1F', '1e3_0', '0o177', '0777', '0x1f', '0b1', '-0b1', '1_000', '1.', '.5', '-0', '+1', '1e3', '18446744073709551616', '.inf', '+.inf', '.nan',
  '2020-01-01', '12:30:45', 'yes', 'Yes', 'no', 'on', 'ON', 'off', 'y', 'n', 'true', 'null', '~', '', '<<', '=', '-', '- a', 'a: b', 'a #b', '?', '---', '...', '%YAML', 'a\n', '\n', '\n\n', ' a', 'a ',
  'a\n b', ' a\nb', '\ta', 'a\n\tb', '\t\n a', ' \n', '  \n\n a', 'a\n\n', '--- a\n---\n', '\n---\nx', 'x\n...\n', '"', "'", 'text-0-of-cdk8s-istio', `${'a'.repeat(200)}${' b'.repeat(60)}`, 'x'.repeat(1100),
  `${'x'.repeat(1100)}\u2028`, '😀'.repeat(600),
);

/** Texts that writers and readers of YAML take for something else. */
export const oddText = fc.oneof(words, fc.array(characters, { maxLength: 8 }).map((all) => all.join('')));

/** JSON that such texts stand in, in every place. */
export const oddJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { weight: 4, arbitrary: oddText },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(true, 1, -1.5, 1e21, 1e-7, [], {}) },
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(oddText, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;
