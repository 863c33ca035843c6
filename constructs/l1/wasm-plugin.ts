import type { Construct } from 'constructs';
import type { WasmPluginSpec } from '../../lib/kinds/wasm-plugin/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioWasmPlugin} takes. */
export type IstioWasmPluginProps = IstioObjectProps<WasmPluginSpec>;

/**
 * A WasmPlugin as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/
 * @example
 * new IstioWasmPlugin(chart, 'basic-auth', {
 *   spec: { url: 'oci://ghcr.io/acme/basic-auth:v1', phase: 'AUTHN', match: [{ ports: [{ number: 8080 }] }] },
 * });
 */
export class IstioWasmPlugin extends IstioObject<WasmPluginSpec> {
  public constructor(scope: Construct, id: string, props: IstioWasmPluginProps) {
    super(scope, id, 'WasmPlugin', props);
  }
}
