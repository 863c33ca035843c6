import type { ResourceId, SourceLocation } from './finding';

/**
 * The file that a synth writes beside its manifests when cdk8s records construct metadata: which construct made which resource. cdk8s'
 * own file knows resources by name alone, and a VirtualService and a DestinationRule of one host share theirs. No YAML and no JSON by
 * its name, and with an underscore in front, so that neither kubectl nor Helm takes it for a manifest.
 */
export const CONSTRUCT_MAP = '_cdk8s-istio.constructs';

/** What made a resource. */
export interface MadeBy {
  /** Path in the construct tree. */
  readonly construct: string;
  /** The line of the program, of resources that have findings. */
  readonly source?: SourceLocation;
}

/** What made each resource of an app; several constructs, when they made resources of one name. */
export class ConstructMap {
  private readonly made = new Map<string, MadeBy[]>();

  /** Reads what {@link toString} wrote; `undefined` for anything else. */
  public static parse(text: string): ConstructMap | undefined {
    try {
      const map = new ConstructMap();
      for (const [key, made] of JSON.parse(text) as [string, MadeBy[]][]) map.made.set(key, made);
      return map;
    } catch {
      return undefined; // of another version, or of another program
    }
  }

  public add(id: ResourceId, made: MadeBy): void {
    this.made.set(keyOf(id), [...this.of(id), made]);
  }

  public of(id: ResourceId): readonly MadeBy[] {
    return this.made.get(keyOf(id)) ?? [];
  }

  public toString(): string {
    return `${JSON.stringify([...this.made], null, 1)}\n`;
  }
}

function keyOf({ apiVersion, kind, namespace = '', name }: ResourceId): string {
  return [apiVersion, kind, namespace, name].join(' ');
}
