import { type EntryOf, namespaceOf } from '../mesh/mesh-entry';
import type { MeshSettings } from '../mesh/mesh-settings';
import { headerOf, pathOf } from '../route/decide/request';
import type { AccessRequest } from './access-request';
import {
  accountHolds, addressHolds, claimHolds, headerHolds, namespaceHolds, pathHolds, principalHolds, requestPrincipalHolds, trustDomainHolds,
  valueHolds,
} from './value-match';

type Policy = EntryOf<'AuthorizationPolicy'>;
type Rule = NonNullable<Policy['resource']['spec']['rules']>[number];

/** What rules are held against. */
export interface Presented {
  readonly access: AccessRequest;
  /** The claims of the token that was accepted. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly settings: MeshSettings;
}

/** One condition: some of the values have to hold, and none of the others. `http` ones say nothing of connections that are not HTTP. */
interface Condition {
  readonly http: boolean;
  readonly values: readonly string[];
  readonly notValues: readonly string[];
  readonly holds: (value: string) => boolean;
}

/**
 * True when a rule holds. For a connection that is not HTTP, conditions about requests make a rule void that allows, and are left out of
 * one that denies. Source: authz/model/model.go#Generate.
 */
export function ruleHolds(rule: Rule, policy: Policy, presented: Presented, allows: boolean): boolean {
  const { from = [], to = [], when = [] } = rule;
  const isHttp = presented.access.request !== undefined;
  const every = (conditions: readonly Condition[]): boolean => conditions.every((condition) => conditionHolds(condition, isHttp));
  const sources = from.length > 0 ? from.map(({ source }) => sourceConditions(source ?? {}, policy, presented)) : [[]];
  const operations = to.length > 0 ? to.map(({ operation }) => operationConditions(operation ?? {}, presented)) : [[]];
  const keys = when.map(({ key, values = [], notValues = [] }) => keyCondition(key ?? '', values, notValues, policy, presented));
  const all = [...sources.flat(), ...operations.flat(), ...keys];
  if (!isHttp && allows && all.some(({ http, values, notValues }) => http && values.length + notValues.length > 0)) return false;
  return sources.some(every) && operations.some(every) && every(keys);
}

function conditionHolds({ http, values, notValues, holds }: Condition, isHttp: boolean): boolean {
  if (http && !isHttp) return true;
  return (values.length === 0 || values.some(holds)) && !notValues.some(holds);
}

function condition(
  http: boolean, values: readonly string[] | undefined, notValues: readonly string[] | undefined, holds: Condition['holds'],
): Condition {
  return { http, values: values ?? [], notValues: notValues ?? [], holds };
}

type Source = NonNullable<NonNullable<Rule['from']>[number]['source']>;
type Operation = NonNullable<NonNullable<Rule['to']>[number]['operation']>;

function sourceConditions(source: Source, policy: Policy, { access, claims, settings }: Presented): readonly Condition[] {
  const { from, sourceIp, remoteIp = sourceIp } = access;
  const isPrincipal = (value: string): boolean => principals(value, settings).some((each) => principalHolds(each, from));
  const isOfDomain = (value: string): boolean => trustDomains(value, settings).some((each) => trustDomainHolds(each, from));
  return [
    condition(false, source.principals, source.notPrincipals, isPrincipal),
    condition(true, source.requestPrincipals, source.notRequestPrincipals, (value) => requestPrincipalHolds(value, claims)),
    condition(false, source.namespaces, source.notNamespaces, (value) => namespaceHolds(value, from)),
    condition(false, source.serviceAccounts, source.notServiceAccounts, (value) => accountHolds(value, from, namespaceOf(policy))),
    condition(false, source.trustDomains, source.notTrustDomains, isOfDomain),
    condition(false, source.ipBlocks, source.notIpBlocks, (value) => addressHolds(value, sourceIp)),
    condition(false, source.remoteIpBlocks, source.notRemoteIpBlocks, (value) => addressHolds(value, remoteIp)),
  ];
}

/**
 * A principal of one of the mesh's trust domains means that of the others too.
 * Source: authz/trustdomain/bundle.go#ReplaceTrustDomainAliases.
 */
function principals(value: string, settings: MeshSettings): readonly string[] {
  const slash = value.indexOf('/');
  if (slash < 0) return [value];
  return trustDomains(value.slice(0, slash), settings).map((domain) => `${domain}${value.slice(slash)}`);
}

function trustDomains(value: string, { trustDomain, trustDomainAliases }: MeshSettings): readonly string[] {
  const known = [trustDomain, ...trustDomainAliases];
  return known.includes(value) ? known : [value];
}

function operationConditions(operation: Operation, { access: { request, port } }: Presented): readonly Condition[] {
  return [
    condition(true, operation.hosts, operation.notHosts, (value) => headerHolds(value, request?.authority, true)),
    condition(true, operation.methods, operation.notMethods, (value) => headerHolds(value, request?.method)),
    condition(true, operation.paths, operation.notPaths, (value) => request !== undefined && pathHolds(value, pathOf(request))),
    condition(false, operation.ports, operation.notPorts, (value) => Number(value) === port),
  ];
}

/** Source: authz/model/model.go#New. */
function keyCondition(
  key: string, values: readonly string[], notValues: readonly string[], policy: Policy, presented: Presented,
): Condition {
  const { access, claims, settings } = presented;
  const { from, sourceIp, remoteIp = sourceIp, destinationIp, port, serverName, request } = access;
  const connection = (holds: Condition['holds']): Condition => condition(false, values, notValues, holds);
  const http = (holds: Condition['holds']): Condition => condition(true, values, notValues, holds);
  switch (key) {
    case 'source.ip': return connection((value) => addressHolds(value, sourceIp));
    case 'remote.ip': return connection((value) => addressHolds(value, remoteIp));
    case 'source.namespace': return connection((value) => namespaceHolds(value, from));
    case 'source.principal': return connection((value) => principals(value, settings).some((each) => principalHolds(each, from)));
    case 'source.serviceAccount': return connection((value) => accountHolds(value, from, namespaceOf(policy)));
    case 'source.trustDomain': return connection((value) => trustDomains(value, settings).some((each) => trustDomainHolds(each, from)));
    case 'destination.ip': return connection((value) => addressHolds(value, destinationIp));
    case 'destination.port': return connection((value) => Number(value) === port);
    case 'connection.sni': return connection((value) => valueHolds(value, serverName));
    case 'request.auth.principal': return http((value) => requestPrincipalHolds(value, claims));
    case 'request.auth.audiences': return http((value) => claimHolds(value, claims.aud));
    case 'request.auth.presenter': return http((value) => claimHolds(value, claims.azp));
    default: break;
  }
  const name = /^request\.headers\[(.*)\]$/.exec(key)?.[1];
  if (name !== undefined) return http((value) => headerHolds(value, request && headerOf(request, name.toLowerCase())));
  const path = /^request\.auth\.claims\[(.*)\]$/.exec(key)?.[1]?.split('][') ?? [];
  return http((value) => claimHolds(value, path.reduce<unknown>(claimIn, claims)));
}

function claimIn(claims: unknown, name: string): unknown {
  const isThere = typeof claims === 'object' && claims !== null && Object.hasOwn(claims, name);
  return isThere ? (claims as Readonly<Record<string, unknown>>)[name] : undefined;
}
