import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import { namespaceOf } from '../../mesh/mesh-entry';
import type { Analyzer } from '../analyzer';
import { rule, service } from '../rule-yaml';

/** A rule is exported to namespaces whose clients never look for rules where it is. */
export const exportedInVain: Analyzer = {
  id: 'rules/exported-in-vain',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected an exported rule in the namespace of its service',
  why: 'A client looks for the rule of a host in its own namespace, in the namespace of the service and in the root namespace. A rule in another namespace holds for '
    + 'the clients of that namespace alone, wherever it is exported to.',
  fix: 'move the rule to the namespace of the service, or take out exportTo where only clients beside it are meant',
  source: ['test/traffic/recorded/rule-in-a-third-namespace.yaml', 'pilot/pkg/model/push_context.go#PushContext.destinationRule'],
  reads: ['DestinationRule'],
  check(mesh, report) {
    for (const entry of mesh.all('DestinationRule')) {
      const { host, exportTo = [] } = entry.resource.spec as { readonly host?: string; readonly exportTo?: readonly string[] };
      const namespace = namespaceOf(entry);
      const index = exportTo.findIndex((to) => to !== '.' && to !== namespace);
      if (host === undefined || index < 0 || host.startsWith('*') || namespace === mesh.settings.rootNamespace) continue;
      const named = mesh.namedService(host, namespace);
      if (!named || named.namespace === namespace) continue;
      const known = mesh.service(host, namespace)?.entry;
      report({ on: entry, path: ['spec', 'exportTo', index] }, {
        message: `Expected the rule in ${quote(named.namespace)}, the namespace of ${known ? renderResource(known.id) : quote(named.host)}: in ${quote(namespace)} only clients of that `
          + `namespace follow it, and not those in ${exportTo[index] === '*' ? 'all namespaces' : quote(exportTo[index])}`,
        ...(known ? { related: [{ on: known }] } : {}),
      });
    }
  },
  good: [
    service + rule('shop', 'exportTo: ["*"]'),
    service + rule('web', 'exportTo: [.]'),
    service + rule('istio-system', 'exportTo: ["*"]'),
    rule('web', 'exportTo: ["*"]', 'partner', 'api.partner.com'),
  ],
  bad: [
    { yaml: service + rule('config', 'exportTo: ["*"]'), at: [1, 'spec.exportTo[0]'] },
    { yaml: rule('config', 'exportTo: [., web]'), at: [0, 'spec.exportTo[1]'] },
  ],
};
