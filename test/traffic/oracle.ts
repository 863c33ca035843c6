import { execFileSync } from 'node:child_process';
import { KEY_SET, type Look, type TrafficCase } from './case';
import { envoyVerdict } from './envoy-verdict';
import { clusterFacts, listenerFacts, routeFacts } from './facts';
import { hasPods, inCluster } from './kubernetes';
import { type Answer, askedOf, lookedAt, type Recording, type Verdict, type World, worldOf } from './recording';

/** The programs that ask the real istiod and Envoy. */
export interface Oracle {
  /** The oracle's binary. */
  readonly istiod: string;
  readonly envoy: string;
  /** `traffic.mjs`. */
  readonly traffic: string;
  /** `authz.mjs`. */
  readonly authz: string;
  /** The CRDs of Istio's Helm chart. */
  readonly crds: string;
}

interface Proxied {
  readonly listeners: readonly { readonly name: string; readonly address?: { readonly socketAddress?: { readonly portValue?: number } } }[];
  readonly clusters: readonly { readonly name: string }[];
  readonly routes: readonly { readonly name: string }[];
  readonly endpoints: readonly { readonly clusterName: string }[];
}

function lines<T>(text: string): T[] {
  return text.split('\n').filter((line) => line.startsWith('{"id"')).map((line) => JSON.parse(line) as T);
}

function run(program: string, args: readonly string[], input: string, env: Readonly<Record<string, string>> = {}): string {
  return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 30, stdio: 'pipe', input, env: { ...process.env, ...env } });
}

function inputOf(one: TrafficCase, { resources, mesh }: World): object {
  return {
    id: one.name,
    docs: [...inCluster(one.around), ...resources],
    proxies: Object.entries(one.proxies).map(([name, proxy]) => ({ name, ...proxy })),
    mesh,
    requests: (one.asks ?? []).map((ask) => ({ proxy: ask.from, ...askedOf(ask) })),
  };
}

/** What the oracle says of these cases. */
export function ask(oracle: Oracle, cases: readonly TrafficCase[]): Recording[] {
  const worlds = cases.map(worldOf);
  const input = cases.map((one, i) => JSON.stringify(inputOf(one, worlds[i]!))).join('\n');
  const answers = lines<{ id: string; answers?: Answer[]; error?: string }>(run(process.execPath, [oracle.traffic], input, {
    ORACLE: oracle.istiod, ENVOY: oracle.envoy,
  }));
  const looks = lines<{ id: string; proxies: Record<string, Proxied>; error?: string }>(run(oracle.istiod, ['routes'], input));
  const calls = callsOf(oracle, cases, worlds);
  return cases.map((one, i) => {
    const answer = answers.find(({ id }) => id === one.name);
    const look = looks.find(({ id }) => id === one.name);
    const error = answer?.error ?? look?.error;
    if (error || !answer?.answers || !look) throw new Error(`${one.name}: ${error ?? 'no answer'}`);
    return asWritten({
      promise: one.promise,
      ...worlds[i]!,
      admitted: admit(oracle, worlds[i]!.resources),
      ...(one.asks ? {
        answers: one.asks.map((each, at) => ({
          asked: askedOf(each),
          ...readable(answer.answers![at]!),
          ...unreachable(answer.answers![at]!, look.proxies[each.from], hasPods(one.around)),
        })),
      } : {}),
      ...(one.looks ? { facts: one.looks.map((each) => ({ of: lookedAt(each), ...factsOf(look.proxies[each.at], each) })) } : {}),
      ...(one.verdicts ? {
        verdicts: one.verdicts.map(({ at, listener, routes, ...rest }) => ({
          of: lookedAt({ at, listener, routes, ...rest }),
          verdict: envoyVerdict(oracle.envoy, listener === undefined
            ? { routes: named(look.proxies[at]!.routes, routes!) }
            : { listener: named(look.proxies[at]!.listeners, listener) }),
        })),
      } : {}),
      ...(one.calls ? { calls: one.calls.map((call, at) => ({ of: lookedAt(call), status: calls.get(one.name)![at]! })) } : {}),
    });
  });
}

