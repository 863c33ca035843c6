import { quote } from '../../core/quote';
import { remoteIstiods } from '../remote-istiod';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const CONFIGURATION = (client: string): string => 'apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: istiod-default-validator}\n'
  + `webhooks: [{name: validation.istio.io, clientConfig: {${client}}}]`;

/** A webhook of Istio's without a control plane behind it. */
export const invalidAddress: Analyzer = {
  id: 'control-plane/invalid-address',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected the URL of a control plane',
  why: 'The API server asks the control plane at that URL, and gets no response: nothing is validated or injected.',
  fix: 'write a URL such as https://istiod.example.com:15017/inject, or a service',
  source: [
    'pkg/config/analysis/analyzers/externalcontrolplane/externalcontrolplane.go#lintWebhookURL',
    'https://istio.io/latest/docs/reference/config/analysis/ist0163/',
  ],
  aliases: ['IST0163'],
  reads: [
    'MutatingWebhookConfiguration.admissionregistration.k8s.io', 'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
  ],
  check(mesh, report) {
    reportOnce(report, [...remoteIstiods(mesh)].filter(({ problem }) => problem === 'blank' || problem === 'no URL').map(({ on, path, hook, url, problem }) => ({
      key: `${hook} ${url}`,
      at: { on, path },
      detail: { message: `Expected the URL of a control plane at webhook ${quote(hook)}, got ${problem === 'blank' ? 'neither url nor service' : quote(url)}` },
    })));
  },
  good: [CONFIGURATION('url: "https://istiod.example.com:15017/validate"'), CONFIGURATION('service: {name: istiod, namespace: istio-system}')],
  bad: [{ yaml: CONFIGURATION(''), at: [0, 'webhooks[0].clientConfig'] }, { yaml: CONFIGURATION('url: "https://istiod:port"'), at: [0, 'webhooks[0].clientConfig.url'] }],
};
