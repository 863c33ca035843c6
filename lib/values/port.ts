import { defineValue } from '../core/value-rule';

const PORT = {
  severity: 'error',
  fix: 'write the number of the port, from 1 to 65535',
  expected: 'a port number from 1 to 65535',
  test(value: number) {
    if (!Number.isInteger(value)) return 'it is not a whole number';
    return value < 1 || value > 65535 ? 'it is outside the range' : undefined;
  },
  good: [1, 80, 15443, 65535],
  bad: [0, -1, 65536, 80.5, NaN],
} as const;

/** A port number that something can listen on. */
export const port = defineValue<number>({
  ...PORT,
  id: 'value/port',
  authority: 'istiod',
  summary: 'A port is a whole number from 1 to 65535',
  why: 'istiod refuses the resource.',
  source: 'pkg/config/validation/agent/validation.go#ValidatePort',
});

/** True for a port number. */
export function isPort(value: unknown): value is number {
  return typeof value === 'number' && port.test(value) === undefined;
}

/** The same, where the API server refuses it already. */
export const portInRange = defineValue<number>({
  ...PORT,
  id: 'value/port-in-range',
  authority: 'api-server',
  summary: 'A port of a workload or service is a whole number from 1 to 65535',
  why: 'The API server refuses the resource.',
  source: ['manifests/charts/base/files/crd-all.gen.yaml#ServiceEntry.spec.ports[].number', 'pkg/config/validation/agent/validation.go#ValidatePort'],
  cel: ['0 < self && self <= 65535'],
});

const PORT_NAME = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const PORT_NAME_LENGTH = 62;

/** The name of a service's port, where the ports of a workload are listed by it. */
export const portKey = defineValue({
  id: 'value/port-key',
  severity: 'error',
  authority: 'api-server',
  summary: 'Ports of a workload are listed by the name of the service port',
  why: 'The API server refuses the resource.',
  fix: `use 1 to ${PORT_NAME_LENGTH} letters, digits and hyphens, with no hyphen at either end`,
  source: 'istio.io/api/networking/v1alpha3/workload_entry.proto#WorkloadEntry',
  cel: ['self.all(key, size(key) < 63 && key.matches("^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$"))'],
  expected: 'the name of a port',
  test(name) {
    if (name === '') return 'it is empty';
    if (name.length > PORT_NAME_LENGTH) return `it is longer than ${PORT_NAME_LENGTH} characters`;
    return PORT_NAME.test(name) ? undefined : 'only letters, digits and hyphens are allowed, with no hyphen at either end';
  },
  good: ['http', 'HTTP-1', '1', 'a'.repeat(62)],
  bad: ['', '-a', 'a-', 'a.b', 'a_b', 'é', 'a'.repeat(63)],
});
