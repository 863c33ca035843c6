import { Duration } from 'cdk8s';
import { type WorkloadGroupProps, type WorkloadGroupSpec, WorkloadProbe } from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/workload-group';
import type { Flat } from '../../lib/values/types';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<WorkloadGroupSpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what Istio would refuse does not compile', () => {
  const good: WorkloadGroupSpec = { template: {}, probe: { exec: { command: ['true'] }, periodSeconds: 5 } };
  // @ts-expect-error the template is required
  const noTemplate: WorkloadGroupSpec = {};
  // @ts-expect-error one method
  const two: WorkloadGroupSpec = { template: {}, probe: { httpGet: { port: 80 }, tcpSocket: { port: 80 } } };
  // @ts-expect-error at least one method
  const none: WorkloadGroupSpec = { template: {}, probe: { periodSeconds: 5 } };
  // @ts-expect-error a probe has a port
  const noPort: WorkloadGroupSpec = { template: {}, probe: { tcpSocket: {} } };
  expect([good, noTemplate, two, none, noPort]).toHaveLength(5);
});

test('a probe is built for what istiod takes', () => {
  const good: WorkloadGroupProps = { template: {}, probe: WorkloadProbe.http(80, { path: '/', timeout: Duration.seconds(1) }) };
  // @ts-expect-error a probe is made by WorkloadProbe
  const bare: WorkloadGroupProps = { template: {}, probe: { tcpSocket: { port: 80 } } };
  // @ts-expect-error each workload brings its own address
  const address: WorkloadGroupProps = { template: { address: '10.0.0.7' } };
  // @ts-expect-error schemes are upper case
  const scheme = () => WorkloadProbe.http(80, { path: '/', scheme: 'https' });
  // @ts-expect-error a command has a program
  const command = () => WorkloadProbe.exec([]);
  // @ts-expect-error istiod knows no probe by gRPC
  const grpc = () => WorkloadProbe.grpc(80);
  // @ts-expect-error a time has a unit
  const time = () => WorkloadProbe.tcp(80, { period: 5 });
  expect([good, bare, address, scheme, command, grpc, time]).toHaveLength(7);
});
