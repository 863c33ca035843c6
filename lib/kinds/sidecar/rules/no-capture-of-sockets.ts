import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

/** iptables redirects ports, so it cannot capture traffic for a socket. */
export const noCaptureOfSockets = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/no-capture-of-sockets',
  onlyWith: ['captureMode'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected capture mode DEFAULT or NONE for a unix socket',
  why: 'istiod refuses the resource: iptables redirects ports, not sockets.',
  fix: 'leave captureMode out, or set it to NONE',
  source: 'pkg/config/validation/validation.go#validateSidecarEgressPortBindAndCaptureMode',
  check({ spec: { egress = [] } }, report) {
    egress.forEach(({ port, captureMode }, i) => {
      if (port === undefined || (port.number ?? 0) !== 0 || captureMode !== 'IPTABLES') return;
      report(['spec', 'egress', i, 'captureMode'], { message: 'Expected "DEFAULT" or "NONE" for a unix socket, got "IPTABLES"' });
    });
  },
  good: ['spec: {egress: [{port: {number: 0}, bind: "unix:///a", captureMode: NONE, hosts: ["./*"]}]}'],
  bad: [{ yaml: 'spec: {egress: [{port: {number: 0}, bind: "unix:///a", captureMode: IPTABLES, hosts: ["./*"]}]}', at: 'spec.egress[0].captureMode' }],
});
