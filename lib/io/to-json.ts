import type { Path } from '../core/finding';
import { fileRules } from '../core/file-rules';
import { isObject } from '../core/is-object';
import { quote } from '../core/quote';
import type { RuleDoc } from '../core/rule';
import { AliasBudget } from './alias-budget';
import { type AliasNode, type ListNode, type MapNode, type Node, type ScalarNode, target } from './nodes';
import { isNoScalar, keyText, scalarValue } from './scalar';

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

/** The JSON of a document, what is wrong with it, and whether kubectl reads it all the same. */
export interface Converted {
  readonly value: unknown;
  readonly faults: readonly Fault[];
  readonly isRead: boolean;
}

type Dictionary = Record<string, unknown>;

const MERGE_TAGS = new Set(['!', 'tag:yaml.org,2002:merge']);

/** A value that aliases may stand for, and of how many values it is; undefined while it is being read. */
interface Shared {
  value: unknown;
  size: number | undefined;
}

/** What an object with `<<` has so far. */
interface MergeOrder {
  /** Keys that are written in it. */
  readonly own: Set<string>;
  hasMerged: boolean;
}

/** The JSON of a document, as kubectl converts it (sigs.k8s.io/yaml yaml.go over go.yaml.in/yaml/v2 decode.go). */
export function toJson(root: Node): Converted {
  const converter = new Converter();
  const value = converter.read(root);
  return { value, faults: converter.faults, isRead: converter.isRead };
}

/** True for the key that takes over the fields of another map. */
export function isMerge(key: Node): boolean {
  return key.kind === 'scalar' && key.text === '<<' && (key.tag === undefined ? key.style === 'plain' : MERGE_TAGS.has(key.tag));
}

class Converter {
  public readonly faults: Fault[] = [];
  public isRead = true;
  private readonly path: (string | number)[] = [];
  private readonly budget = new AliasBudget();
  private readonly shared = new Map<Node, Shared>();

  public read(node: Node): unknown {
    this.budget.count++;
    return node.isAnchored ? this.anchored(node).value : this.content(node);
  }

  private anchored(node: Node): Shared {
    const shared: Shared = { value: undefined, size: undefined };
    this.shared.set(node, shared);
    const before = this.budget.count;
    shared.value = this.content(node);
    shared.size = this.budget.count - before + 1;
    return shared;
  }

  private content(node: Node): unknown {
    switch (node.kind) {
      case 'scalar': return this.scalar(node);
      case 'list': return this.list(node);
      case 'map': return this.dictionary(node);
      case 'alias': return this.alias(node);
    }
  }

  private scalar(node: ScalarNode): unknown {
    const value = scalarValue(node);
    if (!isNoScalar(value)) return value;
    this.refuse(value.isJson ? fileRules.noJson : fileRules.syntax, node, { message: value.message });
    return null;
  }

  private list({ items }: ListNode): unknown[] {
    return items.map((item, at) => {
      this.path.push(at);
      const value = this.read(item);
      this.path.pop();
      return value;
    });
  }

  private dictionary({ pairs }: MapNode): Dictionary {
    const dictionary: Dictionary = {};
    // Only where something is merged a key can be there without being written here.
    const merges: MergeOrder | undefined = pairs.some(({ key }) => isMerge(key)) ? { own: new Set<string>(), hasMerged: false } : undefined;
    for (const { key, value } of pairs) {
      if (merges && isMerge(key)) {
        this.merge(dictionary, value, key, merges);
        continue;
      }
      const name = this.key(key);
      if (name === undefined) continue;
      this.path.push(name);
      if (merges ? merges.own.has(name) : Object.hasOwn(dictionary, name)) {
        this.warn(fileRules.duplicateKey, key, { message: `Expected each key once, got ${quote(name)} a second time` });
      }
      merges?.own.add(name);
      set(dictionary, name, this.read(value));
      this.path.pop();
    }
    return dictionary;
  }

  private key(key: Node): string | undefined {
    this.budget.count++;
    const node = key.kind === 'alias' ? this.targetOf(key) : key;
    if (!node) return undefined;
    const name = node.kind === 'scalar' ? keyText(node) : undefined;
    if (name === undefined) {
      const got = node.kind === 'scalar' ? 'no key' : 'a list or an object as a key';
      this.refuse(fileRules.noJson, key, { message: `Expected a key that is text, got ${got}` });
    } else if (key === node && node.kind === 'scalar' && node.style === 'plain' && node.tag === undefined && node.text !== name) {
      this.warn(fileRules.changedKey, key, { message: `Expected a key that stays what it is, got ${node.text}, which becomes ${quote(name)}`, fix: `write "${node.text}"` });
    }
    return name;
  }

  /** What `<<` takes over: it is written where it stands, over what stands before it. */
  private merge(dictionary: Dictionary, node: Node, key: Node, order: MergeOrder): void {
    const maps = this.mergedMaps(node);
    if (order.hasMerged) {
      this.warn(fileRules.mergeOrder, key, { message: 'Expected one << in an object, got a second one, whose fields win', fix: 'write <<: [*first, *second], of which the first one wins' });
    }
    order.hasMerged = true;
    for (const map of maps.reverse()) {
      for (const name of Object.keys(map)) {
        if (order.own.has(name)) {
          this.path.push(name);
          this.warn(fileRules.mergeOrder, key, { message: `Expected << before ${quote(name)}, got it behind, where it overrides that key`, fix: 'write << as the first key' });
          this.path.pop();
        }
        set(dictionary, name, map[name]);
      }
    }
  }

  private mergedMaps(node: Node): Dictionary[] {
    const value = this.read(node);
    if (node.kind === 'list') {
      if (node.items.every((item) => target(item)?.kind === 'map')) return (value as unknown[]).filter(isObject);
    } else if (target(node)?.kind === 'map') {
      return [value].filter(isObject);
    }
    this.refuse(fileRules.syntax, node, { message: 'Expected an object, or a list of objects, behind "<<"', fix: 'refer to an object: <<: *name' });
    return [];
  }

  private targetOf(node: AliasNode): Node | undefined {
    if (node.target) return node.target;
    this.refuse(fileRules.syntax, node, {
      message: `Unknown alias ${quote(`*${node.name}`)}: no anchor of that name stands before it`,
      fix: `write &${node.name} before the value that is meant, or put the text into quotes`,
    });
    return undefined;
  }

  /** The very value that the anchor has, not a copy: what it would be, written out, is only counted. */
  private alias(node: AliasNode): unknown {
    const meant = this.targetOf(node);
    if (!meant) return null;
    const { value, size } = this.shared.get(meant) ?? this.anchored(meant);
    if (size === undefined) {
      this.refuse(fileRules.syntax, node, { message: `Expected a value that ends, got *${node.name} inside of &${node.name}`, fix: 'write out the part that is meant' });
      return null;
    }
    const problem = this.budget.spend(size);
    if (problem === undefined) return value;
    this.refuse(fileRules.tooManyAliases, node, { message: problem });
    return null;
  }

  /** Something that kubectl refuses. */
  private refuse(rule: RuleDoc, node: Node, detail: { message: string; fix?: string }): void {
    this.isRead = false;
    this.warn(rule, node, detail);
  }

  private warn(rule: RuleDoc, { start, end }: Node, detail: { message: string; fix?: string }): void {
    this.faults.push({ rule, path: this.path.slice(), offset: start, end, ...detail });
  }
}

/** `__proto__` is a key like others. */
function set(dictionary: Dictionary, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(dictionary, name, { value, enumerable: true, configurable: true, writable: true });
  else dictionary[name] = value;
}
