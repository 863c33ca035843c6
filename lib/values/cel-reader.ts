import { quote } from '../core/quote';
import { CelProblem, type CelToken, celTokens, checkInteger } from './cel-tokens';

/** Limit of cel-go, both for nested uses of one rule of its grammar and for the nesting of what was read. */
const MAX_DEPTH = 250;

/** What a part of an expression is, as far as macros ask, and how deep it nests. */
interface Part {
  readonly kind: 'name' | 'field' | 'other';
  readonly name?: string;
  readonly height: number;
}

/** The rules of the grammar that can nest without end. */
type Grammar = 'expr' | 'relation' | 'calc';

const RELATIONS = ['<', '<=', '>=', '>', '==', '!=', 'in'];
const RESERVED = [
  'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var',
  'void', 'while',
];
/** Methods that bind a variable, and how many arguments make them macros; Istio does not enable `existsOne`. */
const MACROS: ReadonlyMap<string, readonly number[]> = new Map([
  ['all', [2]], ['exists', [2]], ['exists_one', [2]], ['map', [2, 3]], ['filter', [2]],
]);

/** Reads an expression as cel-go's parser does, without its types and without the optional syntax, which istiod leaves off. */
class CelReader {
  private next = 0;
  private readonly depth: Record<Grammar, number> = { expr: 0, relation: 0, calc: 0 };

  public constructor(private readonly tokens: readonly CelToken[]) {}

  public readAll(): void {
    const { height } = this.expression();
    if (this.peek().type !== 'end') this.unexpected('an operator');
    if (height > MAX_DEPTH) throw tooDeep();
  }

  private expression(): Part {
    return this.nested('expr', () => {
      const condition = this.disjunction();
      if (!this.accept('?')) return condition;
      const yes = this.disjunction();
      this.expect(':');
      return other(1, condition, yes, this.expression());
    });
  }

  private disjunction(): Part {
    return this.chain('||', () => this.chain('&&', () => this.relation(true)));
  }

  private chain(operator: string, operand: () => Part): Part {
    let part = operand();
    while (this.accept(operator)) part = other(0, part, operand());
    return part;
  }

  private relation(withOperator: boolean): Part {
    return this.nested('relation', () => {
      let part = this.calculation(1);
      while (withOperator && RELATIONS.includes(this.peek().type)) {
        this.next++;
        part = other(1, part, this.relation(false));
      }
      return part;
    });
  }

  /** @param strength of the operators to take: 1 takes + and -, up to 2 takes * / and %, 3 takes none */
  private calculation(strength: number): Part {
    return this.nested('calc', () => {
      let part = this.unary();
      for (;;) {
        const { type } = this.peek();
        const own = type === '+' || type === '-' ? 1 : type === '*' || type === '/' || type === '%' ? 2 : 0;
        if (own < strength) return part;
        this.next++;
        part = other(1, part, this.calculation(own + 1));
      }
    });
  }

  private unary(): Part {
    const { type } = this.peek();
    if (type !== '!' && type !== '-') return this.member();
    const first = this.next;
    while (this.peek().type === type) this.next++;
    const count = this.next - first;
    if (type === '-' && count === 1 && ['int', 'float'].includes(this.peek().type)) {
      this.next = first;
      return this.member();
    }
    const part = this.member();
    // Two signs cancel each other out: nothing is left of them.
    return count % 2 === 0 ? part : other(0, part);
  }

  private member(): Part {
    let part = this.primary();
    for (;;) {
      if (this.accept('.')) {
        part = this.fieldOrMethod(part);
      } else if (this.accept('[')) {
        part = other(1, part, this.expression());
        this.expect(']');
      } else {
        return part;
      }
    }
  }

  private fieldOrMethod(target: Part): Part {
    const token = this.take();
    if (token.type !== 'name' && token.type !== 'escaped name') this.unexpected('the name of a field', token);
    if (token.type === 'escaped name' || !this.accept('(')) return { kind: 'field', height: target.height + 1 };
    const args = this.list(')', () => this.expression());
    if (MACROS.get(token.text)?.includes(args.length)) checkVariable(token, args[0]!);
    return other(1, target, ...args);
  }

