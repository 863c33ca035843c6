import { type Alias, isAlias, isCollection, isMap, isScalar, type Node, type Pair, type Scalar } from 'yaml';
import type { Path } from '../core/finding';
import { quote } from '../core/quote';
import type { RuleDoc } from '../core/rule';
import { fileRules } from '../core/file-rules';
import type { Composed } from './parse-stream';
import { plainScalar } from './plain-scalar';

/** What is wrong in a document, and where in its text. */
export interface Fault {
  readonly rule: RuleDoc;
  readonly message: string;
  readonly fix?: string;
  readonly path: Path;
  /** Where it begins in the text; `end` is behind its last character. */
  readonly offset: number;
  readonly end: number;
}

type Dictionary = Record<string, unknown>;

interface Anchored {
  value: unknown;
  /** How many values it stands for, aliases written out; undefined while it is being read. */
  size: number | undefined;
}

/** The text of a key as JSON has it, or undefined where the key is none. */
export function keyText(key: unknown, resolve: (alias: Alias) => unknown): string | undefined {
  const node = isAlias(key) ? resolve(key) : key;
  if (node === null || node === undefined) return undefined;
  if (!isScalar(node)) return undefined;
  const value = scalar(node);
  if (value === null) return undefined;
  return value === Infinity || value === -Infinity || Number.isNaN(value) ? node.source!.toLowerCase().replace('+', '') : String(value);
}

/** True for the key that takes over the fields of another map. */
export function isMerge(key: unknown): boolean {
  return isScalar(key) && key.source === '<<' && (key.type === 'PLAIN' || key.tag === 'tag:yaml.org,2002:merge');
}

/** The JSON of a document, as kubectl converts it, with what it would refuse. */
export function toJson(document: Composed): { readonly value: unknown; readonly faults: readonly Fault[] } {
  const reader = new Reader();
  const value = reader.read(document.contents);
  return { value, faults: reader.faults };
}

class Reader {
  public readonly faults: Fault[] = [];
  private readonly anchors = new Map<string, Anchored>();
  private readonly nodes = new Map<string, Node>();
  private readonly path: (string | number)[] = [];
  /** Values so far, aliases written out, and how many of them came from aliases. */
  private size = 0;
  private fromAliases = 0;

  public read(node: unknown): unknown {
    this.size++;
    if (isAlias(node)) return this.alias(node);
    if (!isScalar(node) && !isCollection(node)) return null;
    return node.anchor ? this.anchored(node, node.anchor) : this.content(node);
  }

  private anchored(node: Node, name: string): unknown {
    if (!/^[\w-]+$/.test(name)) {
      this.fault(fileRules.syntax, node, { message: `Expected letters, digits, - and _ as the name of an anchor, got ${quote(name)}` });
    }
    const anchored: Anchored = { value: undefined, size: undefined };
    this.anchors.set(name, anchored);
    this.nodes.set(name, node);
    const before = this.size;
    anchored.value = this.content(node);
    anchored.size = this.size - before + 1;
    return anchored.value;
  }

  private content(node: Node): unknown {
    if (isScalar(node)) return this.number(node, scalar(node));
    return isMap(node) ? this.dictionary(node.items as Pair[]) : this.list((node as { items: unknown[] }).items);
  }

  private number(node: Scalar, value: unknown): unknown {
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    this.fault(fileRules.noJson, node, { message: `Expected a finite number, got ${node.source}` });
    return null;
  }

  private list(items: readonly unknown[]): unknown[] {
    return items.map((item, at) => {
      this.path.push(at);
      // `[a: 1]` is a list of one map of one key.
      const value = isPair(item) ? this.dictionary([item]) : this.read(item);
      this.path.pop();
      return value;
    });
  }

