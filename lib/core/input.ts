import type { Path } from './finding';
import { quote } from './quote';
import type { Detail, RuleDoc } from './rule';

const INPUT = { severity: 'error', authority: 'cdk8s-istio' } as const;

/** What a program can put into a spec that YAML cannot hold. */
export const inputRules = {
  null: {
    ...INPUT,
    id: 'input/null',
    summary: 'Expected no null: a field is set or left out',
    why: 'The API server drops a null field, so what was written would silently not be there.',
    fix: 'leave the key out (undefined does), or write the value',
    source: 'docs/input.md#null',
  },
  undefinedInList: {
    ...INPUT,
    id: 'input/undefined-in-list',
    summary: 'Expected no undefined in a list',
    why: 'A list has no place for a missing entry: dropping it would move the others.',
    fix: 'filter the list before it is passed in',
    source: 'docs/input.md#values',
  },
  notJson: {
    ...INPUT,
    id: 'input/not-json',
    summary: 'Expected plain objects, lists, strings, numbers and booleans',
    why: 'Anything else cannot be written to YAML.',
    fix: 'pass plain data; of a builder pass what its toSpec() returns',
    source: 'docs/input.md#values',
  },
  notFinite: {
    ...INPUT,
    id: 'input/not-finite',
    summary: 'Expected a finite number',
    why: 'YAML would carry .nan or .inf, which the API server refuses.',
    fix: 'check the computation that gave the number',
    source: 'docs/input.md#values',
  },
  halfCharacter: {
    ...INPUT,
    id: 'input/half-character',
    summary: 'Expected text, got half of a character',
    why: 'A surrogate without its pair is no character: UTF-8 cannot hold it, and a file would carry another one.',
    fix: 'cut text between characters, such as with [...text].slice()',
    source: 'docs/input.md#values',
  },
  cycle: {
    ...INPUT,
    id: 'input/cycle',
    summary: 'Expected a tree, got an object that contains itself',
    why: 'A document that contains itself has no end.',
    fix: 'clone the part that is needed instead of referring to its parent',
    source: 'docs/input.md#values',
  },
  tooDeep: {
    ...INPUT,
    id: 'input/too-deep',
    summary: 'Expected at most 100 levels of nesting',
    why: 'No Istio field is that deep, and readers of YAML give up on it.',
    fix: 'look for an object that repeats itself',
    source: 'docs/input.md#values',
  },
  token: {
    ...INPUT,
    id: 'input/token-failed',
    summary: 'Expected a token that can be resolved',
    why: 'The value is only known when the token is resolved, and resolving it failed.',
    fix: 'see the error of the token',
    source: 'docs/input.md#tokens-and-patches',
  },
  patch: {
    ...INPUT,
    id: 'input/patch-failed',
    summary: 'Expected a JSON patch that applies to the manifest',
    why: 'A patch that does not apply leaves the manifest as it was, without the change.',
    fix: 'see what app.synth() writes without the patch, and correct its path',
    source: 'docs/input.md#tokens-and-patches',
  },
  notAResource: {
    ...INPUT,
    id: 'input/not-a-resource',
    summary: 'Expected a Kubernetes object, as JSON.parse or a YAML reader gives it',
    why: 'Nothing else is checked, so that no finding would mean nothing.',
    fix: 'pass the objects themselves in one list',
    source: 'docs/input.md#values',
  },
  unreadable: {
    ...INPUT,
    id: 'input/unreadable',
    summary: 'Expected a value that can be read',
    why: 'A getter or a Proxy threw an error, so the value is not known.',
    fix: 'see the error; pass plain data',
    source: 'docs/input.md#values',
  },
  otherKind: {
    ...INPUT,
    id: 'input/other-kind',
    summary: 'Expected the kind that the construct is for',
    why: 'Under another group or kind the cluster reads another resource, or none; what is in it would not be checked.',
    fix: 'leave group and kind as they are; make a resource of another kind with an ApiObject',
    source: 'docs/input.md#tokens-and-patches',
  },
} as const satisfies Record<string, RuleDoc>;

/** The JSON that a class instance stands for; `undefined` when it is not one of the known kinds. */
export type ReplaceInstance = (value: object, path: Path) => { readonly value: unknown } | undefined;

/** Where the input is not JSON. */
export type ReportInput = (rule: RuleDoc, path: Path, detail: Detail) => void;

/** How deep a document may be, so that what reads it may call itself. */
export const MAX_DEPTH = 100;

