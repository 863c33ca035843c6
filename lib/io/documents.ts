import { isScalar } from 'yaml';
import type { Path } from '../core/finding';
import { fileRules } from '../core/file-rules';
import { Lines } from './lines';
import { locate, type Span } from './locate';
import { type Composed, parseStream, ReadingStopped } from './parse-stream';
import { syntaxWords, templateWords } from './syntax-words';
import { type Fault, toJson } from './to-json';

/** One document of a text: its JSON, or what is wrong with it, and where its fields stand. */
export interface TextDocument {
  /** Undefined where there is nothing: an empty document, or one with faults. */
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** Where it ends in the text. */
  readonly end: number;
  /** The chart's file that `helm template` says this is from. */
  readonly origin?: string;
  /** Where a field stands in the whole text; undefined in a document with faults. */
  locate(path: Path): Span | undefined;
  /** Lets go of the syntax tree: a later `locate` reads the document again. */
  forget(): void;
}

// What go-yaml, and YAML itself, refuse anywhere.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/;
const ORIGIN = /^# Source: (\S.*?)\r?$/m;

/** The documents of a text of YAML or JSON, one at a time. Never throws on any text. */
export function* readDocuments(text: string, lines: Lines = new Lines(text)): Generator<TextDocument> {
  const control = CONTROL.exec(text);
  if (control) {
    const code = control[0].charCodeAt(0).toString(16).padStart(4, '0');
    yield faulty(text.length, [fault(control.index, `Expected text, got the control character U+${code.toUpperCase()}`, 'remove it, or write it as an escape in double quotes')]);
    return;
  }
  let end = 0;
  try {
    const tabs: number[] = [];
    for (const document of parseStream(text, tabs)) {
      const start = end;
      end = document.range[2];
      const tab = tabs.find((offset) => offset >= start && offset < end);
      yield tab === undefined ? readDocument(document, text, { start, end }, lines) : faulty(end, [
        fault(tab, 'Expected spaces, got a tab as indent', 'indent with spaces'),
      ]);
    }
  } catch (stopped) {
    if (!(stopped instanceof ReadingStopped)) throw stopped;
    const { rule, message, offset } = stopped;
    yield faulty(text.length, [{ rule, message, path: [], offset, end: offset + 1 }]);
  }
}

function readDocument(document: Composed, text: string, { start, end }: Span, lines: Lines): TextDocument {
  const [error] = document.errors;
  if (error) {
    const [offset] = error.pos;
    const { message, fix } = syntaxWords(error.code, error.message, lineAt(lines, offset));
    return faulty(end, [fault(Math.min(offset, Math.max(0, text.length - 1)), message, fix, error.pos[1])]);
  }
  const { explicit, version } = document.directives.yaml;
  if (explicit && version !== '1.1') return faulty(end, [fault(start, `Expected YAML 1.1, which kubectl reads, got %YAML ${version}`, 'remove the %YAML line')]);
  if (isEmpty(document)) return faulty(end, []);
  const { value, faults } = toJson(document);
  const [first] = faults;
  if (first) {
    const template = templateWords(lineAt(lines, first.offset));
    return faulty(end, template ? [fault(first.offset, template.message, template.fix, first.end)] : faults);
  }
  const head = text.slice(start, document.contents!.range![0]);
  const origin = head.includes('# Source: ') ? ORIGIN.exec(head)?.[1] : undefined;
  let kept: Composed | undefined = document;
  let shift = 0;
  return {
    value,
    faults,
    end,
    ...(origin === undefined ? {} : { origin }),
    locate(path) {
      if (!kept) {
        kept = parseStream(text.slice(start, end)).next().value as Composed;
        shift = start;
      }
      const span = locate(kept, path);
      return span && trimmed(text, { start: span.start + shift, end: span.end + shift });
    },
    forget() {
      kept = undefined;
    },
  };
}

/** Without the line end that belongs to a block. */
function trimmed(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

function lineAt(lines: Lines, offset: number): string {
  return lines.line(lines.position(offset).line) ?? '';
}

function isEmpty({ contents }: Composed): boolean {
  return contents === null || (isScalar(contents) && contents.source === '' && contents.type === 'PLAIN');
}

function faulty(end: number, faults: readonly Fault[]): TextDocument {
  return { value: undefined, faults, end, locate: () => undefined, forget: () => undefined };
}

function fault(offset: number, message: string, fix?: string, end = offset + 1): Fault {
  return { rule: fileRules.syntax, message, path: [], offset, end, ...(fix === undefined ? {} : { fix }) };
}
