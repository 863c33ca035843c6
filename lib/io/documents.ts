import type { Path } from '../core/finding';
import { fileRules } from '../core/file-rules';
import { isObject } from '../core/is-object';
import type { RuleDoc } from '../core/rule';
import { type Chunk, chunksOf } from './chunks';
import { BYTE_ORDER_MARK, Lines } from './lines';
import { locate, plainText, type Span } from './locate';
import type { Node } from './nodes';
import { parseJson } from './parse-json';
import { type ParsedDocument, parseYaml } from './parse-yaml';
import { builderOf, PLACEHOLDER } from './placeholder';
import { readableRest } from './readable-rest';
import { ReadingError } from './reading-error';
import { isTemplate, TEMPLATE } from './template';
import { type Fault, toJson } from './to-json';

/** One document of a text: its JSON, what is wrong with it, and where its fields stand. */
export interface TextDocument {
  /** Undefined where nothing can be read: an empty document, a template, or one that breaks off. */
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** Of a document that breaks off, the object in it without the lines with errors; undefined where there is none. */
  readonly rest?: unknown;
  /** True for a document without a value that begins like a Kubernetes object. */
  readonly isUnreadResource: boolean;
  /** Where it begins in the text. */
  readonly start: number;
  /** Where it ends in the text. */
  readonly end: number;
  /** The chart's file that `helm template` says this is from. */
  readonly origin?: string;
  /** Its syntax tree; undefined in a document without a value. */
  root(): Node | undefined;
  /** Where a field stands in the whole text; undefined in a document without a value or a rest. */
  locate(path: Path): Span | undefined;
  /** How the text writes the plain scalar at a path, before YAML makes a number or a boolean of it; undefined where it is none. */
  plainText(path: Path): string | undefined;
  /** Lets go of the syntax tree: a later `locate` reads the document again. */
  forget(): void;
}

