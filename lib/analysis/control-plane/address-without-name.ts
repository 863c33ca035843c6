import { quote } from '../../core/quote';
import { remoteIstiods } from '../remote-istiod';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const CONFIGURATION = (host: string): string => 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: istiod-default-validator}\n'
  + `webhooks: [{name: validation.istio.io, clientConfig: {url: "https://${host}:15017/validate"}}]`;

/** A webhook of Istio's for a control plane at an IP address. */
export const addressWithoutName: Analyzer = {
  id: 'control-plane/address-without-name',
  severity: 'info',
  authority: 'istioctl',
  summary: 'Expected the host name of a control plane, not its address',
  why: 'An address changes when the load balancer in front of the control plane does, and few certificates hold one.',
  fix: 'write the host name of the control plane',
  source: [
    'pkg/config/analysis/analyzers/externalcontrolplane/externalcontrolplane.go#lintWebhookURL',
    'https://istio.io/latest/docs/reference/config/analysis/ist0164/',
  ],
  aliases: ['IST0164'],
  reads: [
    'MutatingWebhookConfiguration.admissionregistration.k8s.io', 'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
  ],
  check(mesh, report) {
    reportOnce(report, [...remoteIstiods(mesh)].filter(({ problem }) => problem === 'an address').map(({ on, path, hook, url }) => ({
      key: `${hook} ${url}`,
      at: { on, path },
      detail: { message: `Expected the host name of a control plane at webhook ${quote(hook)}, got ${quote(url)}` },
    })));
  },
  good: [CONFIGURATION('istiod.example.com')],
  bad: [{ yaml: CONFIGURATION('10.0.0.1'), at: [0, 'webhooks[0].clientConfig.url'] }],
};
