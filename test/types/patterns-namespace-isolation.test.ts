import {
  MeshService, type ExternalService, type NamespaceDependency, type NamespaceIsolation, type NamespaceIsolationProps,
  type RegistryOnlyProps, type UnixSocketIngress, type UnixSocketIngressProps,
} from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import { chartOf } from '../support/chart';

test('a dependency is a namespace or a service, whatever its ports and versions', () => {
  expectTypeOf<MeshService<'http', 'v1'>>().toExtend<NamespaceDependency>();
  expectTypeOf<ExternalService<'https'>>().toExtend<NamespaceDependency>();
  expectTypeOf(MeshService.fromName(chartOf(), 'users', { namespace: 'a', ports: { http: { number: 80, protocol: 'HTTP' } }, versions: ['v1'] })).toExtend<NamespaceDependency>();
  expectTypeOf<string>().toExtend<NamespaceDependency>();
  expectTypeOf<NamespaceIsolation>().not.toExtend<NamespaceDependency>();
  expectTypeOf<{ host: string; namespace: string }>().not.toExtend<NamespaceDependency>();
});

test('who narrows less than everything has to say of what', () => {
  expectTypeOf<RegistryOnlyProps['isolation']>().toEqualTypeOf<NamespaceIsolation>();
  expectTypeOf<UnixSocketIngressProps['isolation']>().toEqualTypeOf<NamespaceIsolation>();
  // @ts-expect-error without an isolation it would widen the scope
  const open: RegistryOnlyProps = {};
  // @ts-expect-error there is no such option
  const misspelt: NamespaceIsolationProps = { dependancies: [] };
  const socket: UnixSocketIngressProps['sockets'] = {
    // @ts-expect-error a socket has a path
    tcp: { port: 3306, protocol: 'TCP' },
    // @ts-expect-error no protocol of Istio's
    udp: { port: 53, protocol: 'UDP', path: '/run/dns/it.sock' },
  };
  void [open, misspelt, socket];
});

test('what goes on the pod is typed', () => {
  expectTypeOf<keyof UnixSocketIngress['podAnnotations']>().toEqualTypeOf<'sidecar.istio.io/userVolume' | 'sidecar.istio.io/userVolumeMount'>();
});
