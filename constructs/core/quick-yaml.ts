/** The text of a string as a value and as a key of a map. */
export interface WrittenText {
  readonly asValue: string;
  readonly asKey: string;
}

// Letters and what stands in names of hosts, paths and images: such text needs no quotes unless it is a word of YAML. "text-0" may be one
// of the words that stand in for others (see `write-yaml.ts`).
const PLAIN = /^(?!.*text-\d)[A-Za-z_/][A-Za-z0-9_./-]*$/;
const WORD = /^(?:y|n|yes|no|on|off|true|false|null|e[-\d_].*)$/i;
// Such text has quotes where it could be the mark between two documents.
const MARKER = /---|\.\.\./;
/** From this length on a key is written with a question mark before it. */
const LONG_KEY = 1000;

/**
 * A document as the YAML library of cdk8s writes it, byte for byte and about ten times as fast. Undefined for what is not plain JSON, and
 * for what the library writes in another form than one line a value: text of several lines, very long keys, one object in two places.
 */
export function quickYaml(document: unknown, writtenText: (text: string) => WrittenText | undefined): string | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  const writer = new Writer(writtenText);
  const written = writer.collection(document, '', '');
  return writer.isUnsure ? undefined : `${written.startsWith('\n') ? written.slice(1) : written}\n`;
}

class Writer {
  public isUnsure = false;
  private readonly seen = new Set<object>();

  public constructor(private readonly writtenText: (text: string) => WrittenText | undefined) {}

  /** A list or map, with `lead` before its first line. */
  public collection(value: object, indent: string, lead: string): string {
    if (this.isUnsure || this.seen.has(value)) return this.unsure();
    this.seen.add(value);
    if (Array.isArray(value)) return value.length === 0 ? inline(lead, '[]') : this.list(value, indent, lead);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return this.unsure();
    const keys = Object.keys(value);
    return keys.length === 0 ? inline(lead, '{}') : this.map(value as Record<string, unknown>, keys, indent, lead);
  }

  private list(list: readonly unknown[], indent: string, lead: string): string {
    let text = '';
    let before = lead;
    for (const item of list) {
      text += isCollection(item) ? `${before}-${this.collection(item, `${indent}  `, ' ')}` : `${before}- ${this.scalar(item)}`;
      before = `\n${indent}`;
    }
    return text;
  }

  private map(map: Readonly<Record<string, unknown>>, keys: readonly string[], indent: string, lead: string): string {
    let text = '';
    let before = lead;
    for (const key of keys) {
      const value = map[key];
      text += `${before}${this.key(key)}:`;
      text += isCollection(value) ? this.collection(value, `${indent}  `, `\n${indent}  `) : ` ${this.scalar(value)}`;
      before = `\n${indent}`;
    }
    return text;
  }

  private key(key: string): string {
    const written = this.text(key)?.asKey;
    return written !== undefined && written.length < LONG_KEY ? written : this.unsure();
  }

  private scalar(value: unknown): string {
    if (typeof value === 'string') return this.text(value)?.asValue ?? this.unsure();
    if (typeof value === 'boolean' || value === null) return String(value);
    return Number.isFinite(value) && !Object.is(value, -0) ? JSON.stringify(value) : this.unsure();
  }

  private text(text: string): WrittenText | undefined {
    if (PLAIN.test(text) && !WORD.test(text)) return { asValue: text, asKey: text };
    return MARKER.test(text) ? undefined : this.writtenText(text);
  }

  private unsure(): string {
    this.isUnsure = true;
    return '';
  }
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** An empty collection stands on the line of its key or dash. */
function inline(lead: string, empty: string): string {
  return lead.startsWith('\n') || lead === ' ' ? ` ${empty}` : empty;
}
