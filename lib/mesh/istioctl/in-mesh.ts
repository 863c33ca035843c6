import type { EntrySource } from '../mesh-entry';

/**
 * Whether the label of each namespace has sidecars injected. Revisions do not count here: `istioctl analyze` asks for the old
 * label alone.
 */
export function injectionOf(listed: EntrySource): ReadonlyMap<string, boolean> {
  return new Map(listed.all('Namespace').map(({ id, resource: { metadata: { labels = {} } } }) => [id.name, labels['istio-injection'] === 'enabled']));
}
