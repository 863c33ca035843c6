import { App, Chart } from 'cdk8s';
import { Resolution, ServiceEntry, type ServiceEntrySpec } from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/service-entry';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<ServiceEntrySpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what Istio would refuse does not compile', () => {
  const spec: ServiceEntrySpec = { hosts: ['a.com'] };
  // @ts-expect-error hosts are required
  const noHosts: ServiceEntrySpec = {};
  // @ts-expect-error names of a closed list are upper case
  const lowerCase: ServiceEntrySpec = { hosts: ['a.com'], resolution: 'dns' };
  // @ts-expect-error unknown field
  const unknown: ServiceEntrySpec = { hosts: ['a.com'], host: 'a.com' };
  expect([spec, noHosts, lowerCase, unknown]).toHaveLength(4);
});

test('the names of the ports are part of the type', () => {
  const entry = new ServiceEntry(new Chart(new App(), 'chart'), 'entry', {
    hosts: ['a.com'],
    ports: { https: { number: 443 } },
    resolution: Resolution.dns(),
  });
  expectTypeOf(entry.port).parameter(0).toEqualTypeOf<'https'>();
  // @ts-expect-error there is no such port
  const misspelt = () => entry.port('http');
  expect(misspelt).toThrow('Expected "https", got "http"');
});
