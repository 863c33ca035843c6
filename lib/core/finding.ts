import type { Edit } from './edit';
import { escaped, shown } from './shown';

/** How bad a finding is: `error` is refused or breaks traffic, `warning` has another effect than it seems to, `info` could be better. */
export type Severity = 'error' | 'warning' | 'info';

/** Who says so in a real cluster. Findings of `cdk8s-istio` are this package's own advice. */
export type Authority = 'api-server' | 'istiod' | 'istioctl' | 'kiali' | 'cdk8s-istio';

/** Where in a resource: `['spec', 'http', 0, 'timeout']`. */
export type Path = readonly (string | number)[];

/** What identifies a Kubernetes object. */
export interface ResourceId {
  /** Group and version, such as `networking.istio.io/v1`. */
  readonly apiVersion: string;
  /** The kind, such as `VirtualService`. */
  readonly kind: string;
  /** The namespace; absent when the object names none and `kubectl` decides. */
  readonly namespace?: string;
  /** `metadata.name`. */
  readonly name: string;
}

/** A place in a program. */
export interface SourceLocation {
  /** The file as the stack names it. */
  readonly file: string;
  /** Line, from 1. */
  readonly line: number;
  /** Column, from 1. */
  readonly column: number;
}

/** The other side of a finding that concerns more than one resource or construct. */
export interface RelatedResource {
  /** The other resource; absent when the other side is a construct. */
  readonly resource?: ResourceId;
  /** Where in it. */
  readonly path?: Path;
  /** The construct that made it. */
  readonly construct?: string;
  /** The line that made it. */
  readonly source?: SourceLocation;
}

/**
 * One thing to know about a resource, a construct, a file or an option. The same shape in the library, in JSON output and in a thrown
 * {@link ConfigError}.
 */
export interface Finding {
  /** Stable id, `<topic>/<words>`; also the name of the rule's file. */
  readonly rule: string;
  /** By effect in the mesh. */
  readonly severity: Severity;
  /** Who says so in a real cluster. */
  readonly authority: Authority;
  /** What was got and what is expected. */
  readonly message: string;
  /** The edit that corrects it, in words. */
  readonly fix?: string;
  /** The same for programs, where the correction is mechanical and safe; they are made together or not at all. */
  readonly edits?: readonly Edit[];
  /** The same finding in other tools: `IST0101`, `KIA1107`. */
  readonly aliases?: readonly string[];
  /** The resource it is about; absent when it is about a construct, a file or an option. */
  readonly resource?: ResourceId;
  /** The field or option it is about; empty for the whole. */
  readonly path: Path;
  /** Path in the construct tree, when a construct made the resource, or when it is about a construct. */
  readonly construct?: string;
  /** The line that made the resource, or that has the field, when known. */
  readonly source?: SourceLocation;
  /** The file it is about, when it is about a file in which no line can be named. */
  readonly file?: string;
  /** Other resources and constructs the finding is about. */
  readonly related?: readonly RelatedResource[];
}

/** Where a field is: in a text, or made by a construct. */
export type Place = Pick<Finding, 'construct' | 'source'>;

/** `spec.http[0].match[1].headers["end-user"]`, the way people write a place. */
export function renderPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${escaped(JSON.stringify(step))}]`;
  }
  return text;
}

/** `VirtualService shop/reviews`. */
export function renderResource(resource: ResourceId): string {
  const { kind, namespace, name } = resource;
  return `${shown(kind)} ${namespace === undefined ? '' : `${shown(namespace)}/`}${shown(name)}`;
}

/** `main.ts:3:7`. */
export function renderSource({ file, line, column }: SourceLocation): string {
  return `${escaped(file)}:${line}:${column}`;
}

/**
 * The path that {@link renderPath} wrote.
 *
 * @throws RangeError for text that it writes for no path
 */
export function parsePath(text: string): Path {
  const path: (string | number)[] = [];
  const step = /(?:^|(?<!^)\.)([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;
  while (step.lastIndex < text.length) {
    const [, key, index, quoted] = step.exec(text) ?? [];
    if (key !== undefined) path.push(key);
    else if (index !== undefined) path.push(Number(index));
    else if (quoted !== undefined) path.push(JSON.parse(quoted) as string);
    else throw new RangeError(`Expected a path such as spec.http[0].headers["end-user"], got ${JSON.stringify(text)}`);
  }
  return path;
}

/**
 * `VirtualService shop/reviews spec.http[0]`: what a finding is about, as people write it. That is its resource, else its construct, its
 * file or an option, and then the field, cut when its path is long.
 */
export function renderSubject({ resource, construct, source, file = source?.file, path = [] }: RelatedResource & Pick<Finding, 'file'>): string {
  const whole = resource ? renderResource(resource)
    : construct !== undefined ? `Construct ${shown(construct)}`
      : file === undefined ? 'option' : escaped(file);
  return `${whole} ${shown(renderPath(path))}`.trimEnd();
}
