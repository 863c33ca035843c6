/**
 * A module with an analyzer, as a package exports it: it reports DestinationRules whose host is not there. It is marked as `defineAnalyzer`
 * does, since a folder of a test has no package to import.
 */
export const HOUSE_ANALYZER = `
const hosts = {
  id: 'house/missing-host', severity: 'error', summary: 'A rule has a host', why: 'It does nothing.', fix: 'write the host of a service',
  check(mesh, report) {
    for (const rule of mesh.all('DestinationRule')) {
      const missing = { kind: 'host', name: rule.resource.spec.host, namespace: rule.id.namespace };
      if (mesh.absenceOf(missing)) report({ on: rule, path: ['spec', 'host'] }, { message: 'Expected the host of a service', missing });
    }
  },
};
exports.hosts = Object.defineProperty(hosts, Symbol.for('cdk8s-istio.Analyzer'), { value: true });
`;
