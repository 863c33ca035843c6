import { App, type Chart } from 'cdk8s';
import { check } from 'cdk8s-istio';
import { parseAllDocuments } from 'yaml';

/** A resource as it stands in the YAML of a synth. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: any;
}

/** Everything that the app of a chart writes; `check` finds nothing in it. */
export function resourcesOf(chart: Chart): Resource[] {
  const resources = parseAllDocuments(App.of(chart).synthYaml()).map((document) => document.toJS() as Resource);
  expect(check(resources)).toEqual([]);
  return resources;
}

/** The specs that {@link resourcesOf} a chart have, by kind, namespace and name. */
export function specsOf(chart: Chart): Record<string, any> {
  return Object.fromEntries(resourcesOf(chart).map(({ kind, metadata: { namespace, name }, spec }) => [`${kind} ${namespace}/${name}`, spec]));
}
