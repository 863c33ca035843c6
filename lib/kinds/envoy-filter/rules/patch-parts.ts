import { defineRule, type Rule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyConfigPatch, EnvoyFilterSpec } from '../api';
import { checkedPatches } from './checked-patches';

interface Row {
  readonly name: string;
  readonly field: readonly string[];
  readonly summary: string;
  readonly fix: string;
  readonly source: string;
  readonly bad: readonly string[];
  /** What is there instead, when something is missing. */
  missing(patch: Json<EnvoyConfigPatch>): string | undefined;
}

const rows: readonly Row[] = [
  {
    name: 'apply-to-missing',
    field: ['applyTo'],
    summary: 'Expected what is patched',
    fix: 'set applyTo to LISTENER, HTTP_FILTER, CLUSTER …',
    source: 'EF-011',
    bad: ['{patch: {operation: REMOVE}}', '{applyTo: INVALID, patch: {operation: REMOVE}}'],
    missing: ({ applyTo = 'INVALID' }) => (applyTo === 'INVALID' ? 'an object of Envoy in applyTo' : undefined),
  },
  {
    name: 'patch-missing',
    field: ['patch'],
    summary: 'Expected a change',
    fix: 'add patch, with an operation and a value',
    source: 'EF-012',
    bad: ['{applyTo: CLUSTER}'],
    missing: ({ patch }) => (patch === undefined ? 'patch' : undefined),
  },
  {
    name: 'operation-missing',
    field: ['patch', 'operation'],
    summary: 'Expected an operation',
    fix: 'set operation to MERGE, ADD, REMOVE …',
    source: 'EF-013',
    bad: ['{applyTo: CLUSTER, patch: {}}', '{applyTo: CLUSTER, patch: {operation: INVALID, value: {}}}'],
    missing: ({ patch }) => (patch !== undefined && (patch.operation ?? 'INVALID') === 'INVALID' ? 'an operation' : undefined),
  },
  {
    name: 'value-missing',
    field: ['patch', 'value'],
    summary: 'Expected a value for every operation but REMOVE',
    fix: 'add the value, in Envoy\'s words',
    source: 'EF-014',
    bad: ['{applyTo: CLUSTER, patch: {operation: MERGE}}'],
    missing: ({ patch: { operation = 'INVALID', value } = {} }) => (
      operation !== 'INVALID' && operation !== 'REMOVE' && value === undefined ? `a value with operation ${operation}` : undefined
    ),
  },
];

/** What a patch needs. */
export const patchParts: readonly Rule<Json<EnvoyFilterSpec>>[] = rows.map(({ name, field, source, bad, missing, ...words }) => defineRule({
  id: `envoy-filter/${name}`,
  severity: 'error',
  authority: 'istiod',
  ...words,
  why: 'istiod refuses the resource. It looks at no patch whose context is WAYPOINT.',
  source: `${source}; envoyfilter.go validateEnvoyFilter`,
  check({ spec }, report) {
    for (const { at, patch } of checkedPatches(spec)) {
      const what = missing(patch);
      if (what !== undefined) report([...at, ...field], { message: `Expected ${what}, got none` });
    }
  },
  good: [
    'spec: {configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {}}}, {applyTo: CLUSTER, patch: {operation: REMOVE}}]}',
    'spec: {configPatches: [{match: {context: WAYPOINT, waypoint: {}}}]}',
  ],
  bad: bad.map((patch) => ({ yaml: `spec: {configPatches: [${patch}]}`, at: `spec.configPatches[0].${field.join('.')}` })),
}));
