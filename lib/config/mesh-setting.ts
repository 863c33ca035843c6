import type { MeshConfigSpec } from '../mesh/mesh-config';
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

/** The settings that a MeshConfig has as well. */
const IN_MESH_CONFIG = ['rootNamespace', 'trustDomain'] as const;

/** A setting that contradicts a MeshConfig. */
export interface Contradiction {
  readonly name: MeshSetting;
  readonly message: string;
}

/** Where settings and a MeshConfig contradict each other. */
export function contradictions(
  settings: Readonly<Partial<Record<MeshSetting, string | undefined>>>, meshConfig: MeshConfigSpec | undefined,
): readonly Contradiction[] {
  return IN_MESH_CONFIG.flatMap((name) => {
    const [set, given] = [settings[name], meshConfig?.[name]];
    if (set === undefined || given === undefined || given === '' || set === given) return [];
    return [{ name, message: `Expected one ${name}, got ${quote(set)} as the setting ${name}, and ${quote(given)} in the MeshConfig that is given` }];
  });
}
