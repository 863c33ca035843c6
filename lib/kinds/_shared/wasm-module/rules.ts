import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineRule, type Rule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { WasmModule } from './api';

const MAX_NAME_BYTES = 256;

/** How a kind that runs modules names its rules and its resources. */
export interface ModuleOwner<Spec> {
  readonly topic: string;
  /** Where in a resource the module is, and the part of its spec that it is. */
  readonly at: Path;
  readonly moduleOf: (spec: Spec) => Partial<Json<WasmModule>> | undefined;
  /** The YAML of a resource with a module of these fields. */
  readonly yaml: (fields: string) => string;
}

/** The rules of a kind about the module that it runs. */
export function wasmModuleRules<Spec>(owner: ModuleOwner<Spec>): readonly Rule<Spec>[] {
  return [hostVariableHasNoValue(owner), pluginNameSize(owner)];
}

/** The proxy's value and one of its own exclude each other. */
function hostVariableHasNoValue<Spec>({ topic, at, moduleOf, yaml }: ModuleOwner<Spec>): Rule<Spec> {
  return defineRule<Spec>({
    id: `${topic}/host-variable-has-no-value`,
    severity: 'error',
    authority: 'api-server',
    summary: 'Expected no value for an environment variable that has the proxy\'s',
    why: 'The API server refuses the resource: with HOST the module sees what the proxy has.',
    fix: 'remove the value, or set valueFrom to INLINE',
    source: 'WASM-009, TEXT-004; CEL on vmConfig.env, validateWasmPluginVMConfig',
    cel: ['(has(self.valueFrom) ? self.valueFrom : "") != "HOST" || !has(self.value)'],
    check({ spec }, report) {
      moduleOf(spec)?.vmConfig?.env?.forEach(({ valueFrom, value }, i) => {
        if (valueFrom !== 'HOST' || value === undefined) return;
        report([...at, 'vmConfig', 'env', i, 'value'], { message: `Expected no value beside valueFrom HOST, got ${quote(value)}` });
      });
    },
    good: [
      yaml('vmConfig: {env: [{name: A, valueFrom: HOST}]}'),
      yaml('vmConfig: {env: [{name: A, valueFrom: INLINE, value: a}, {name: B, value: b}, {name: C}]}'),
    ],
    bad: [{ yaml: yaml('vmConfig: {env: [{name: A, valueFrom: HOST, value: ""}]}'), at: [...at, 'vmConfig', 'env[0]', 'value'].join('.') }],
  });
}

/** istiod counts the bytes of a name; the API server counts its characters, which the schema says. */
function pluginNameSize<Spec>({ topic, at, moduleOf, yaml }: ModuleOwner<Spec>): Rule<Spec> {
  return defineRule<Spec>({
    id: `${topic}/plugin-name-size`,
    severity: 'error',
    authority: 'istiod',
    summary: `Expected a plugin name of at most ${MAX_NAME_BYTES} bytes`,
    why: 'istiod refuses the resource.',
    fix: 'shorten the name; a letter beyond ASCII takes two bytes or more',
    source: 'WASM-006, TEXT-004; validateWasmPluginName',
    check({ spec }, report) {
      const size = Buffer.byteLength(moduleOf(spec)?.pluginName ?? '');
      if (size > MAX_NAME_BYTES) report([...at, 'pluginName'], { message: `Expected at most ${MAX_NAME_BYTES} bytes, got ${size}` });
    },
    good: [yaml(`pluginName: ${'a'.repeat(MAX_NAME_BYTES)}`)],
    bad: [{ yaml: yaml(`pluginName: ${'é'.repeat(MAX_NAME_BYTES / 2 + 1)}`), at: [...at, 'pluginName'].join('.') }],
  });
}
