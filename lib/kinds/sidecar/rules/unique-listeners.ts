import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

/** Each listener needs a port or socket of its own. */
export const uniqueListeners = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/unique-listeners',
  severity: 'error',
  authority: 'istiod',
  summary: 'Duplicate port or socket of a listener',
  why: 'istiod refuses the resource, whatever the addresses that the listeners bind.',
  fix: 'give each listener a port of its own, or join the two',
  source: 'pkg/config/validation/validation.go#ValidateSidecar',
  check({ spec: { ingress = [], egress = [] } }, report) {
    const ports = new Map<number | undefined, number>();
    ingress.forEach(({ port: { number = 0 } }, i) => {
      const first = ports.get(number);
      if (first === undefined) ports.set(number, i);
      else report(['spec', 'ingress', i, 'port', 'number'], { message: `Expected a port of its own, got ${number} as ingress listener ${first} has` });
    });
    const seen = new Map<number | string, number>();
    egress.forEach(({ port, bind = '' }, i) => {
      if (port === undefined) return;
      const { number = 0 } = port;
      const key = number === 0 ? bind : number;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, i);
      else if (number === 0) {
        report(['spec', 'egress', i, 'bind'], { message: `Expected a socket of its own, got ${JSON.stringify(bind)} as egress listener ${first} has` });
      } else {
        report(['spec', 'egress', i, 'port', 'number'], { message: `Expected a port of its own, got ${number} as egress listener ${first} has` });
      }
    });
  },
  good: [
    'spec: {ingress: [{port: {number: 80}}], egress: [{port: {number: 80}, hosts: ["./*"]}]}',
    'spec: {egress: [{port: {number: 0}, bind: "unix:///a", hosts: ["./*"]}, {port: {number: 0}, bind: "unix:///b", hosts: ["./*"]}]}',
  ],
  bad: [
    { yaml: 'spec: {ingress: [{port: {number: 80}}, {port: {number: 80}, bind: 10.0.0.1}]}', at: 'spec.ingress[1].port.number' },
    {
      yaml: 'spec: {egress: [{port: {number: 80}, hosts: ["./*"]}, {port: {number: 80}, bind: 10.0.0.1, hosts: ["./*"]}]}',
      at: 'spec.egress[1].port.number',
    },
    {
      yaml: 'spec: {egress: [{port: {number: 0}, bind: "unix:///a", hosts: ["./*"]}, {port: {number: 0}, bind: "unix:///a", hosts: ["./*"]}]}',
      at: 'spec.egress[1].bind',
    },
  ],
});
