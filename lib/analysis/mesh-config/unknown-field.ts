import { renderPath } from '../../core/finding';
import { foundMeshConfig } from '../../mesh/found-mesh-config';
import type { Analyzer } from '../analyzer';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n  mesh: |\n    ';

/** istiod drops fields that MeshConfig does not have. */
export const unknownField: Analyzer = {
  id: 'mesh-config/unknown-field',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected fields that MeshConfig has',
  why: 'istiod drops a field that it does not know, so the mesh runs with the default of the field that was meant.',
  fix: 'correct the spelling, or remove the field',
  source: 'pkg/config/mesh/mesh.go#ApplyMeshConfig',
  reads: ['ConfigMap', 'IstioOperator.install.istio.io'],
  check(mesh, report) {
    for (const { on, at, path, message, fix, isUnknown } of foundMeshConfig(mesh).problems) {
      if (isUnknown) report({ on, path: at }, { message: `${message} at ${renderPath(path)}`, ...(fix === undefined ? {} : { fix }) });
    }
  },
  good: [`${CONFIG_MAP}outboundTrafficPolicy: {mode: REGISTRY_ONLY}`],
  bad: [{ yaml: `${CONFIG_MAP}outboundTrafficPolcy: {mode: REGISTRY_ONLY}`, at: [0, 'data.mesh'] }],
};
