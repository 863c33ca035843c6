import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import type { Rule } from '../../../core/rule';
import { defineTable, REFUSED_BY_ISTIOD, type RuleRow, type TableScope } from '../../../core/rule-table';
import type { Json } from '../../../values/types';
import type { WasmModule } from './api';

const MAX_NAME_BYTES = 256;

/** A module, as far as it is written, and where it stands. */
export interface PlacedModule {
  readonly at: Path;
  readonly module: Partial<Json<WasmModule>>;
}

const rows: readonly RuleRow<PlacedModule>[] = [
  {
    id: ['traffic-extension/host-variable-has-no-value', 'wasm-plugin/host-variable-has-no-value'],
    severity: 'error',
    authority: 'api-server',
    summary: 'Expected no value for an environment variable that has the proxy\'s',
    why: 'The API server refuses the resource: with HOST the module sees what the proxy has.',
    fix: 'remove the value, or set valueFrom to INLINE',
    source: ['istio.io/api/extensions/v1alpha1/wasm.proto#EnvVar', 'pkg/config/validation/validation.go#validateWasmPluginVMConfig'],
    cel: ['(has(self.valueFrom) ? self.valueFrom : "") != "HOST" || !has(self.value)'],
    good: [
      'vmConfig: {env: [{name: A, valueFrom: HOST}]}',
      'vmConfig: {env: [{name: A, valueFrom: INLINE, value: a}, {name: B, value: b}, {name: C}]}',
    ],
    bad: [{ yaml: 'vmConfig: {env: [{name: A, valueFrom: HOST, value: ""}]}', at: '.vmConfig.env[0].value' }],
    check({ at, module }, report) {
      module.vmConfig?.env?.forEach(({ valueFrom, value }, i) => {
        if (valueFrom !== 'HOST' || value === undefined) return;
        report([...at, 'vmConfig', 'env', i, 'value'], { message: `Expected no value beside valueFrom HOST, got ${quote(value)}` });
      });
    },
  },
  {
    // istiod counts the bytes of a name; the API server counts its characters, which the schema checks.
    id: ['traffic-extension/plugin-name-size', 'wasm-plugin/plugin-name-size'],
    ...REFUSED_BY_ISTIOD,
    summary: `Expected a plugin name of at most ${MAX_NAME_BYTES} bytes`,
    fix: 'shorten the name; a letter beyond ASCII takes two bytes or more',
    source: ['pkg/config/validation/validation.go#validateWasmPluginName', 'pkg/config/validation/validation.go#validateWasmConfigName'],
    good: [`pluginName: ${'a'.repeat(MAX_NAME_BYTES)}`],
    bad: [{ yaml: `pluginName: ${'é'.repeat(MAX_NAME_BYTES / 2 + 1)}`, at: '.pluginName' }],
    check({ at, module }, report) {
      const size = Buffer.byteLength(module.pluginName ?? '');
      if (size > MAX_NAME_BYTES) report([...at, 'pluginName'], { message: `Expected at most ${MAX_NAME_BYTES} bytes, got ${size}` });
    },
  },
];

/** The rules of a kind about the module that it runs. */
export function wasmModuleRules<Spec>(scope: TableScope<Spec, PlacedModule>): readonly Rule<Spec>[] {
  return defineTable(scope, rows);
}
