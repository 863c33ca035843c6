import { execFileSync } from 'node:child_process';
import type { Look, TrafficCase } from './case';
import { clusterFacts, listenerFacts, routeFacts } from './facts';
import { type Answer, type Recording, resourcesOf, type Verdict } from './recording';

/** The programs that ask the real istiod and Envoy. */
export interface Oracle {
  /** The oracle's binary. */
  readonly istiod: string;
  readonly envoy: string;
  /** `traffic.mjs`. */
  readonly traffic: string;
  /** The CRDs of Istio's Helm chart. */
  readonly crds: string;
}

interface Proxied {
  readonly listeners: readonly { readonly name: string }[];
  readonly clusters: readonly { readonly name: string }[];
  readonly routes: readonly { readonly name: string }[];
}

function lines<T>(text: string): T[] {
  return text.split('\n').filter((line) => line.startsWith('{"id"')).map((line) => JSON.parse(line) as T);
}

function run(program: string, args: readonly string[], input: string, env: Readonly<Record<string, string>> = {}): string {
  return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['pipe', 'pipe', 'ignore'], input, env: { ...process.env, ...env } });
}

function inputOf(one: TrafficCase, resources: readonly object[]): object {
  return {
    id: one.name,
    docs: [...one.around, ...resources],
    proxies: Object.entries(one.proxies).map(([name, proxy]) => ({ name, ...proxy })),
    requests: (one.asks ?? []).map(({ from, expect: _, ...request }) => ({ proxy: from, ...request })),
  };
}

/** What the oracle says of these cases. */
export function ask(oracle: Oracle, cases: readonly TrafficCase[]): Recording[] {
  const resources = cases.map(resourcesOf);
  const input = cases.map((one, i) => JSON.stringify(inputOf(one, resources[i]!))).join('\n');
  const answers = lines<{ id: string; answers?: Answer[]; error?: string }>(run(process.execPath, [oracle.traffic], input, {
    ORACLE: oracle.istiod, ENVOY: oracle.envoy,
  }));
  const looks = lines<{ id: string; proxies: Record<string, Proxied>; error?: string }>(run(oracle.istiod, ['routes'], input));
  return cases.map((one, i) => {
    const answer = answers.find(({ id }) => id === one.name);
    const look = looks.find(({ id }) => id === one.name);
    const error = answer?.error ?? look?.error;
    if (error || !answer?.answers || !look) throw new Error(`${one.name}: ${error ?? 'no answer'}`);
    return {
      promise: one.promise,
      resources: resources[i]!,
      admitted: admit(oracle, resources[i]!),
      ...(one.asks ? { answers: answer.answers.map(readable) } : {}),
      ...(one.looks ? { facts: one.looks.map((each) => factsOf(look.proxies[each.at], each)) } : {}),
    };
  });
}

/** What Envoy adds to every request says nothing about the case. */
function readable({ headers, ...answer }: Answer): Answer {
  const envoys = /^(?:host|connection|x-forwarded-proto|x-request-id|transfer-encoding|content-length)$|^x-envoy-/;
  const own = Object.entries(headers ?? {}).filter(([name]) => !envoys.test(name));
  return { ...answer, ...(headers ? { headers: Object.fromEntries(own) } : {}) };
}

function factsOf(proxy: Proxied | undefined, { cluster, listener, routes, host }: Look): object {
  const name = cluster ?? listener ?? routes;
  const all = cluster ? proxy?.clusters : listener ? proxy?.listeners : proxy?.routes;
  const one = all?.find((each) => each.name === name);
  if (one === undefined) throw new Error(`Expected ${name}, got ${all?.map((each) => each.name).join(', ') ?? 'no such proxy'}`);
  if (cluster) return { cluster, ...clusterFacts(one) };
  return listener ? { listener, ...listenerFacts(one) } : { routes, host, ...routeFacts(one, host) };
}

interface Admission {
  readonly id: string;
  readonly ok: boolean;
  readonly [what: string]: unknown;
}

function admit({ istiod, crds }: Oracle, resources: readonly object[]): Verdict[] {
  const istio = (resources as { apiVersion: string; kind: string; metadata: { name: string } }[]).filter(({ apiVersion }) => apiVersion.includes('istio.io/'));
  const input = istio.map((doc, i) => JSON.stringify({ id: String(i), doc })).join('\n');
  const verdicts = lines<Admission>(run(istiod, ['admit'], input, { CRDS: crds }));
  return istio.map(({ kind, metadata: { name } }, i) => {
    const { id: _, ok, warn, ...reasons } = verdicts.find(({ id }) => id === String(i))!;
    const warnings = [warn ?? []].flat() as string[];
    return { resource: `${kind} ${name}`, ok, ...(ok ? {} : { refused: [JSON.stringify(reasons)] }), ...(warnings.length > 0 ? { warnings } : {}) };
  });
}
