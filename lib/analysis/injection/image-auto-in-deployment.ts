import { namespaceOf } from '../../mesh/mesh-entry';
import { templateOf } from '../template';
import { isOfIstio, mutatingWebhooks } from '../webhooks';
import type { Analyzer } from '../analyzer';

const SET = (label: string): string => 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: gateway, namespace: edge}\nspec: {selector: {matchLabels: {app: gateway}}, '
  + `template: {metadata: {labels: {app: gateway${label}}}, spec: {containers: [{name: istio-proxy, image: auto}]}}}\n`
  + '---\napiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: {name: istio-sidecar-injector}\n'
  + 'webhooks: [{name: object.sidecar-injector.istio.io, clientConfig: {url: "https://istiod.example.com/inject"}, objectSelector: {matchLabels: {sidecar.istio.io/inject: "true"}}}]';

/** A Deployment with the image that the injector replaces, and no injector that would. */
export const imageAutoInDeployment: Analyzer = {
  id: 'injection/image-auto-in-deployment',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected a Deployment with the image auto that the injector takes',
  why: 'The injector replaces the image auto in pods that ask for it. No webhook takes these pods, and there is no such '
    + 'image: the proxy does not start.',
  fix: 'add the label sidecar.istio.io/inject: "true" to the template, or istio-injection: enabled to the namespace',
  source: [
    'pkg/config/analysis/analyzers/injection/image-auto.go#ImageAutoAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0146/',
  ],
  aliases: ['IST0146'],
  reads: ['Deployment.apps', 'MutatingWebhookConfiguration.admissionregistration.k8s.io', 'Namespace'],
  check(mesh, report) {
    const webhooks = mutatingWebhooks(mesh).filter(isOfIstio);
    // The webhooks come with the installation: unless one is given, they may take any pod.
    if (mesh.world === 'open' && webhooks.length === 0) return;
    for (const on of mesh.istioctl.all('Deployment.apps')) {
      const { labels, containers } = templateOf(on);
      const container = containers.findIndex(({ name, image }) => name === 'istio-proxy' && image === 'auto');
      if (container < 0) continue;
      const namespace = mesh.istioctl.named('Namespace', 'default', namespaceOf(on))?.resource.metadata.labels ?? {};
      if (webhooks.some(({ takesNamespace, takesObject }) => takesNamespace(namespace) && takesObject(labels))) continue;
      report({ on, path: ['spec', 'template', 'spec', 'containers', container, 'image'] }, {
        message: 'Expected labels that a webhook of Istio takes, as the image is "auto", got others',
        related: webhooks.slice(0, 5).map((webhook) => ({ on: webhook.on, path: webhook.path })),
      });
    }
  },
  good: [SET(', sidecar.istio.io/inject: "true"')],
  bad: [{ yaml: SET(''), at: [0, 'spec.template.spec.containers[0].image'] }],
};
