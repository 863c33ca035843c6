import { quote } from '../../core/quote';
import { asObject, asText } from '../../mesh/unchecked';
import { mutatingWebhooks } from '../webhooks';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';
import { injectorsOf } from './webhooks-overlap';

const SET = (service: string): string => 'apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: {name: istio-sidecar-injector}\n'
  + `webhooks: [{name: rev.namespace.sidecar-injector.istio.io, clientConfig: {service: {name: ${service}, namespace: istio-system}}}]\n`
  + '---\napiVersion: v1\nkind: Service\nmetadata: {name: istiod, namespace: istio-system}\nspec: {ports: [{name: https-webhook, port: 443}]}';

/** A webhook of the injector for a Service that does not exist. */
export const webhookServiceMissing: Analyzer = {
  id: 'injection/webhook-service-missing',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected a webhook for a Service that exists',
  why: 'The API server asks that Service when a pod is created, and gets no response: pods that ask for a sidecar cannot be created.',
  fix: 'remove the configuration of the revision that is gone, or write the Service of istiod',
  source: [
    'pkg/config/analysis/analyzers/webhook/webhook.go#Analyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0139/',
  ],
  aliases: ['IST0139'],
  reads: ['MutatingWebhookConfiguration.admissionregistration.k8s.io', 'Service'],
  check(mesh, report) {
    reportOnce(report, injectorsOf(mutatingWebhooks(mesh)).flatMap(({ on, path, written }) => {
      const { service } = asObject(written.clientConfig);
      if (service === undefined || service === null) return [];
      const [name, namespace] = [asText(asObject(service).name) ?? '', asText(asObject(service).namespace) ?? 'default'];
      if (mesh.istioctl.named('Service', namespace, name)) return [];
      return [{
        key: `${namespace}/${name}`,
        at: { on, path: [...path, 'clientConfig', 'service', 'name'] },
        detail: { message: `Expected a Service that exists, got ${quote(`${namespace}/${name}`)}`, missing: { kind: 'Service' as const, name, namespace } },
      }];
    }));
  },
  good: [SET('istiod')],
  bad: [{ yaml: SET('istoid'), at: [0, 'webhooks[0].clientConfig.service.name'] }],
};
