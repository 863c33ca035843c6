import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import { CONSTRUCT_MAP, ConstructMap } from '../../lib/core/construct-map';
import { type Examined, ownerOf } from './examine';

/** Writes which construct made which resource, when the cdk8s CLI asked for such a record because it has validations to run. */
export function writeConstructMap(app: App, objects: readonly Examined[]): void {
  if (!(app as unknown as { readonly recordConstructMetadata?: boolean }).recordConstructMetadata) return;
  const map = new ConstructMap();
  for (const { object, id, findings, suppressed } of objects) {
    // The line of every resource would cost more than the synth; it is known for those that have findings.
    const source = [...findings, ...suppressed].find((found) => found.source)?.source;
    if (id) map.add(id, { construct: ownerOf(object).node.path, ...(source ? { source } : {}) });
  }
  writeFileSync(join(app.outdir, CONSTRUCT_MAP), map.toString());
}
