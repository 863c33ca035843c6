import { renderResource } from '../../core/finding';
import { choices, quote } from '../../core/quote';
import { MESH } from '../../mesh/gateway-name';
import { namespaceOf } from '../../mesh/mesh-entry';
import type { Analyzer } from '../analyzer';
import { gateway, pods, routes } from '../visible-yaml';

/** Routes for a gateway that its pods do not see. */
export const routesUnseen: Analyzer = {
  id: 'visibility/routes-unseen',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected routes that the pods of their gateway see',
  why: 'A gateway follows the VirtualServices that are exported to the namespace of its pods, whatever Gateway they name. Without one for a host it responds with 404.',
  fix: 'export the VirtualService to the namespace of the gateway\'s pods, beside its own',
  source: ['test/traffic/recorded/routes-that-the-gateway-does-not-see.yaml', 'pilot/pkg/model/push_context.go#PushContext.VirtualServicesForGateway'],
  reads: [],
  check(mesh, report) {
    for (const routes of mesh.routes) {
      const { entry, gateways, namespace } = routes;
      const { exportTo = [] } = entry.resource.spec;
      const isDefault = exportTo.length === 0;
      if (isDefault && mesh.settings.defaultVirtualServiceExportTo.includes('*')) continue;
      for (const [i, key] of gateways.entries()) {
        const gateway = key === MESH ? undefined : mesh.gateway(key);
        if (!gateway) continue;
        const known = [...new Set(gateway.workloads.map((each) => each.namespace))];
        // Without pods in sight those of a Gateway most likely run beside it.
        const homes = known.length > 0 ? known : [namespaceOf(gateway.entry)].filter((home) => home !== namespace);
        const blind = homes.filter((home) => !mesh.seesRoutes(home, routes));
        if (blind.length === 0 || blind.length < homes.length) continue;
        report({ on: entry, path: isDefault ? ['spec', 'gateways', i] : ['spec', 'exportTo'] }, {
          ...(known.length > 0 ? {} : { severity: 'warning' }),
          message: `Expected routes that are exported to ${choices(blind.map((each) => each))}, the namespace of ${known.length > 0 ? 'the pods of ' : ''}${renderResource(gateway.entry.id)}, `
            + `got ${isDefault ? 'the default of the mesh' : quote(exportTo.join(', '))}, so the gateway does not have them`,
          related: [{ on: gateway.entry, path: ['spec', 'selector'] }],
        });
      }
    }
  },
  good: [
    gateway + pods('edge') + routes('exportTo: ["*"]'),
    gateway + pods('edge') + routes('exportTo: [., edge]'),
    gateway + pods('shop') + routes('exportTo: [.]'),
    routes('exportTo: [.]'),
  ],
  bad: [
    { yaml: gateway + pods('edge') + routes('exportTo: [.]'), at: [2, 'spec.exportTo'] },
    { yaml: gateway + routes('exportTo: [.]'), at: [1, 'spec.exportTo'] },
  ],
};