  private primary(): Part {
    const token = this.take();
    switch (token.type) {
      case '(': {
        const part = this.expression();
        this.expect(')');
        return part;
      }
      case '[':
        return other(0, ...this.list(']', () => this.expression(), true));
      case '{':
        return other(0, ...this.list('}', () => this.entry(() => this.expression()), true));
      case '-':
      case 'int':
      case 'uint':
        return this.number(token);
      case 'float':
      case 'string':
      case 'bytes':
      case 'true':
      case 'false':
      case 'null':
        return other(0);
      case '.':
      case 'name':
        return this.named(token);
      default:
        return this.unexpected('a value', token);
    }
  }

  private number(token: CelToken): Part {
    const digits = token.type === '-' ? this.take() : token;
    if (digits.type === 'int' || digits.type === 'uint') checkInteger(digits, digits !== token);
    else if (digits.type !== 'float') this.unexpected('a number', digits);
    return other(0);
  }

  private named(first: CelToken): Part {
    const dot = first.type === '.' ? '.' : '';
    const token = dot ? this.take() : first;
    if (token.type !== 'name') this.unexpected('a name', token);
    if (this.isMessage()) return other(0, ...this.list('}', () => this.entry(() => this.fieldName()), true));
    if (RESERVED.includes(token.text)) throw new CelProblem(`${quote(token.text)} at character ${token.at + 1} is a reserved word`);
    if (!this.accept('(')) return { kind: 'name', name: dot + token.text, height: 0 };
    const args = this.list(')', () => this.expression());
    if (dot || token.text !== 'has' || args.length !== 1) return other(0, ...args);
    if (args[0]!.kind === 'field') return args[0]!;
    throw new CelProblem(`has at character ${token.at + 1} takes a field such as request.auth`);
  }

  /** True when `{` follows, perhaps after more names; then all of it is read. */
  private isMessage(): boolean {
    let ahead = this.next;
    while (this.tokens[ahead]!.type === '.' && this.tokens[ahead + 1]!.type === 'name') ahead += 2;
    if (this.tokens[ahead]!.type !== '{') return false;
    this.next = ahead + 1;
    return true;
  }

  private entry(key: () => Part): Part {
    const name = key();
    this.expect(':');
    return other(0, name, this.expression());
  }

  private fieldName(): Part {
    const token = this.take();
    return token.type === 'name' || token.type === 'escaped name' ? other(0) : this.unexpected('the name of a field', token);
  }

  /** Entries up to the closing sign; where it may, a comma stands behind the last one, or alone. */
  private list(close: string, entry: () => Part, comma = false): readonly Part[] {
    const parts: Part[] = [];
    while (!this.accept(close)) {
      if (parts.length > 0 && !this.accept(',')) this.unexpected(`"," or "${close}"`);
      if (comma && (parts.length === 0 ? this.accept(',') : this.accept(close))) {
        if (parts.length === 0) this.expect(close);
        break;
      }
      parts.push(entry());
    }
    return parts;
  }

  /** Counts the uses of a rule of the grammar that are open at the same time. */
  private nested(rule: Grammar, read: () => Part): Part {
    if (++this.depth[rule] > MAX_DEPTH) throw tooDeep();
    const part = read();
    this.depth[rule]--;
    return part;
  }

  private peek(): CelToken {
    return this.tokens[this.next]!;
  }

  private take(): CelToken {
    const token = this.peek();
    if (token.type !== 'end') this.next++;
    return token;
  }

  private accept(type: string): boolean {
    if (this.peek().type !== type) return false;
    this.next++;
    return true;
  }

  private expect(type: string): void {
    if (!this.accept(type)) this.unexpected(quote(type));
  }

  private unexpected(wanted: string, token = this.peek()): never {
    const got = token.type === 'end' ? 'the end' : quote(token.text);
    throw new CelProblem(`${wanted} is missing at character ${token.at + 1}, there is ${got}`);
  }
}

function other(more: number, ...parts: readonly Part[]): Part {
  return { kind: 'other', height: parts.reduce((height, part) => Math.max(height, part.height), 0) + more };
}

function tooDeep(): CelProblem {
  return new CelProblem(`it nests deeper than ${MAX_DEPTH} levels`);
}

function checkVariable({ text, at }: CelToken, { kind, name }: Part): void {
  if (kind !== 'name') throw new CelProblem(`the first argument of ${text} at character ${at + 1} is no plain name`);
  if (name === '__result__') throw new CelProblem(`the variable of ${text} at character ${at + 1} has a name that CEL uses itself`);
}

/** Reads an expression. @throws CelProblem when cel-go cannot parse it */
export function readCel(text: string): void {
  new CelReader(celTokens(text)).readAll();
}
