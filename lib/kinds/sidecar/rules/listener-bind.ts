import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { isIp } from '../../../values/ip';
import type { Json } from '../../../values/types';
import { unixSocket } from '../../../values/unix-socket';
import type { SidecarSpec } from '../api';

/** A listener binds an address, or a socket when its port number is 0. */
export const listenerBind = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/listener-bind',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected an IP address to bind, or a unix socket with port number 0 of an egress listener',
  why: 'istiod refuses the resource.',
  fix: 'write an IP address such as 127.0.0.1; for a socket set the port number to 0 and bind to unix:///path',
  source: [
    'pkg/config/validation/validation.go#validateSidecarIngressPortAndBind',
    'pkg/config/validation/validation.go#validateSidecarEgressPortBindAndCaptureMode',
  ],
  check({ spec: { ingress = [], egress = [] } }, report) {
    ingress.forEach(({ bind }, i) => {
      if (bind && !isIp(bind)) report(['spec', 'ingress', i, 'bind'], { message: `Expected an IP address, got ${quote(bind)}` });
    });
    egress.forEach(({ port, bind = '' }, i) => {
      // Without a port the address is not looked at.
      if (port === undefined) return;
      const at = ['spec', 'egress', i, 'bind'];
      if ((port.number ?? 0) === 0) {
        const reason = unixSocket.test(bind);
        if (reason !== undefined) report(at, { message: `Expected ${unixSocket.expected} with port number 0, got ${quote(bind)}: ${reason}` });
      } else if (bind && !isIp(bind)) report(at, { message: `Expected an IP address, got ${quote(bind)}` });
    });
  },
  good: [
    'spec: {ingress: [{port: {number: 80}, bind: "::"}], egress: [{port: {number: 80}, bind: 127.0.0.1, hosts: ["./*"]}]}',
    'spec: {egress: [{port: {number: 0}, bind: "unix://@db", hosts: ["./*"]}]}',
  ],
  bad: [
    { yaml: 'spec: {ingress: [{port: {number: 80}, bind: "unix:///a"}]}', at: 'spec.ingress[0].bind' },
    { yaml: 'spec: {egress: [{port: {number: 80}, bind: localhost, hosts: ["./*"]}]}', at: 'spec.egress[0].bind' },
    { yaml: 'spec: {egress: [{port: {number: 0}, hosts: ["./*"]}]}', at: 'spec.egress[0].bind' },
    { yaml: 'spec: {egress: [{port: {}, bind: "unix://a", hosts: ["./*"]}]}', at: 'spec.egress[0].bind' },
  ],
});
