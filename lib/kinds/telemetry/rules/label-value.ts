import { quote } from '../../../core/quote';
import { defineRule, type Rule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { TelemetrySpec } from '../api';
import { tagOverrides } from '../tag-overrides';

type Telemetry = Json<TelemetrySpec>;

const tag = (fields: string): string => `spec: {metrics: [{overrides: [{tagOverrides: {host: ${fields}}}]}]}`;
const AT = 'spec.metrics[0].overrides[0].tagOverrides.host';

/** A label that is set needs a value, and one that is removed has none. istiod also applies the default operation, which sets. */
export const labelValues: readonly Rule<Telemetry>[] = [
  defineRule<Telemetry>({
    id: 'telemetry/set-label-has-value',
    severity: 'error',
    authority: 'api-server',
    summary: 'Expected a value for a label that is set',
    why: 'The API server refuses the resource.',
    fix: 'add an expression such as request.host, or write operation REMOVE to leave the label out',
    source: [
      'manifests/charts/base/files/crd-all.gen.yaml#Telemetry.spec.metrics[].overrides[].tagOverrides{}',
      'pkg/config/validation/validation.go#validateTelemetryMetrics',
    ],
    cel: ['((has(self.operation) ? self.operation : "") == "UPSERT") ? (self.value != "") : true'],
    check({ spec }, report) {
      for (const { tag: { operation, value }, at } of tagOverrides(spec)) {
        if (operation === 'UPSERT' && !value) report(at, { message: `Expected a value beside operation UPSERT, got ${value === '' ? '""' : 'none'}` });
      }
    },
    good: [tag('{operation: UPSERT, value: request.host}')],
    bad: [{ yaml: tag('{operation: UPSERT, value: ""}'), at: AT }, { yaml: tag('{operation: UPSERT}'), at: AT }],
  }),
  defineRule<Telemetry>({
    id: 'telemetry/label-has-value',
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected a value for a label that is not removed',
    why: 'istiod refuses the resource: without an operation the label is set.',
    fix: 'add an expression such as request.host, or write operation REMOVE to leave the label out',
    source: 'pkg/config/validation/validation.go#validateTelemetryMetrics',
    check({ spec }, report) {
      for (const { tag: { operation, value }, at } of tagOverrides(spec)) {
        if (operation === undefined && !value) report(at, { message: `Expected a value for a label without an operation, got ${value === '' ? '""' : 'none'}` });
      }
    },
    good: [tag('{value: request.host}')],
    bad: [{ yaml: tag('{}'), at: AT }, { yaml: tag('{value: ""}'), at: AT }],
  }),
  defineRule<Telemetry>({
    id: 'telemetry/removed-label-has-no-value',
    severity: 'error',
    authority: 'api-server',
    summary: 'Expected no value for a label that is removed',
    why: 'The API server refuses the resource.',
    fix: 'remove the value, or write operation UPSERT to set the label',
    source: [
      'manifests/charts/base/files/crd-all.gen.yaml#Telemetry.spec.metrics[].overrides[].tagOverrides{}',
      'pkg/config/validation/validation.go#validateTelemetryMetrics',
    ],
    cel: ['((has(self.operation) ? self.operation : "") == "REMOVE") ? !has(self.value) : true'],
    check({ spec }, report) {
      for (const { tag: { operation, value }, at } of tagOverrides(spec)) {
        if (operation === 'REMOVE' && value !== undefined) report(at, { message: `Expected no value beside operation REMOVE, got ${quote(value)}` });
      }
    },
    good: [tag('{operation: REMOVE}')],
    bad: [{ yaml: tag('{operation: REMOVE, value: ""}'), at: AT }],
  }),
];
