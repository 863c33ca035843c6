import { App, type Chart, Testing } from 'cdk8s';
import { check, MeshService, renderPath, type DestinationRuleSpec, type Finding, type VirtualServiceSpec } from 'cdk8s-istio';
import { chartOf } from './chart';
import { thrownBy } from './findings';

/** A service with two ports for requests and one for connections, and two versions. */
export type Reviews = MeshService<'http' | 'admin' | 'db', 'v1' | 'v2'>;
export type Say = (service: Reviews, chart: Chart) => unknown;

export const HOST = 'reviews.shop.svc.cluster.local';

export function made(say: Say): { app: App; chart: Chart; service: Reviews } {
  const app = new App();
  const chart = chartOf('shop', app);
  const service: Reviews = new MeshService(chart, 'reviews', {
    ports: { http: { number: 80, protocol: 'HTTP' }, admin: { number: 81, protocol: 'HTTP' }, db: { number: 3306, protocol: 'TCP' } },
    versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
  });
  say(service, chart);
  return { app, chart, service };
}

/** What comes of it; our own check has nothing to say about it. */
export function specs(say: Say): { rule: DestinationRuleSpec; routes: VirtualServiceSpec } {
  const resources = Testing.synth(made(say).chart) as { kind: string; spec: unknown }[];
  expect(check(resources)).toEqual([]);
  const of = (kind: string): unknown => resources.find((resource) => resource.kind === kind)?.spec;
  return { rule: of('DestinationRule') as DestinationRuleSpec, routes: of('VirtualService') as VirtualServiceSpec };
}

/**
 * All that constructs say against each other, thrown or not: the rule, by which construct and with which others.
 *
 * @param say may give the service to look at, where it is another one
 */
export function findings(say: Say): string[] {
  let service: Reviews | undefined;
  const { app, ...there } = made((reviews, chart) => { service = say(reviews, chart) as Reviews | undefined; });
  const { problems } = (service instanceof MeshService ? service : there.service)._composition;
  const isError = problems.some(({ rule }) => rule.severity === 'error');
  const inWords = (rule: string, construct: string | undefined, others: readonly (string | undefined)[]): string => (
    `${rule} by ${construct}${others.length > 0 ? ` with ${others.join(', ')}` : ''}`
  );
  if (!isError) return problems.map(({ rule, by, others }) => inWords(rule.id, by.construct, others.map((each) => each.construct)));
  return thrownBy(() => app.synthYaml()).map(({ rule, construct, related = [] }) => (
    inWords(rule, construct, related.map((other) => (other as Finding).construct))
  ));
}

/** The one finding that refuses an option, thrown by the line of the test. */
export function refusal(say: Say): { rule: string; path: string; construct: string | undefined; message: string; fix: string | undefined } {
  const findings = thrownBy(() => made(say));
  expect(findings).toHaveLength(1);
  const { rule, path, construct, message, fix, source } = findings[0]!;
  expect(source?.file).toContain('.test.ts');
  return { rule, path: renderPath(path), construct, message, fix };
}
