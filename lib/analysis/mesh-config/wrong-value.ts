import { renderPath } from '../../core/finding';
import { foundMeshConfig } from '../../mesh/found-mesh-config';
import type { Analyzer } from '../analyzer';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n  mesh: |\n    ';

/** istiod refuses a MeshConfig as a whole. */
export const wrongValue: Analyzer = {
  id: 'mesh-config/wrong-value',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected values that the fields of MeshConfig can have',
  why: 'istiod cannot read such a MeshConfig: it refuses all of it, and goes on with the one before, or with its defaults.',
  fix: 'write a value of the type of the field',
  source: 'pkg/config/mesh/mesh.go#ApplyMeshConfig',
  reads: ['ConfigMap', 'IstioOperator.install.istio.io'],
  check(mesh, report) {
    for (const { on, at, path, message, fix, isUnknown } of foundMeshConfig(mesh).problems) {
      const where = path.length === 0 ? '' : ` at ${renderPath(path)}`;
      if (!isUnknown) report({ on, path: at }, { message: `${message}${where}`, ...(fix === undefined ? {} : { fix }) });
    }
  },
  good: [`${CONFIG_MAP}connectTimeout: 5s`],
  bad: [{ yaml: `${CONFIG_MAP}connectTimeout: 5`, at: [0, 'data.mesh'] }],
};
