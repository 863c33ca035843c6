import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App } from 'cdk8s';
import { parse, stringify } from 'yaml';
import type { TrafficCase } from './case';

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
}

/** The verdict of API server and istiod on a resource. */
export interface Verdict {
  readonly resource: string;
  readonly ok: boolean;
  readonly refused?: readonly string[];
  readonly warnings?: readonly string[];
}

/** What the real control plane and a real Envoy said, and of which resources. */
export interface Recording {
  readonly promise: string;
  readonly resources: readonly object[];
  readonly admitted: readonly Verdict[];
  readonly answers?: readonly Answer[];
  readonly facts?: readonly object[];
}

const file = (name: string): string => join(__dirname, 'recorded', `${name}.yaml`);

/** The recording of a case. @throws Error when there is none */
export function recordingOf(name: string): Recording {
  if (!existsSync(file(name))) throw new Error(`Expected test/traffic/recorded/${name}.yaml: run "npm run traffic -- ${name}" where the oracle is at hand`);
  return parse(readFileSync(file(name), 'utf8')) as Recording;
}

/** Writes the recording of a case, for people to read. */
export function record(name: string, recording: Recording): void {
  writeFileSync(file(name), stringify(recording, { lineWidth: 140, aliasDuplicateObjects: false }));
}

/** The resources that a case gives. */
export function resourcesOf({ build }: TrafficCase): object[] {
  const app = new App();
  build(app);
  app.synthYaml(); // as in a pipeline: an error stops it
  return app.node.findAll().filter((object) => ApiObject.isApiObject(object)).map((object) => (object as ApiObject).toJson() as object);
}
