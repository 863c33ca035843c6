import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ApiObject, App } from 'cdk8s';
import { Document, isCollection, parse, parseAllDocuments, visit } from 'yaml';
import { type Ask, type Call, type Look, timesOf, type TrafficCase, type Verdict as EnvoyVerdict } from './case';
import { inCluster, type Proxy } from './kubernetes';
import { differ } from './promise';

/** What the oracle says of a request: see `traffic.mjs`. */
export interface Answer {
  readonly status?: number;
  readonly clusters?: Readonly<Record<string, number>>;
  readonly times?: number;
  readonly route?: string;
  readonly path?: string;
  readonly authority?: string;
  readonly method?: string;
  readonly location?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly mirrors?: Readonly<Record<string, number>>;
  readonly body?: string;
  readonly error?: string;
  /** Clusters to which no real request would come, and why. */
  readonly unreachable?: readonly string[];
}

/** All that the answers depend on, but for what is asked. */
export interface World {
  readonly resources: readonly object[];
  /** What is around them; EndpointSlices follow from it. */
  readonly around: readonly object[];
  readonly proxies: Readonly<Record<string, Proxy>>;
  readonly mesh?: string;
}

/** The verdict of API server and istiod on a resource. */
export interface Verdict {
  readonly resource: string;
  readonly ok: boolean;
  readonly refused?: readonly string[];
  readonly warnings?: readonly string[];
}

/** What the real control plane and a real Envoy said, and of what. */
export interface Recording extends World {
  readonly promise: string;
  readonly admitted: readonly Verdict[];
  readonly answers?: readonly (Answer & { readonly asked: object })[];
  readonly facts?: readonly { readonly of: object; readonly absent?: true; readonly [fact: string]: unknown }[];
  /** What Envoy says of parts of istiod's configuration. */
  readonly verdicts?: readonly { readonly of: object; readonly verdict: string }[];
  /** Status of each call: 200 where the policies let it in. */
  readonly calls?: readonly { readonly of: object; readonly status: number }[];
}

const file = (name: string): string => join(__dirname, 'recorded', `${name}.yaml`);

export function hasRecording(name: string): boolean {
  return existsSync(file(name));
}

/** The recording of a case. @throws Error when there is none */
export function recordingOf(name: string): Recording {
  if (!hasRecording(name)) throw new Error(`Expected test/traffic/recorded/${name}.yaml: run "npm run traffic -- ${name}" where the oracle is at hand`);
  return parse(readFileSync(file(name), 'utf8')) as Recording;
}

/** Writes the recording of a case, for people to read. */
export function record(name: string, recording: Recording): void {
  const document = new Document(recording, { aliasDuplicateObjects: false });
  visit(document, (_, node) => {
    if (isCollection(node) && JSON.stringify(node).length <= 110) node.flow = true;
  });
  writeFileSync(file(name), document.toString({ lineWidth: 140 }));
}

/** What the oracle is given besides the questions. */
export function worldOf({ build, written, around, proxies, mesh }: TrafficCase): World {
  const resources = written === undefined ? built(build!) : parseAllDocuments(written).map((document) => document.toJS() as object);
  // Without what is undefined, as it is read back.
  return JSON.parse(JSON.stringify({
    resources, around: inCluster(around).filter((object) => (object as { kind?: string }).kind !== 'EndpointSlice'), proxies, mesh,
  })) as World;
}

function built(build: (app: App) => void): object[] {
  const app = new App();
  build(app);
  app.synthYaml(); // as in a pipeline: an error stops it
  return app.node.findAll().flatMap((object) => (ApiObject.isApiObject(object) ? [object.toJson() as object] : []));
}

/** A request without its promise. */
export function askedOf(ask: Ask): object {
  const { expect: _, times: _times, ...asked } = ask;
  const times = timesOf(ask);
  return { ...asked, ...(times > 1 ? { times } : {}) };
}

/** A look, or what Envoy is asked, without its promise. */
export function lookedAt({ expect: _, ...of }: Look | EnvoyVerdict | Call): object {
  const { lacks: _lacks, ...place } = of as Partial<Look>;
  return place;
}

/** Whether two recordings say the same, but for chance. */
export function isSame(before: Recording, now: Recording): boolean {
  const drawn = before.answers?.some(({ clusters, mirrors, times }, i) => {
    const other = now.answers?.[i];
    return differ(clusters, other?.clusters, times) || differ(mirrors, other?.mirrors, times);
  });
  return !drawn && isDeepStrictEqual(withoutShares(before), withoutShares(now));
}

function withoutShares({ answers, ...rest }: Recording): object {
  return { ...rest, answers: answers?.map(({ clusters: _, mirrors: _mirrors, ...answer }) => answer) };
}
