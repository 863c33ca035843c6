import { App, Chart, Duration } from 'cdk8s';
import {
  DestinationRule, type DestinationRuleSpec, hashBy, type LoadBalancerSettings, type LocalityOptions, PortTrafficPolicy, type Subset, Tls,
  TrafficPolicy, type TrafficPolicySpec,
} from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/destination-rule';
import type { Flat } from '../../lib/values/types';
import { errorsOf } from '../support/findings';

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<DestinationRuleSpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what Istio would refuse does not compile', () => {
  const spec: DestinationRuleSpec = { host: 'reviews', subsets: [{ name: 'v1' }], trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } };
  // @ts-expect-error the host is required
  const noHost: DestinationRuleSpec = {};
  // @ts-expect-error unknown field
  const unknown: DestinationRuleSpec = { host: 'reviews', subset: [] };
  // @ts-expect-error a subset has a name
  const noName: DestinationRuleSpec = { host: 'reviews', subsets: [{ labels: {} }] };
  // @ts-expect-error names of a closed list are upper case
  const lowerCase: LoadBalancerSettings = { simple: 'random' };
  // @ts-expect-error one algorithm
  const twoAlgorithms: LoadBalancerSettings = { simple: 'RANDOM', consistentHash: { useSourceIp: true } };
  // @ts-expect-error one key
  const twoKeys: LoadBalancerSettings = { consistentHash: { useSourceIp: true, httpHeaderName: 'end-user' } };
  // @ts-expect-error one way of placing endpoints
  const twoTables: LoadBalancerSettings = { consistentHash: { useSourceIp: true, ringHash: {}, maglev: { tableSize: 65537 } } };
  // @ts-expect-error a cookie has a name
  const noCookie: LoadBalancerSettings = { consistentHash: { httpCookie: { ttl: '0s' } } };
  // @ts-expect-error a warmup has a duration
  const noWarmup: LoadBalancerSettings = { warmup: { aggression: 1 } };
  // @ts-expect-error a closed list
  const noMode: TrafficPolicySpec = { tls: { mode: 'ISTIO' } };
  // @ts-expect-error a tunnel has a target
  const noTarget: TrafficPolicySpec = { tunnel: { protocol: 'CONNECT' } };
  // @ts-expect-error a closed list
  const noVersion: TrafficPolicySpec = { proxyProtocol: { version: 'V3' } };
  // @ts-expect-error a closed list
  const noPolicy: TrafficPolicySpec = { connectionPool: { http: { h2UpgradePolicy: 'NEVER' } } };
  // @ts-expect-error ports have no tunnel
  const portTunnel: TrafficPolicySpec = { portLevelSettings: [{ port: { number: 80 }, tunnel: { targetHost: 'a.com', targetPort: 80 } }] };
  // @ts-expect-error a number is no duration
  const number: TrafficPolicySpec = { outlierDetection: { interval: 5 } };
  expect([
    spec, noHost, unknown, noName, lowerCase, twoAlgorithms, twoKeys, twoTables, noCookie, noWarmup, noMode, noTarget, noVersion, noPolicy,
    portTunnel, number,
  ]).toHaveLength(16);
});

test('a duration is text or an object that knows its length', () => {
  const policy: TrafficPolicySpec = { outlierDetection: { interval: Duration.seconds(5), baseEjectionTime: '30s' } };
  expect(policy.outlierDetection?.baseEjectionTime).toBe('30s');
});

test('the names of the subsets are part of the type', () => {
  const rule = new DestinationRule(new Chart(new App(), 'chart'), 'rule', { host: 'reviews', subsets: { v1: {}, v2: {} } });
  expectTypeOf(rule.subset).parameter(0).toEqualTypeOf<'v1' | 'v2'>();
  expectTypeOf(rule.subset).returns.toEqualTypeOf<Subset>();
  expectTypeOf(rule.addSubset).returns.toEqualTypeOf<Subset>();
  expectTypeOf(rule).toExtend<DestinationRule>();
  // @ts-expect-error there is no such subset
  const misspelt = () => rule.subset('v3');
  expect(misspelt).toThrow('Expected "v1" or "v2", got "v3"');
});

