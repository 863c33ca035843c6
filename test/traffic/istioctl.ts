import { createHash } from 'node:crypto';
import { allCases } from './cases';
import { inCluster } from './kubernetes';
import { recordingOf } from './recording';

/** What `istioctl analyze` says of the resources that constructs write, and of what is around them. */
export interface Analysis {
  /** The case of `test/traffic/cases`. */
  readonly name: string;
  /** A digest of what was analyzed. */
  readonly input: string;
  /** The messages, as `CODE Kind namespace/name: text`. */
  readonly messages: readonly string[];
}

/** What of each case is analyzed: resources that constructs wrote, in their cluster. Mistakes, which are written by hand, are left out. */
export function analyzed(): readonly { readonly id: string; readonly docs: readonly object[]; readonly mesh?: string }[] {
  return allCases().filter(({ build }) => build !== undefined).map(({ name, around }) => {
    const { resources, mesh } = recordingOf(name);
    const docs = JSON.parse(JSON.stringify([...inCluster(around), ...resources])) as object[];
    return { id: name, docs, ...(mesh === undefined ? {} : { mesh }) };
  });
}

/** The digest of an input, by which a recorded analysis is held to it. */
export function digestOf(input: object): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex').slice(0, 16);
}
