import { choices, quote } from '../../core/quote';
import { asObject, asText } from '../../mesh/unchecked';
import { injectorName, injectorValues } from '../namespace-injection';
import { imageTypeOf } from '../image-type';
import type { Analyzer } from '../analyzer';

const SET = (tag: string): string => 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-injection: enabled}}\n'
  + '---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio-sidecar-injector, namespace: istio-system}\n'
  + 'data: {values: \'{"global": {"hub": "istio", "tag": "1.31.0", "proxy": {"image": "proxyv2"}}}\'}\n'
  + `---\napiVersion: v1\nkind: Pod\nmetadata: {name: app, namespace: shop}\nspec: {containers: [{name: istio-proxy, image: "istio/proxyv2:${tag}"}]}`;

/** Pods whose sidecar is not the one that the injector gives now. */
export const proxyImageDiffers: Analyzer = {
  id: 'injection/proxy-image-differs',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected sidecars with the image that the injector has',
  why: 'The pods were created before Istio was upgraded, so their sidecars are of another release than the control plane.',
  fix: 'restart the workloads: kubectl rollout restart',
  source: [
    'pkg/config/analysis/analyzers/injection/injection-image.go#ImageAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0158/',
  ],
  aliases: ['IST0158'],
  reads: ['ConfigMap', 'Namespace', 'Pod', 'ProxyConfig'],
  check(mesh, report) {
    const images = new Map(mesh.istioctl.all('ConfigMap').filter(({ id }) => id.name.startsWith('istio-sidecar-injector')).map((map) => [map.id.name, imageOf(map)]));
    if (images.size === 0) return;
    const typeOf = imageTypeOf(mesh);
    for (const on of mesh.istioctl.all('Namespace')) {
      const { labels = {} } = on.resource.metadata;
      const revision = labels['istio.io/rev'];
      const image = images.get(injectorName(revision));
      if (image === undefined || (revision === undefined && labels['istio-injection'] !== 'enabled')) continue;
      const others = mesh.istioctl.pods.in(on.id.name).filter((pod) => {
        if (!pod.entry || (pod.annotations['sidecar.istio.io/proxyImage'] ?? '') !== '') return false;
        const taken = [image, `${image}-${typeOf(pod)}`];
        return pod.containers.some((container) => container.name === 'istio-proxy' && !taken.includes(container.image));
      });
      if (others.length === 0) continue;
      report({ on, path: ['metadata', 'name'] }, {
        message: `Expected sidecars with ${quote(image)} in namespace ${quote(on.id.name)}, got others in ${choices(others.map(({ name }) => name).sort())}`,
        related: others.slice(0, 20).map((pod) => ({ on: pod.entry!, path: ['spec', 'containers'] })),
      });
    }
  },
  good: [SET('1.31.0'), SET('1.30.0').replace('kind: Pod\nmetadata: {name: app,', 'kind: Pod\nmetadata: {name: app, annotations: {sidecar.istio.io/proxyImage: mine},')],
  bad: [{ yaml: SET('1.30.0'), at: [0, 'metadata.name'] }],
};

function imageOf(injector: Parameters<typeof injectorValues>[0]): string {
  const { hub, tag, proxy } = asObject(injectorValues(injector).global);
  const image = asText(asObject(proxy).image) ?? '';
  return image.includes('/') ? image : `${asText(hub) ?? ''}/${image}:${asText(tag) ?? ''}`;
}
