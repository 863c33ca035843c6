/** A WebAssembly module, how proxies get it, and what it is started with. */
export interface WasmModule {
  /**
   * Where the module is: an image (`oci://registry/image:tag`; without a scheme `registry/image:tag`), a file of a web server
   * (`https://…`), or a file of the proxy's container (`file:///…`). Not empty.
   */
  readonly url: string;
  /**
   * The SHA-256 of the module, or of the image that holds it: 64 hexadecimal digits in lower case. A module that differs is not run.
   *
   * @default - not compared; for an image, a digest in the URL serves the same end
   */
  readonly sha256?: string;
  /**
   * When a proxy asks the registry for an image again. Other modules are asked for again only when their URL or checksum changes.
   *
   * @default - `Always` for the tag `latest`, else `IfNotPresent`
   */
  readonly imagePullPolicy?: WasmImagePullPolicy;
  /** Name of a Secret with the credentials of the registry, in the namespace of the resource. 1 to 253 characters. */
  readonly imagePullSecret?: string;
  /** A public key to verify the image with. Istio does not act on it today. */
  readonly verificationKey?: string;
  /** What the module is configured with when it starts: any JSON object, handed to it as it is. */
  readonly pluginConfig?: Readonly<Record<string, unknown>>;
  /** The name that the module gets, which distinguishes plugins inside one module. 1 to 256 characters. */
  readonly pluginName?: string;
  /**
   * What happens to traffic when the module cannot be loaded or fails while it runs.
   *
   * @default 'FAIL_CLOSE'
   */
  readonly failStrategy?: WasmFailStrategy;
  /** The virtual machine that runs the module. */
  readonly vmConfig?: WasmVmConfig;
  /**
   * The kind of filter that the module is.
   *
   * @default 'HTTP'
   */
  readonly type?: WasmFilterType;
}

/** When a proxy pulls an image again; `UNSPECIFIED_POLICY` is the same as leaving it out. */
export type WasmImagePullPolicy = 'UNSPECIFIED_POLICY' | 'IfNotPresent' | 'Always';

/**
 * What a failing module does to traffic:
 * - `FAIL_CLOSE`: it is refused;
 * - `FAIL_OPEN`: it passes without the module;
 * - `FAIL_RELOAD`: a crashed module is started anew, and until then traffic is refused. Needs Istio 1.27.
 */
export type WasmFailStrategy = 'FAIL_CLOSE' | 'FAIL_OPEN' | 'FAIL_RELOAD';

/** A filter of HTTP requests or of TCP connections; `UNSPECIFIED_PLUGIN_TYPE` means HTTP. */
export type WasmFilterType = 'UNSPECIFIED_PLUGIN_TYPE' | 'HTTP' | 'NETWORK';

/**
 * The virtual machine of a module.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/#VmConfig
 */
export interface WasmVmConfig {
  /** Environment variables of the module, at most 256, each name once. */
  readonly env?: readonly WasmEnvironmentVariable[];
}

/**
 * An environment variable of a module, with a value of its own or with the one that the proxy has.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/#EnvVar
 */
export type WasmEnvironmentVariable = WasmInlineVariable | WasmHostVariable;

/** An environment variable whose value is in the resource. */
export interface WasmInlineVariable {
  /** The variable's name, 1 to 256 characters. */
  readonly name: string;
  /**
   * That the value stands here.
   *
   * @default 'INLINE'
   */
  readonly valueFrom?: 'INLINE';
  /**
   * The value, at most 2048 characters.
   *
   * @default - the empty text
   */
  readonly value?: string;
}

/** An environment variable that the proxy has too: the module sees the same value. */
export interface WasmHostVariable {
  /** The variable's name, 1 to 256 characters, in the proxy as in the module. */
  readonly name: string;
  /** That the value is the proxy's. */
  readonly valueFrom: 'HOST';
  /** Not here: the proxy has the value. */
  readonly value?: never;
}