test('a builder offers what its level has, and one of the alternatives', () => {
  const tunnel = { targetHost: 'a.com', targetPort: 443 };
  expect([
    new TrafficPolicy().onPort(80, (port) => {
      // @ts-expect-error ports have no tunnel
      void port.tunnel;
      // @ts-expect-error ports have no PROXY header
      void port.proxyProtocol;
      // @ts-expect-error ports have no retry budget
      void port.retryBudget;
      // @ts-expect-error ports have no ports
      void port.onPort;
      return port;
    }),
    // @ts-expect-error the policy of a host is none of a port
    new TrafficPolicy().onPort(80, () => new TrafficPolicy()),
    // @ts-expect-error the policy of a port is none of a host
    new TrafficPolicy().extend(new PortTrafficPolicy()),
    // @ts-expect-error one of two methods
    new TrafficPolicy().tunnel({ ...tunnel, protocol: 'GET' as const }),
    // @ts-expect-error one way of placing endpoints
    new TrafficPolicy().consistentHash(hashBy.sourceIp(), { ringHash: {}, maglev: {} }),
    // @ts-expect-error a ring has its size in one place
    new TrafficPolicy().consistentHash(hashBy.sourceIp(), { ringHash: {}, minimumRingSize: 1 }),
  ]).toHaveLength(6);
  // @ts-expect-error shares or an order of preference
  const both: LocalityOptions = { distribute: [{ from: 'eu', to: { eu: 100 } }], failover: [{ from: 'eu', to: 'us' }] };
  expect(errorsOf((chart) => new DestinationRule(chart, 'rule', { host: 'reviews', trafficPolicy: new TrafficPolicy().locality(both) }))).toEqual([
    'destination-rule/distribute-or-failover @ spec.trafficPolicy.loadBalancer.localityLbSetting',
  ]);
});

test('TLS that Istio would refuse does not compile', () => {
  const files = { clientCertificate: '/c', privateKey: '/k' };
  expect([
    // @ts-expect-error mutual TLS needs a certificate
    Tls.mutual({ sni: 'a.com' }),
    // @ts-expect-error a certificate needs its key
    Tls.mutual({ clientCertificate: '/c' }),
    // @ts-expect-error a Secret or files
    Tls.mutual({ credentialName: 'secret', ...files }),
    // @ts-expect-error a Secret or files
    Tls.simple({ credentialName: 'secret', caCertificates: '/ca' }),
    // @ts-expect-error a Secret or files
    Tls.simple({ credentialName: 'secret', caCrl: '/crl' }),
    // @ts-expect-error nothing is verified, so there is nothing to verify against
    Tls.simple({ insecureSkipVerify: true, caCertificates: '/ca' }),
    // @ts-expect-error nothing is verified, so there is nothing to verify against
    Tls.simple({ insecureSkipVerify: true, subjectAltNames: ['a.com'] }),
    // @ts-expect-error nothing is verified, so there is nothing to verify against
    Tls.mutual({ ...files, insecureSkipVerify: true, caCertificates: '/ca' }),
    // @ts-expect-error nothing is verified, so there is nothing to verify against
    Tls.mutual({ ...files, insecureSkipVerify: true, subjectAltNames: ['a.com'] }),
    // @ts-expect-error the mesh's own certificates
    Tls.istioMutual({ credentialName: 'secret' }),
    Tls.mutual({ credentialName: 'secret', insecureSkipVerify: true }),
    Tls.mutual({ ...files, caCertificates: '/ca', caCrl: '/crl', subjectAltNames: ['a.com'], sni: 'a.com' }),
    Tls.simple({ insecureSkipVerify: true, sni: 'a.com' }),
    Tls.simple(),
  ]).toHaveLength(14);
});