/**
 * A copy of the input as JSON: keys without a value are left out, instances are replaced by what they stand for,
 * and everything that has no place in JSON is reported at its path.
 */
export function toJson(input: unknown, options: { report: ReportInput; replace?: ReplaceInstance; sortKeys?: boolean }): unknown {
  const { report, replace, sortKeys = false } = options;
  const path: (string | number)[] = [];
  const open = new Set<object>();

  function refuse(rule: RuleDoc, message: string): undefined {
    report(rule, path.slice(), { message });
    return undefined;
  }

  function refuseKey(key: string, reason: string): void {
    refuse(inputRules.notJson, `Expected keys that JSON has, got ${quote(key)}: ${reason}`);
  }

  function refuseSymbols(value: object): void {
    for (const symbol of Object.getOwnPropertySymbols(value)) {
      if (Object.prototype.propertyIsEnumerable.call(value, symbol)) refuseKey(String(symbol), 'a key is text');
    }
  }

  function list(value: readonly unknown[]): unknown[] {
    const copy: unknown[] = [];
    // Keys that are no positions come last.
    for (const key of Object.keys(value).reverse()) {
      if (/^\d+$/.test(key)) break;
      refuseKey(key, 'a list has entries only');
    }
    refuseSymbols(value);
    for (let i = 0; i < value.length; i++) {
      path.push(i);
      if (!Object.hasOwn(value, i)) {
        refuse(inputRules.undefinedInList, `Expected a value at position ${i} of a list of ${value.length}, got a hole`);
        path.pop();
        break; // A list may have billions of holes.
      }
      copy.push(convert(value[i]));
      path.pop();
    }
    return copy;
  }

  function dictionary(value: Record<string, unknown>): Record<string, unknown> {
    const copy: Record<string, unknown> = {};
    const keys = Object.keys(value);
    if (sortKeys) keys.sort();
    refuseSymbols(value);
    for (const key of keys) {
      path.push(key);
      const field = convert(value[key]);
      if (field === undefined) {
        // Refused, or a token that stands for nothing.
      } else if (key === '__proto__') {
        Object.defineProperty(copy, key, { value: field, enumerable: true, configurable: true, writable: true });
      } else {
        copy[key] = field;
      }
      path.pop();
    }
    return copy;
  }

  /** Getters and proxies are code of the program: they may throw wherever a value is looked at. */
  function nested(value: object): unknown {
    const { length } = path;
    try {
      return converted(value);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : quote(cause);
      refuse(inputRules.unreadable, `Expected a value that can be read, got an error: ${reason}`);
      path.length = length;
      open.delete(value);
      return undefined;
    }
  }

  function converted(value: object): unknown {
    if (open.has(value)) return refuse(inputRules.cycle, 'Expected a tree, got an object that contains itself');
    // Counts tokens as well: one that always stands for the next would have no end.
    if (open.size > MAX_DEPTH) return refuse(inputRules.tooDeep, `Expected at most ${MAX_DEPTH} levels of nesting, got more`);
    const prototype: unknown = Object.getPrototypeOf(value);
    const isList = Array.isArray(value);
    const isPlain = isList || prototype === Object.prototype || prototype === null;
    let replacement: { readonly value: unknown } | undefined;
    if (!isPlain || (!isList && typeof (value as { resolve?: unknown }).resolve === 'function')) {
      try {
        replacement = replace?.(value, path);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : quote(cause);
        return refuse(inputRules.token, `Expected a token that can be resolved, got an error: ${reason}`);
      }
    }
    if (!replacement && !isPlain) return refuse(inputRules.notJson, `Expected plain data, got ${quote(value)}`);
    open.add(value);
    const copy = replacement ? convert(replacement.value) : isList ? list(value) : dictionary(value as Record<string, unknown>);
    open.delete(value);
    return copy;
  }

  function convert(value: unknown): unknown {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) ? value : refuse(inputRules.notFinite, `Expected a finite number, got ${value}`);
      case 'object':
        return value === null ? refuse(inputRules.null, 'Expected a value or no key at all, got null') : nested(value);
      case 'undefined': {
        const step = path[path.length - 1];
        if (typeof step === 'number') refuse(inputRules.undefinedInList, `Expected a value at position ${step}, got undefined`);
        return undefined;
      }
      default:
        return refuse(inputRules.notJson, `Expected plain data, got ${quote(value)}`);
    }
  }

  return convert(input);
}
