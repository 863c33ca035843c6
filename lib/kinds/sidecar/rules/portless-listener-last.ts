import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

/** The listener for all other ports comes last. */
export const portlessListenerLast = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/portless-listener-last',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a port on every egress listener but the last',
  why: 'istiod refuses the resource: a listener without a port takes all ports that are left, so nothing could come after it.',
  fix: 'move the listener to the end, or give it a port',
  source: 'pkg/config/validation/validation.go#ValidateSidecar',
  check({ spec: { egress = [] } }, report) {
    egress.slice(0, -1).forEach(({ port }, i) => {
      if (port === undefined) report(['spec', 'egress', i], { message: `Expected a port on listener ${i + 1} of ${egress.length}, got none` });
    });
  },
  good: ['spec: {egress: [{port: {number: 80}, hosts: ["./*"]}, {hosts: ["istio-system/*"]}]}'],
  bad: [{ yaml: 'spec: {egress: [{hosts: ["./*"]}, {port: {number: 80}, hosts: ["istio-system/*"]}]}', at: 'spec.egress[0]' }],
});
