import * as fc from 'fast-check';
import { digits, maybe, named, sequence, several, type ValueGrammar } from '../grammar';
import { mutated } from '../mutate';

const v4 = several(digits(255), 4, '.', 4);
const group = fc.constantFrom('0', '1', 'ffff', '2001', 'db8', 'fe80', '', '12345', 'g');
const v6 = fc.oneof(
  several(group, 8, ':', 8),
  sequence(several(group, 3, ':'), '::', several(group, 3, ':')),
  sequence('::ffff:', v4),
  fc.constantFrom('::', '::1', 'fe80::1%eth0'),
);
const socket = sequence('unix://', fc.constantFrom('/', '/run/x.sock', '@abstract', 'x', ''));

export const cidrs: ValueGrammar = {
  name: 'address or CIDR',
  takes: named(/(address(es)?(\[\])?|ipBlocks\[\]|IpBlocks\[\]|bind|subnets\[\]|sourceSubnet|defaultEndpoint|values\[\]|notValues\[\])$/i),
  values: mutated(fc.oneof(sequence(fc.oneof(v4, v6), maybe(sequence('/', digits(32, 128))), maybe(sequence(':', digits()))), socket)),
};
