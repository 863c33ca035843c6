import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { port as portNumber } from '../../../values/port';
import type { Json } from '../../../values/types';
import { isUnixAddress, unixSocket } from '../../../values/unix-socket';
import type { SidecarSpec } from '../api';

const HOSTS = ['', '127.0.0.1', '0.0.0.0', '::1', '::'];

/** A proxy forwards inbound traffic to its own workload only. */
export const defaultEndpoint = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/default-endpoint',
  onlyWith: ['ingress'],
  severity: 'error',
  authority: 'istiod',
  summary: "Expected a port of the workload's loopback or own address, or a unix socket",
  why: 'istiod refuses the resource: a proxy forwards to its own workload only.',
  fix: 'write 127.0.0.1:port, [::1]:port, 0.0.0.0:port, [::]:port, :port or unix:///path',
  source: ['pkg/config/validation/validation.go#ValidateSidecar', 'https://pkg.go.dev/net#SplitHostPort'],
  check({ spec: { ingress = [] } }, report) {
    ingress.forEach(({ defaultEndpoint: endpoint }, i) => {
      const reason = endpoint ? problem(endpoint) : undefined;
      if (reason === undefined) return;
      report(['spec', 'ingress', i, 'defaultEndpoint'], { message: `Expected an endpoint of the workload, got ${quote(endpoint)}: ${reason}` });
    });
  },
  good: [
    'spec: {ingress: [{port: {number: 80}, defaultEndpoint: "127.0.0.1:8080"}]}',
    'spec: {ingress: [{port: {number: 80}, defaultEndpoint: "[::1]:8080"}]}',
    'spec: {ingress: [{port: {number: 80}, defaultEndpoint: "unix:///var/run/app.sock"}]}',
  ],
  bad: [
    { yaml: 'spec: {ingress: [{port: {number: 80}, defaultEndpoint: "10.0.0.1:8080"}]}', at: 'spec.ingress[0].defaultEndpoint' },
    { yaml: 'spec: {ingress: [{port: {number: 80}, defaultEndpoint: "127.0.0.1"}]}', at: 'spec.ingress[0].defaultEndpoint' },
    { yaml: 'spec: {ingress: [{port: {number: 80}, defaultEndpoint: "127.0.0.1:http"}]}', at: 'spec.ingress[0].defaultEndpoint' },
    { yaml: 'spec: {ingress: [{port: {number: 80}, defaultEndpoint: "unix://var/run"}]}', at: 'spec.ingress[0].defaultEndpoint' },
  ],
});

function problem(endpoint: string): string | undefined {
  if (isUnixAddress(endpoint)) return unixSocket.test(endpoint);
  const parts = splitHostPort(endpoint);
  if (parts === undefined) return 'it is not a host with a port';
  if (!HOSTS.includes(parts.host)) return 'the host is not the workload';
  return /^[+-]?\d+$/.test(parts.port) ? portNumber.test(Number(parts.port)) : 'the port is not a number';
}

/** The two halves as Go splits them: an IPv6 host stands in brackets. */
function splitHostPort(text: string): { host: string; port: string } | undefined {
  const match = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(text);
  return match ? { host: match[1] ?? match[2]!, port: match[3]! } : undefined;
}
