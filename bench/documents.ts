import { stringify } from 'yaml';

const ROUTES = 4;

/** A VirtualService of about 2 KB that has nothing to be said about, and as often a Deployment, which is only context. */
function document(i: number): object {
  const host = `svc-${i}.shop.svc.cluster.local`;
  const metadata = { name: `svc-${i}`, namespace: 'shop', labels: { app: `svc-${i}`, team: 'shop' } };
  if (i % 2 === 0) {
    const container = (c: number) => ({
      name: `container-${c}`,
      image: `shop/svc-${i}:1.0.${c}`,
      ports: [{ containerPort: 8080, protocol: 'TCP' }],
      env: Array.from({ length: 8 }, (_, e) => ({ name: `SETTING_${e}`, value: `value ${e} of ${i}` })),
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      readinessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 5, failureThreshold: 3 },
    });
    const template = { metadata: { labels: metadata.labels }, spec: { containers: [0, 1].map(container) } };
    return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 3, selector: { matchLabels: { app: `svc-${i}` } }, template } };
  }
  const http = Array.from({ length: ROUTES }, (_, r) => ({
    name: `route-${r}`,
    match: [{ uri: { prefix: `/api/${r}` }, headers: { 'end-user': { exact: 'jason' } } }],
    route: [{ destination: { host, subset: 'v1' }, weight: 90 }, { destination: { host, subset: 'v2' }, weight: 10 }],
    timeout: '3s',
    retries: { attempts: 3, perTryTimeout: '1s' },
  }));
  return { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata, spec: { hosts: [host], http } };
}

/** That many documents as one text of YAML. */
export function yamlOf(documents: number): string {
  return Array.from({ length: documents }, (_, i) => stringify(document(i))).join('---\n');
}

/** The same documents as one text of JSON. */
export function jsonDocumentsOf(documents: number): string {
  return JSON.stringify(Array.from({ length: documents }, (_, i) => document(i)));
}
