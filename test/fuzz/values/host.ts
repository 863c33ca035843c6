import * as fc from 'fast-check';
import { digits, maybe, named, sequence, several, type ValueGrammar } from '../grammar';
import { mutated } from '../mutate';

const label = fc.constantFrom('a', 'b-c', 'xn--bcher-kva', 'svc', 'cluster', 'local', '0', 'A', '*', '*a', '-a', 'a_b', '', 'a'.repeat(63), 'a'.repeat(64));
const name = several(label, 5, '.', 1);
const namespace = fc.constantFrom('.', '*', '~', 'default', 'shop', '', 'Shop');

export const hosts: ValueGrammar = {
  name: 'host',
  takes: named(/(host|hosts\[\]|domain|authority|fqdn|sni|sniHosts\[\]|serviceHosts\[\]|service|exportTo\[\]|namespaces?(\[\])?)$/i),
  values: mutated(sequence(maybe(sequence(namespace, '/')), name, maybe(sequence(':', digits(65_535))))),
};
