import type { WasmEnvironmentVariable, WasmModule } from '../../lib/kinds/_shared/wasm-module/api';

/** A WebAssembly module, how proxies get it, and what it is started with. */
export interface WasmModuleOptions extends Omit<WasmModule, 'vmConfig'> {
  /**
   * Environment variables of the module, with their values.
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Names of environment variables that the module has from the proxy.
   *
   * @default - none
   */
  readonly hostEnv?: readonly string[];
}

/** The fields with the module in Istio's words. @internal */
export function withModule(options: WasmModuleOptions): object {
  const { env, hostEnv, ...rest } = options;
  // Where the field itself was written, by a program without types, the options stay too, for the check to say so.
  if ((env === undefined && hostEnv === undefined) || (rest as WasmModule).vmConfig !== undefined) return options;
  return { ...rest, vmConfig: { env: [...inline(env), ...fromHost(hostEnv)] } };
}

/** What is no map or list stands in the spec as it came, for the check to say so. */
function inline(env: unknown): readonly WasmEnvironmentVariable[] {
  if (env === undefined) return [];
  if (typeof env !== 'object' || env === null || Array.isArray(env)) return [env as WasmEnvironmentVariable];
  return Object.entries(env as Record<string, string>).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

function fromHost(names: unknown): readonly WasmEnvironmentVariable[] {
  if (names === undefined) return [];
  if (!Array.isArray(names)) return [names as WasmEnvironmentVariable];
  return names.map((name: string) => ({ name, valueFrom: 'HOST' }));
}