/** Whether the policies let requests in, by the name of the case. */
function callsOf(oracle: Oracle, cases: readonly TrafficCase[], worlds: readonly World[]): ReadonlyMap<string, readonly number[]> {
  const input = cases.flatMap((one, i) => (one.calls ? [JSON.stringify({
    ...inputOf(one, worlds[i]!), requests: one.calls.map((call) => ({ ...lookedAt(call), proxy: call.at })),
  })] : []));
  if (input.length === 0) return new Map();
  const withKeys = input.join('\n').replaceAll(JSON.stringify(KEY_SET).slice(1, -1), '$JWKS');
  const text = run(process.execPath, [oracle.authz], withKeys, { ORACLE: oracle.istiod, ENVOY: oracle.envoy });
  return new Map(lines<{ id: string; answers?: number[]; error?: string }>(text).map(({ id, answers, error }) => {
    if (answers === undefined) throw new Error(`${id}: ${error ?? 'no answer'}`);
    return [id, answers];
  }));
}

function named<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const found = all.find((each) => each.name === name);
  if (found === undefined) throw new Error(`Expected ${name}, got ${all.map((each) => each.name).join(', ')}`);
  return found;
}

/** Without what is undefined, as it is read back. */
function asWritten<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** traffic.mjs answers for every cluster that a route names, whether or not the proxy has it and anything is behind it. */
function unreachable({ clusters = {}, mirrors = {} }: Answer, proxy: Proxied | undefined, needsEndpoints: boolean): Pick<Answer, 'unreachable'> {
  const reached = Object.keys({ ...clusters, ...mirrors }).filter((name) => !name.startsWith('('));
  const found = reached.flatMap((name) => {
    const cluster = proxy?.clusters.find((each) => each.name === name);
    if (cluster === undefined) return [`the proxy has no cluster ${name}`];
    return needsEndpoints && isEmpty(clusterFacts(cluster, proxy?.endpoints)) ? [`${name} has no endpoint`] : [];
  });
  return found.length > 0 ? { unreachable: found } : {};
}

function isEmpty({ type, endpoints = [] }: { readonly type: string; readonly endpoints?: readonly string[] }): boolean {
  return type !== 'ORIGINAL_DST' && endpoints.length === 0;
}

/** What Envoy adds to every request says nothing about the case. */
function readable({ headers, ...answer }: Answer): Answer {
  const envoys = /^(?:host|connection|x-forwarded-proto|x-request-id|transfer-encoding|content-length)$|^x-envoy-/;
  const own = Object.entries(headers ?? {}).filter(([name]) => !envoys.test(name));
  return { ...answer, ...(headers ? { headers: Object.fromEntries(own) } : {}) };
}

function factsOf(proxy: Proxied | undefined, { at, cluster, listener, sni, port, routes, host, expect }: Look): object {
  const name = cluster ?? listener ?? routes;
  const all = cluster ? proxy?.clusters : listener ? proxy?.listeners : proxy?.routes;
  const one = all?.find((each) => each.name === name);
  if (one === undefined) {
    // Said only where it is promised, so that a misspelt name shows what there is.
    if (proxy && 'absent' in expect) return { absent: true };
    throw new Error(`Expected ${name}, got ${all?.map((each) => each.name).join(', ') ?? `no proxy ${at}`}`);
  }
  if (cluster) return clusterFacts(one, proxy?.endpoints);
  return listener ? listenerFacts(one, { sni, port }) : routeFacts(one, host);
}

interface Admission {
  readonly id: string;
  readonly ok: boolean;
  readonly [what: string]: unknown;
}

function admit({ istiod, crds }: Oracle, resources: readonly object[]): Verdict[] {
  const istio = (resources as { apiVersion: string; kind: string; metadata: { name: string; namespace?: string } }[]).filter(({ apiVersion }) => apiVersion.includes('istio.io/'));
  const input = istio.map((doc, i) => JSON.stringify({ id: String(i), doc })).join('\n');
  const verdicts = lines<Admission>(run(istiod, ['admit'], input, { CRDS: crds }));
  return istio.map(({ kind, metadata: { name, namespace = 'default' } }, i) => {
    const { id: _, ok, warn, ...reasons } = verdicts.find(({ id }) => id === String(i))!;
    const warnings = [warn ?? []].flat() as string[];
    return { resource: `${kind} ${namespace}/${name}`, ok, ...(ok ? {} : { refused: [JSON.stringify(reasons)] }), ...(warnings.length > 0 ? { warnings } : {}) };
  });
}
