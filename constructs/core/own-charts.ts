import type { Chart } from 'cdk8s';
import { checkSubjects } from '../../lib/analysis/pipeline';
import type { Finding } from '../../lib/core/finding';
import { acknowledgedFor } from './acknowledged';
import type { Examination } from './examine';
import { fileConfigOf } from './file-config';
import { meshOptionsOf } from './mesh-options';

/**
 * Checks what a chart with its own `toJson` writes, each manifest alone, as no object says any more what it becomes.
 *
 * @param known the check of the objects of the tree; what it found of a manifest is not repeated
 */
export function examineWritten(chart: Chart, manifests: readonly unknown[], known: Examination): readonly Finding[] {
  const { release, severities, skip } = meshOptionsOf(chart);
  const acknowledged = acknowledgedFor(chart);
  const { subjects } = checkSubjects(manifests.map((value) => ({
    value, release, severities, skip, acknowledged: () => acknowledged, place: () => ({ construct: chart.node.path }),
  })), { acknowledged: fileConfigOf(chart.node.root)?.acknowledged, scope: 'admission' });
  const found = subjects.flatMap(({ findings }) => findings.map(({ finding }) => finding));
  if (found.length === 0) return found;
  const before = new Set([...known.findings, ...known.objects.flatMap(({ suppressed }) => suppressed)].map(identity));
  return found.filter((finding) => !before.has(identity(finding)));
}

/** What makes two findings the same, whichever construct they name. */
function identity({ rule, resource, path, message }: Finding): string {
  return JSON.stringify([rule, resource?.kind, resource?.namespace, resource?.name, path, message]);
}
