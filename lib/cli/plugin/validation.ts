import type { FailOn } from '../../core/fail-on';
import type { Finding } from '../../core/finding';
import type { IstioRelease } from '../../core/release';
import type { World as MeshWorld } from '../../mesh/absence';
import type { MeshConfigInput } from '../../mesh/given-mesh-config';

/** The `properties` of the plugin in `cdk8s.yaml`. */
export interface IstioValidationProps {
  /**
   * The Istio release that will run the config.
   *
   * @default - what `cdk8s-istio.yaml` says, or '1.31'
   */
  readonly release?: IstioRelease;
  /**
   * From which severity on findings fail the synth: `error`, `warning`, `info`, or `never`.
   *
   * @default 'error', or `failOn` of the configuration file
   */
  readonly failOn?: FailOn;
  /**
   * The configuration file.
   *
   * @default - the nearest `cdk8s-istio.yaml` at or above the working directory, if there is one
   */
  readonly config?: string;
  /**
   * `closed` when the manifests and the context are all that the cluster has; `open` when other resources may exist.
   *
   * @default 'open', or `world` of the configuration file
   */
  readonly world?: MeshWorld;
  /**
   * Files and folders with resources that are there too, from the working directory.
   *
   * @default - `context` of the configuration file
   */
  readonly context?: readonly string[];
  /**
   * The MeshConfig of the mesh: its fields, a text of YAML, or the path of a file from the working directory.
   *
   * @default - `meshConfig` of the configuration file
   */
  readonly meshConfig?: MeshConfigInput;
}

/** What the cdk8s CLI gives a plugin, as far as this one needs it: its types are in no place that every module resolution finds. */
export interface ValidationContext {
  /** The files that the synth wrote. */
  readonly manifests: readonly string[];
  /** True with `cdk8s synth --stdout`: the files are temporary. */
  readonly stdout?: boolean;
  /** Construct paths by the name that a violation gives its resource. */
  readonly metadata: Record<string, { readonly path: string }>;
  /** Reads a file as the documents in it. */
  parseManifest(manifest: string): unknown;
  /** Where findings go. */
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata?: Record<string, string>): void;
  };
}

/** What a plugin reports, in the words of the cdk8s CLI. */
export interface Violation {
  /** The rule of the finding. */
  readonly ruleName: string;
  /** Its severity and its message. */
  readonly recommendation: string;
  /** What to write instead. */
  readonly fix: string;
  /** Each resource with that finding. */
  readonly violatingResources: readonly {
    /** Kind, namespace and name. */
    readonly resourceName: string;
    /** The file that the synth wrote. */
    readonly manifestPath: string;
    /** The field with its line, and the line of the program that made it. */
    readonly locations: readonly string[];
    /** All there is to know, in the JSON report. */
    readonly finding: Finding;
  }[];
}

/**
 * Checks what `cdk8s synth` writes, as a plugin of the cdk8s CLI: constructs of this package, of others, and what is included.
 * In `cdk8s.yaml`, like any other plugin:
 *
 * ```yaml
 * validations:
 *   - package: cdk8s-istio
 *     class: IstioValidation
 *     version: 0.2.0
 * ```
 */
export class IstioValidation {
  public constructor(private readonly properties: IstioValidationProps = {}) {}

  /** Checks the manifests and reports to the CLI. */
  public async validate(context: ValidationContext): Promise<void> {
    // Everything that checks is loaded here, so that this class costs nothing where it is only exported.
    const { validateManifests } = await import('./validate-manifests');
    await validateManifests(this.properties, context);
  }
}
