import { App, Chart } from 'cdk8s';
import { WorkloadEntry, type WorkloadEntryProps, type WorkloadEntrySpec } from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/workload-entry';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<WorkloadEntrySpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what Istio would refuse does not compile', () => {
  const good: WorkloadEntryProps[] = [{ address: '10.0.0.7', ports: { http: 80 } }, { unixSocket: '/run/app.sock' }, { network: 'vm-net' }];
  // @ts-expect-error a workload is somewhere
  const nowhere: WorkloadEntryProps = { labels: { app: 'db' } };
  // @ts-expect-error in one place
  const two: WorkloadEntryProps = { address: '10.0.0.7', unixSocket: '/run/app.sock' };
  // @ts-expect-error a socket has no ports
  const ports: WorkloadEntryProps = { unixSocket: '/run/app.sock', ports: { http: 80 } };
  // @ts-expect-error port numbers are numbers
  const text: WorkloadEntryProps = { address: '10.0.0.7', ports: { http: '80' } };
  // @ts-expect-error unknown field
  const unknown: WorkloadEntrySpec = { adress: '10.0.0.7' };
  const chart = new Chart(new App(), 'chart');
  // @ts-expect-error a workload is somewhere
  const empty = () => new WorkloadEntry(chart, 'empty', {});
  expect([good, nowhere, two, ports, text, unknown, empty]).toHaveLength(7);
});
