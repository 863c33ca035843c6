import { choices, quote } from '../core/quote';
import { isRelease, RELEASES } from '../core/release';
import { isDnsLabel, isFqdn } from '../values/host-name';

/** The settings that say what config is written for, by their names in the file and in `MeshOptions`. */
export const MESH_SETTINGS = {
  release: {
    expected: choices(RELEASES),
    test: (value: string) => isRelease(value),
  },
  rootNamespace: {
    expected: 'the name of a namespace',
    test: (value: string) => isDnsLabel(value) && value === value.toLowerCase(),
  },
  clusterDomain: {
    expected: 'a DNS name such as "cluster.local"',
    test: (value: string) => isFqdn(value) && !value.endsWith('.'),
  },
  trustDomain: {
    expected: 'a trust domain such as "cluster.local"',
    test: (value: string) => /^[a-z0-9._-]{1,255}$/.test(value),
  },
} as const;

/** One of {@link MESH_SETTINGS}. */
export type MeshSetting = keyof typeof MESH_SETTINGS;

/** What is wrong with a setting; `undefined` when nothing is. */
export function wrongSetting(name: MeshSetting, value: unknown): string | undefined {
  const { expected, test } = MESH_SETTINGS[name];
  return typeof value === 'string' && test(value) ? undefined : `Expected ${name} to be ${expected}, got ${quote(value)}`;
}
