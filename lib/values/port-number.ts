import { defineValue } from '../core/value-rule';

/** The number of a port as the key of a map. */
export const portNumber = defineValue({
  id: 'value/port-number',
  severity: 'error',
  authority: 'api-server',
  summary: 'Ports of a policy are listed by their number, from 1 to 65535',
  why: 'The API server refuses the resource; istiod does when the number has a plus sign or a zero in front.',
  fix: 'write the number of the port of the workload',
  source: [
    'manifests/charts/base/files/crd-all.gen.yaml#PeerAuthentication.spec.portLevelMtls',
    'pkg/config/validation/validation.go#ValidatePeerAuthentication',
  ],
  cel: ['self.all(key, 0 < int(key) && int(key) <= 65535)'],
  expected: 'a port number from 1 to 65535',
  test(key) {
    if (!/^[-+]?[0-9]+$/.test(key)) return 'it is no number';
    if (!/^[0-9]/.test(key) || (key.startsWith('0') && key.length > 1)) return 'it has a sign or a zero in front';
    return key.length > 5 || Number(key) < 1 || Number(key) > 65535 ? 'it is outside the range' : undefined;
  },
  correct(key) {
    const [, number] = (key.length <= 20 && /^\+?0*([1-9][0-9]{0,4})$/.exec(key)) || [];
    return number;
  },
  good: ['1', '80', '65535'],
  bad: ['', '0', '65536', '-80', '+80', '080', '80.0', '1e2', ' 80', 'http', '99999999999999999999'],
});