  private dictionary(pairs: readonly Pair[]): Dictionary {
    const dictionary: Dictionary = {};
    const merged: Dictionary[] = [];
    for (const { key, value } of pairs) {
      if (isMerge(key)) {
        merged.push(...this.merge(value));
        continue;
      }
      if (isScalar(key) && key.anchor) this.anchored(key, key.anchor);
      const name = keyText(key, (alias) => this.nodes.get(alias.source));
      if (name === undefined) {
        const said = isScalar(key) ? 'no key' : 'a list or an object as a key';
        this.fault(fileRules.noJson, key ?? value, { message: `Expected a key that is text, got ${said}` });
        continue;
      }
      this.path.push(name);
      if (Object.hasOwn(dictionary, name)) {
        this.fault(fileRules.duplicateKey, key, { message: `Expected each key once, got ${quote(name)} a second time` });
      }
      set(dictionary, name, this.read(value));
      this.path.pop();
    }
    for (const other of merged) {
      for (const name of Object.keys(other)) if (!Object.hasOwn(dictionary, name)) set(dictionary, name, other[name]);
    }
    return dictionary;
  }

  /** What `<<` takes over: one map or several, of which the first one counts. */
  private merge(node: unknown): Dictionary[] {
    const value = this.read(node);
    const all: unknown[] = Array.isArray(value) ? value : [value];
    if (all.every(isDictionary)) return all;
    this.fault(fileRules.syntax, node, { message: 'Expected an object, or a list of objects, behind "<<"', fix: 'refer to an object: <<: *name' });
    return [];
  }

  /** The very value that the anchor has, not a copy: what it would be, written out, is only counted. */
  private alias(node: Alias): unknown {
    const anchored = this.anchors.get(node.source);
    if (!anchored) {
      this.fault(fileRules.syntax, node, {
        message: `Unknown alias ${quote(`*${node.source}`)}: no anchor of that name stands before it`,
        fix: `write &${node.source} before the value that is meant, or put the text into quotes`,
      });
      return null;
    }
    if (anchored.size === undefined) {
      this.fault(fileRules.syntax, node, { message: `Expected a value that ends, got *${node.source} inside of &${node.source}`, fix: 'write out the part that is meant' });
      return null;
    }
    this.size += anchored.size;
    this.fromAliases += anchored.size;
    if (this.fromAliases > 100 && this.size > 1000 && this.fromAliases / this.size > allowedShare(this.size)) {
      this.fault(fileRules.tooManyAliases, node, { message: `Expected few values from aliases, got ${countOf(this.fromAliases)} of them` });
      this.size = -Infinity; // said once
      return null;
    }
    return anchored.value;
  }

  private fault(rule: RuleDoc, node: unknown, detail: { message: string; fix?: string }): void {
    const [offset = 0, end = offset] = (node as Node | null)?.range ?? [];
    this.faults.push({ rule, path: this.path.slice(), offset, end, ...detail });
  }
}

/** Much of a small document may come from aliases, little of a large one: the curve of go-yaml, which kubectl reads with. */
function allowedShare(size: number): number {
  const [low, high] = [400_000, 4_000_000];
  if (size <= low) return 0.99;
  return size >= high ? 0.1 : 0.99 - 0.89 * ((size - low) / (high - low));
}

function countOf(size: number): string {
  return size > 1e9 ? 'billions' : String(size);
}

function scalar(node: Scalar): string | number | boolean | null {
  const text = node.source ?? '';
  const tag = node.tag?.replace('tag:yaml.org,2002:', '');
  if (tag === 'binary') return Buffer.from(text, 'base64').toString();
  return (tag === undefined ? node.type === 'PLAIN' : ['int', 'float', 'bool', 'null'].includes(tag)) ? plainScalar(text) : text;
}

function isPair(item: unknown): item is Pair {
  return typeof item === 'object' && item !== null && 'key' in item && !('items' in item);
}

function isDictionary(value: unknown): value is Dictionary {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `__proto__` is a key like others. */
function set(dictionary: Dictionary, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(dictionary, name, { value, enumerable: true, configurable: true, writable: true });
  else dictionary[name] = value;
}
