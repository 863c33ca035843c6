import { renderResource } from '../../core/finding';
import { byAge, type EntryOf, isSameObject, namespaceOf } from '../../mesh/mesh-entry';
import type { Analyzer } from '../analyzer';

const authentication = (name: string, spec: string, namespace = 'shop'): string => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: ${name}, namespace: ${namespace}}
spec: {${spec}}
---`;

/** Two PeerAuthentications for the same pods: the older one holds. */
export const peerAuthenticationTwice: Analyzer = {
  id: 'access/peer-authentication-twice',
  severity: 'warning',
  authority: 'kiali',
  summary: 'Expected one PeerAuthentication for a namespace, and for a selector',
  why: 'Of several for the same pods istiod follows the one that was created first. The mode of the other one does not hold, be it the stricter one.',
  fix: 'write one of them',
  source: 'pilot/pkg/model/authentication.go#AuthenticationPolicies.addPeerAuthentication',
  aliases: ['KIA0002', 'KIA0003'],
  reads: ['PeerAuthentication'],
  check(mesh, report) {
    const first = new Map<string, EntryOf<'PeerAuthentication'>>();
    for (const entry of [...mesh.all('PeerAuthentication')].sort(byAge)) {
      const labels = Object.entries(entry.resource.spec.selector?.matchLabels ?? {}).sort();
      const key = JSON.stringify([namespaceOf(entry), labels]);
      const earlier = first.get(key);
      if (!earlier) first.set(key, entry);
      else if (!isSameObject(earlier, entry)) {
        report({ on: entry, path: labels.length === 0 ? ['spec'] : ['spec', 'selector'] }, {
          message: `Without effect: ${renderResource(earlier.id)} is for the same pods, and istiod follows the one that was created first`,
          related: [{ on: earlier, path: ['spec'] }],
        });
      }
    }
  },
  good: [
    authentication('a', 'mtls: {mode: STRICT}') + authentication('b', 'mtls: {mode: STRICT}', 'web'),
    authentication('a', 'mtls: {mode: STRICT}') + authentication('b', 'selector: {matchLabels: {app: db}}, mtls: {mode: PERMISSIVE}'),
  ],
  bad: [
    { yaml: authentication('a', 'mtls: {mode: STRICT}') + authentication('b', 'mtls: {mode: PERMISSIVE}'), at: [1, 'spec'] },
    {
      yaml: authentication('a', 'selector: {matchLabels: {app: db}}, mtls: {mode: STRICT}') + authentication('b', 'selector: {matchLabels: {app: db}}, mtls: {mode: DISABLE}'),
      at: [1, 'spec.selector'],
    },
  ],
};