// What go-yaml refuses anywhere.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g;
const ORIGIN = /^# Source: (\S.*?)\r?$/m;
const BEHIND_END = /(?:[ \t\r\n]|#.*|^\.\.\.(?=\s))*/my;
/** Rules about how kubectl reads a document: they hold where the document is a resource, which kubectl can apply. */
const OF_RESOURCES: ReadonlySet<RuleDoc> = new Set<RuleDoc>([fileRules.changedKey, fileRules.mergeOrder, fileRules.droppedText]);

/** The documents of a text of YAML or JSON, one at a time, as `kubectl apply` reads them. Never throws on any text. */
export function* readDocuments(text: string, lines: Lines = new Lines(text)): Generator<TextDocument> {
  const reader = new DocumentReader(text, lines);
  for (const chunk of chunksOf(text)) yield reader.read(chunk);
}

/** What reading made of a part of a text. */
interface Reading {
  readonly root?: Node;
  readonly value?: unknown;
  readonly faults: readonly Fault[];
}

const nothing = (): undefined => undefined;
const WITHOUT_VALUE = { root: nothing, locate: nothing, plainText: nothing, forget: nothing };

class DocumentReader {
  /** kubectl reads lines, and so ends the last one. */
  private readonly whole: string;
  private control: number;

  public constructor(private readonly text: string, private readonly lines: Lines) {
    this.whole = text.endsWith('\n') || text.endsWith('\r') ? text : `${text}\n`;
    this.control = this.nextControl(0);
  }

  public read(chunk: Chunk): TextDocument {
    const { start, end } = chunk;
    const { root, value, faults } = this.readingOf(chunk);
    const isResource = value === undefined ? this.looksLikeResource(start, end) : isTyped(value);
    const document = {
      value,
      faults: isResource ? faults : faults.filter(({ rule }) => !OF_RESOURCES.has(rule)),
      isUnreadResource: isResource && value === undefined && faults.length > 0,
      start,
      end,
    };
    if (value === undefined) {
      const rest = isResource && faults[0]?.rule === fileRules.syntax ? restOf(this.text.slice(start, end)) : undefined;
      return rest === undefined ? { ...document, ...WITHOUT_VALUE } : {
        ...document,
        ...WITHOUT_VALUE,
        rest: rest.value,
        locate: (path) => {
          const span = locate(rest.root, path);
          return this.trimmed({ start: start + span.start, end: start + span.end });
        },
        plainText: (path) => plainText(rest.root, path),
      };
    }
    const head = this.text.slice(start, root!.start);
    const origin = head.includes('# Source: ') ? ORIGIN.exec(head)?.[1] : undefined;
    let kept = root;
    const tree = (): Node => kept ??= chunk.json ? parseJson(this.text, start)!.root : this.parse(chunk).root!;
    return {
      ...document,
      ...(origin === undefined ? {} : { origin }),
      root: tree,
      locate: (path) => this.trimmed(locate(tree(), path)),
      plainText: (path) => plainText(tree(), path),
      forget: () => {
        kept = undefined;
      },
    };
  }

  private readingOf(chunk: Chunk): Reading {
    if (chunk.error) return { faults: [this.faultOf(chunk.error)] };
    return chunk.json ? this.convert(chunk.json) : this.yaml(chunk);
  }

  private parse({ start, end }: Chunk): ParsedDocument {
    const first = this.whole.startsWith(BYTE_ORDER_MARK, start) ? start + 1 : start;
    return parseYaml(this.whole, first, end === this.text.length ? this.whole.length : end);
  }

  private yaml(chunk: Chunk): Reading {
    while (this.control < chunk.start) this.control = this.nextControl(chunk.start);
    if (this.control < chunk.end) {
      const code = this.text.charCodeAt(this.control).toString(16).padStart(4, '0').toUpperCase();
      const message = `Expected text, got the control character U+${code}`;
      return { faults: [this.faultOf(new ReadingError(this.control, message, { fix: 'remove it, or write it as an escape in double quotes' }))] };
    }
    if (this.text.startsWith(BYTE_ORDER_MARK.repeat(2), chunk.start)) {
      return { faults: [this.faultOf(new ReadingError(chunk.start + 1, 'Expected at most one byte order mark, got two', { fix: 'remove the second one' }))] };
    }
    try {
      const { root, end, isEnded } = this.parse(chunk);
      const dropped = this.dropped(end, chunk.end, isEnded);
      if (!root) return { faults: dropped };
      const { value, faults, ...reading } = this.convert(root);
      return { ...(value === null ? {} : { ...reading, value }), faults: [...faults, ...dropped] };
    } catch (error) {
      if (!(error instanceof ReadingError)) throw error;
      return { faults: [this.faultOf(error)] };
    }
  }

  private convert(root: Node): Reading {
    const { value, faults, isRead } = toJson(root);
    if (isRead) return { root, value, faults };
    const [first] = faults as readonly [Fault, ...Fault[]];
    if (isTemplate(this.lineAt(first.offset))) return { faults: [this.templateFault(first.offset, first.end)] };
    // Such a document would be walked for ever.
    if (faults.some(({ rule }) => rule === fileRules.tooManyAliases)) return { faults };
    return { root, value, faults };
  }

  /** What kubectl takes no notice of: everything behind the first value of a document. */
  private dropped(from: number, end: number, isEnded: boolean): Fault[] {
    BEHIND_END.lastIndex = from;
    BEHIND_END.test(this.whole);
    const { lastIndex: offset } = BEHIND_END;
    if (offset >= end) return [];
    const message = isEnded ? 'Expected --- before the next document, got text behind ...' : 'Expected one value in a document, got text behind it';
    return [{ rule: fileRules.droppedText, message, path: [], offset, end: offset + 1, fix: 'put --- on a line before it' }];
  }

  private faultOf({ rule, message, fix, offset: at }: ReadingError): Fault {
    const offset = Math.min(at, Math.max(0, this.text.length - 1));
    if (rule === fileRules.syntax && isTemplate(this.lineAt(offset))) return this.templateFault(offset, offset + 1);
    if (rule === fileRules.syntax && builderOf(this.lineAt(offset))) {
      return { rule: fileRules.unbuilt, ...PLACEHOLDER, path: [], offset, end: offset + 1 };
    }
    return { rule, message, path: [], offset, end: offset + 1, ...(fix === undefined ? {} : { fix }) };
  }

  private templateFault(offset: number, end: number): Fault {
    const { message, fix } = TEMPLATE;
    return { rule: fileRules.template, message, fix, path: [], offset, end };
  }

  private nextControl(from: number): number {
    CONTROL.lastIndex = from;
    return CONTROL.exec(this.text)?.index ?? Infinity;
  }

  private looksLikeResource(start: number, end: number): boolean {
    const text = this.text.slice(start, end);
    return /(?:^|[{,])[ \t]*"?apiVersion"?\s*:/m.test(text) && /(?:^|[{,])[ \t]*"?kind"?\s*:/m.test(text);
  }

  /** Without the line end that belongs to a block. */
  private trimmed({ start, end }: Span): Span {
    return { start, end: start + this.text.slice(start, end).trimEnd().length };
  }

  private lineAt(offset: number): string {
    return this.lines.line(this.lines.position(offset).line) ?? '';
  }
}

/** The object that is left of a document without the lines with errors. */
function restOf(text: string): { readonly root: Node; readonly value: unknown } | undefined {
  const root = readableRest(text);
  if (root === undefined) return undefined;
  const { value, isRead } = toJson(root);
  return isRead && isTyped(value) ? { root, value } : undefined;
}

function isTyped(value: unknown): boolean {
  return isObject(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';
}
