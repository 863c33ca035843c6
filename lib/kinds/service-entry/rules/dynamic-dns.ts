import { quote } from '../../../core/quote';
import { compareReleases } from '../../../core/release';
import { defineTable, type RuleRow } from '../../../core/rule-table';
import { parseProtocol } from '../../../values/protocol';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

type Spec = Json<ServiceEntrySpec>;

const SERVICE = 'hosts: ["*.a.com"], resolution: DYNAMIC_DNS';
const WAYPOINT = 'istio.io/use-waypoint';

const rows: readonly RuleRow<Spec>[] = [
  {
    id: 'service-entry/dynamic-dns-hosts',
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected only hosts that start with a star with resolution DYNAMIC_DNS',
    why: 'istiod refuses the resource: a single name is resolved once, which is what DNS does.',
    fix: 'write *.example.com, or set resolution to DNS',
    source: 'pkg/config/validation/validation.go#ValidateServiceEntry',
    good: [`spec: {${SERVICE}}`],
    bad: [{ yaml: 'spec: {hosts: ["*.a.com", b.com], resolution: DYNAMIC_DNS}', at: 'spec.hosts[1]' }],
    check({ hosts }, report) {
      hosts.forEach((host, i) => {
        if (!host.startsWith('*')) report(['spec', 'hosts', i], { message: `Expected a host that starts with a star, got ${quote(host)}` });
      });
    },
  },
  {
    id: 'service-entry/dynamic-dns-no-addresses',
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected no addresses with resolution DYNAMIC_DNS',
    why: 'istiod refuses the resource: requests are routed by their host alone.',
    fix: 'remove the addresses',
    source: 'pkg/config/validation/validation.go#ValidateServiceEntry',
    good: [`spec: {${SERVICE}, addresses: []}`],
    bad: [{ yaml: `spec: {${SERVICE}, addresses: [10.0.0.1]}`, at: 'spec.addresses' }],
    check({ addresses = [] }, report) {
      if (addresses.length > 0) report(['spec', 'addresses'], { message: `Expected no addresses with resolution DYNAMIC_DNS, got ${addresses.length}` });
    },
  },
  {
    id: 'service-entry/dynamic-dns-no-endpoints',
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected no endpoints with resolution DYNAMIC_DNS',
    why: 'istiod refuses the resource: the host of each request is what is resolved.',
    fix: 'remove the endpoints, or set resolution to STATIC or DNS',
    source: 'pkg/config/validation/validation.go#ValidateServiceEntry',
    good: [`spec: {${SERVICE}, endpoints: []}`],
    bad: [{ yaml: `spec: {${SERVICE}, endpoints: [{address: 10.0.0.1}]}`, at: 'spec.endpoints' }],
    check({ endpoints = [] }, report) {
      if (endpoints.length > 0) report(['spec', 'endpoints'], { message: `Expected no endpoints with resolution DYNAMIC_DNS, got ${endpoints.length}` });
    },
  },
  {
    id: 'service-entry/dynamic-dns-protocol',
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected HTTP, HTTP2, GRPC or TLS on each port with resolution DYNAMIC_DNS',
    why: 'istiod refuses the resource: connections of other protocols do not name their host. Before Istio 1.30 only HTTP and TLS are allowed.',
    fix: 'name the protocol of the port; for HTTPS that passes through encrypted write TLS',
    source: 'pkg/config/validation/validation.go#ValidateServiceEntry',
    good: [`spec: {${SERVICE}, ports: [{number: 80, name: a, protocol: grpc}, {number: 443, name: b, protocol: TLS}]}`],
    bad: [
      { yaml: `spec: {${SERVICE}, ports: [{number: 443, name: a, protocol: HTTPS}]}`, at: 'spec.ports[0]' },
      { yaml: `spec: {${SERVICE}, ports: [{number: 80, name: a}]}`, at: 'spec.ports[0]' },
      { yaml: `spec: {${SERVICE}, ports: [{number: 80, name: a, protocol: GRPC}]}`, at: 'spec.ports[0]', release: '1.29' },
    ],
    check({ ports = [] }, report, { release }) {
      const allowed = compareReleases(release, '1.30') < 0 ? ['HTTP', 'TLS'] : ['HTTP', 'HTTP2', 'GRPC', 'TLS'];
      ports.forEach(({ protocol = '' }, i) => {
        if (allowed.includes(parseProtocol(protocol) ?? '')) return;
        report(['spec', 'ports', i], { message: `Expected ${allowed.join(', ')} with resolution DYNAMIC_DNS, got ${protocol ? quote(protocol) : 'no protocol'}` });
      });
    },
  },
  {
    id: 'service-entry/dynamic-dns-location',
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected a service outside the mesh, or no waypoint, with resolution DYNAMIC_DNS',
    why: 'istiod refuses the resource: a waypoint does not resolve hosts inside the mesh. Before Istio 1.30 the service must be outside the mesh.',
    fix: `set location to MESH_EXTERNAL, or the label ${WAYPOINT} to none`,
    source: ['pkg/config/validation/validation.go#ValidateServiceEntry', 'pkg/config/validation/validation.go#usesWaypoint'],
    good: [
      `spec: {${SERVICE}, location: MESH_INTERNAL}`,
      `metadata: {labels: {${WAYPOINT}: None}}\nspec: {${SERVICE}, location: MESH_INTERNAL}`,
      `metadata: {labels: {${WAYPOINT}: egress}}\nspec: {${SERVICE}}`,
    ],
    bad: [
      { yaml: `metadata: {labels: {${WAYPOINT}: egress}}\nspec: {${SERVICE}, location: MESH_INTERNAL}`, at: 'spec.location' },
      { yaml: `spec: {${SERVICE}, location: MESH_INTERNAL}`, at: 'spec.location', release: '1.29' },
    ],
    check({ location }, report, { release }, { labels }) {
      if (location !== 'MESH_INTERNAL') return;
      const waypoint = labels?.[WAYPOINT] ?? '';
      if (compareReleases(release, '1.30') < 0) {
        report(['spec', 'location'], { message: `Expected MESH_EXTERNAL with resolution DYNAMIC_DNS in Istio ${release}, got MESH_INTERNAL` });
      } else if (waypoint !== '' && waypoint.toLowerCase() !== 'none') {
        report(['spec', 'location'], { message: `Expected MESH_EXTERNAL with resolution DYNAMIC_DNS and the waypoint ${quote(waypoint)}, got MESH_INTERNAL` });
      }
    },
  },
];

/** What a service whose hosts are resolved for each request may be. */
export const dynamicDns = defineTable<Spec, Spec>({
  topic: 'service-entry',
  parts: (spec) => (spec.resolution === 'DYNAMIC_DNS' ? [spec] : []),
  examples: [{ yaml: (resource) => resource, at: '' }],
}, rows);
