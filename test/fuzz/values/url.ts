import * as fc from 'fast-check';
import { digits, maybe, named, sequence, several, type ValueGrammar } from '../grammar';
import { mutated } from '../mutate';

const scheme = fc.constantFrom('http://', 'https://', 'oci://', 'file://', 'unix://', 'inline://', '//', '', 'HTTP://', 'javascript:');
const authority = sequence(maybe(fc.constant('user:pass@')), fc.constantFrom('a.com', '[::1]', '127.0.0.1', '', 'a b', '[::1', 'é.com'), maybe(sequence(':', digits(65_535))));
const path = several(sequence('/', fc.constantFrom('a', '', '..', '%2F', '%', '%zz', '{x}', '**', '*', ':x', '?q=1', '#f', '%REQ(x)%', '%DURATION%')), 4);

export const urls: ValueGrammar = {
  name: 'URL or path',
  takes: named(/(url|uri|path|paths\[\]|prefix|exact|redirect|jwksUri|issuer|format|text|string|value|inline)$/i),
  values: mutated(sequence(scheme, authority, path)),
};
