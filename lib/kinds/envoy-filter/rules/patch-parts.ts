import { defineTable, type RuleRow } from '../../../core/rule-table';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';
import { checkedPatches, type PlacedPatch } from './checked-patches';

const REFUSED = {
  severity: 'error', authority: 'istiod', why: 'istiod refuses the resource. It looks at no patch whose context is WAYPOINT.',
} as const;

const rows: readonly RuleRow<PlacedPatch>[] = [
  {
    id: 'envoy-filter/apply-to-missing',
    ...REFUSED,
    summary: 'Expected the object to patch',
    fix: 'set applyTo to LISTENER, HTTP_FILTER, CLUSTER …',
    source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
    good: ['{applyTo: CLUSTER, patch: {operation: REMOVE}}', '{match: {context: WAYPOINT, waypoint: {}}}'],
    bad: [
      { yaml: '{patch: {operation: REMOVE}}', at: '.applyTo' },
      { yaml: '{applyTo: INVALID, patch: {operation: REMOVE}}', at: '.applyTo' },
    ],
    check({ at, patch: { applyTo = 'INVALID' } }, report) {
      if (applyTo === 'INVALID') report([...at, 'applyTo'], { message: 'Expected an object of Envoy in applyTo, got none' });
    },
  },
  {
    id: 'envoy-filter/patch-missing',
    ...REFUSED,
    summary: 'Expected a patch',
    fix: 'add patch, with an operation and a value',
    source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
    good: ['{applyTo: CLUSTER, patch: {operation: REMOVE}}', '{match: {context: WAYPOINT, waypoint: {}}}'],
    bad: [{ yaml: '{applyTo: CLUSTER}', at: '.patch' }],
    check({ at, patch: { patch } }, report) {
      if (patch === undefined) report([...at, 'patch'], { message: 'Expected patch, got none' });
    },
  },
  {
    id: 'envoy-filter/operation-missing',
    ...REFUSED,
    summary: 'Expected the operation of a patch',
    fix: 'set operation to MERGE, ADD, REMOVE …',
    source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
    good: ['{applyTo: CLUSTER, patch: {operation: REMOVE}}', '{match: {context: WAYPOINT, waypoint: {}}}'],
    bad: [
      { yaml: '{applyTo: CLUSTER, patch: {}}', at: '.patch.operation' },
      { yaml: '{applyTo: CLUSTER, patch: {operation: INVALID, value: {}}}', at: '.patch.operation' },
    ],
    check({ at, patch: { patch } }, report) {
      if (patch === undefined || (patch.operation ?? 'INVALID') !== 'INVALID') return;
      report([...at, 'patch', 'operation'], { message: 'Expected an operation, got none' });
    },
  },
  {
    id: 'envoy-filter/value-missing',
    ...REFUSED,
    summary: 'Expected a value for every operation but REMOVE',
    fix: 'add the value, in Envoy\'s words',
    source: 'pkg/config/validation/envoyfilter/envoyfilter.go#validateEnvoyFilter',
    good: [
      '{applyTo: CLUSTER, patch: {operation: MERGE, value: {}}}', '{applyTo: CLUSTER, patch: {operation: REMOVE}}',
      '{match: {context: WAYPOINT, waypoint: {}}}',
    ],
    bad: [{ yaml: '{applyTo: CLUSTER, patch: {operation: MERGE}}', at: '.patch.value' }],
    check({ at, patch: { patch: { operation = 'INVALID', value } = {} } }, report) {
      if (operation === 'INVALID' || operation === 'REMOVE' || value !== undefined) return;
      report([...at, 'patch', 'value'], { message: `Expected a value with operation ${operation}, got none` });
    },
  },
];

/** What a patch needs. */
export const patchParts = defineTable<Json<EnvoyFilterSpec>, PlacedPatch>({
  topic: 'envoy-filter',
  parts: checkedPatches,
  examples: [{ yaml: (patch) => `spec: {configPatches: [${patch}]}`, at: 'spec.configPatches[0]' }],
}, rows);
