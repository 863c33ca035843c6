import * as fc from 'fast-check';
import { maybe, named, sequence, several, type ValueGrammar } from '../grammar';
import { mutated } from '../mutate';

const operand = fc.constantFrom(
  'response.code', 'request.headers[\'x\']', 'has(request.id)', '"a"', '\'a\'', '1', '1u', '1.5', 'b"x"', 'r"\\d"', 'true', 'null', '[1, 2]', '{"a": 1}', 'x.map(y, y)', '"""a"""', 'xds.node', '(1', 'in',
);
const operator = fc.constantFrom(' == ', ' != ', ' && ', ' || ', '<', ' in ', ' + ', ' ? ', ' : ', '.', '!', '-', ' - ');

export const expressions: ValueGrammar = {
  name: 'expression',
  takes: named(/(expression|pluginConfig|jwks|inlineCode|value)$/),
  values: mutated(sequence(operand, several(sequence(operator, operand), 4), maybe(fc.constant(')')))),
};
