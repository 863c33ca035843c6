import type { RuleDoc } from './rule';

const CONFIG = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** Rules about the file `cdk8s-istio.yaml`. Nothing is checked until they pass: half a configuration is another one. */
export const configRules = {
  unreadable: {
    ...CONFIG,
    id: 'config/unreadable',
    summary: 'Expected a configuration file that can be read',
    why: 'Without it the wrong things would be checked.',
    fix: 'give the path of a YAML file',
    source: 'docs/configuration.md',
  },
  twoFiles: {
    ...CONFIG,
    id: 'config/two-files',
    summary: 'Expected one configuration file in a folder',
    why: 'Nothing says which of the two counts, and half of the settings would do nothing.',
    fix: 'move everything into one of the two, and remove the other',
    source: 'docs/configuration.md#which-file-counts',
  },
  syntax: {
    ...CONFIG,
    id: 'config/syntax',
    summary: 'Expected one YAML document',
    why: 'A file that cannot be parsed has no settings.',
    fix: 'correct the text at the mark',
    source: 'docs/configuration.md',
  },
  unknownKey: {
    ...CONFIG,
    id: 'config/unknown-key',
    summary: 'Unknown key in the configuration',
    why: 'It would be a setting that does nothing.',
    fix: 'correct the spelling or remove the key',
    source: 'docs/configuration.md',
  },
  wrongValue: {
    ...CONFIG,
    id: 'config/wrong-value',
    summary: 'Expected a value that the setting can have',
    why: 'It would be a setting that does nothing.',
    fix: 'write one of the values in docs/configuration.md',
    source: 'docs/configuration.md',
  },
  contradiction: {
    ...CONFIG,
    id: 'config/contradiction',
    summary: 'Expected settings that agree with the MeshConfig that is given',
    why: 'Istio takes the root namespace and the trust domain from its MeshConfig, so a setting that says otherwise is wrong, or the MeshConfig is.',
    fix: 'remove the setting, or give the MeshConfig of the cluster that is meant',
    source: 'docs/configuration.md#meshconfig',
  },
  noAnalyzers: {
    ...CONFIG,
    id: 'config/no-analyzers',
    summary: 'Expected a module that exports analyzers',
    why: 'What its analyzers would find would be missing from every report.',
    fix: 'name a package, or a path from the folder of the file, that exports what defineAnalyzer makes',
    source: 'docs/configuration.md#analyzers-of-your-own',
  },
} as const satisfies Record<string, RuleDoc>;
