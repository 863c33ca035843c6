import { Construct } from 'constructs';
import type { Claimant } from '../../lib/composition/claim';
import type { Path } from '../../lib/core/finding';
import { markCopy } from '../../lib/core/package-copy';
import { quote } from '../../lib/core/quote';
import { duration } from '../../lib/values/duration';
import { type GoDuration, goDurationText, isDurationLike, parseGoDuration } from '../../lib/values/go-duration';
import { ConstructClaimant } from './claimant';
import { checkedId } from './construct-id';
import { refuse } from './refuse';
import { patternRules } from './pattern-rules';
import { Source } from './source';
import { unknownOption } from './vocabulary';

/**
 * An intent: what a team wants of one host or of several, in options of its own. A pattern writes no DestinationRule and no VirtualService;
 * it contributes claims to the owner of the host, which puts them together with those of other patterns.
 *
 * @example
 * class Patience extends Pattern {
 *   public constructor(scope: Construct, id: string, props: { readonly service: HostOwner; readonly timeout: string }) {
 *     super(scope, id, props, { service: true, timeout: true });
 *     const timeout = this.durationOption('timeout', props.timeout, '1s');
 *     props.service.contribute(this, { behaviours: [{ name: id, behaviours: { timeout } }] });
 *   }
 * }
 * const payments = new MeshService(chart, 'payments', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * new Patience(chart, 'patience', { service: payments, timeout: '3s' });
 */
export abstract class Pattern extends Construct {
  static {
    markCopy(this.prototype);
  }

  private readonly source: Source;
  private readonly options: object;

  /**
   * @param props the options as the user wrote them
   * @param known every option that the pattern has; others would be lost, so they are refused
   * @throws ConfigError `pattern/unknown-option` for an option that the pattern does not have
   */
  protected constructor(scope: Construct, id: string, props: object, known: Readonly<Record<string, true>>) {
    super(scope, checkedId(scope, id));
    this.source = new Source(new.target);
    this.options = props;
    assertOptions(this, props, known);
  }

  /** Where the options have that value, so that a finding names the option and not what came of it. @internal */
  public _optionWith(value: unknown): Path | undefined {
    return optionWith(this.options, value, []);
  }

  /** The pattern as findings name it; its line is looked up only when a finding needs it. @internal */
  public get _claimant(): Claimant {
    return new ConstructClaimant(this.node.path, this.source);
  }

  /**
   * The value of an option that is a whole percentage within bounds.
   *
   * @throws ConfigError `pattern/invalid-option` for any other value
   */
  protected percentOption(option: string | Path, value: number, least = 0, most = 100): number {
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    return this.refuseOption(option, `Expected a whole percentage from ${least} to ${most}, got ${quote(value)}`, percentFix(value));
  }

  /**
   * The value of an option that is a whole number within bounds.
   *
   * @throws ConfigError `pattern/invalid-option` for any other value
   */
  protected wholeOption(option: string | Path, value: number, least: number, most?: number): number {
    if (Number.isInteger(value) && value >= least && (most === undefined || value <= most)) return value;
    const bounds = most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
    const number = Number(value);
    const fix = typeof value === 'string' && /^\d{1,9}$/.test(value) ? `write ${number}, without quotes` : undefined;
    return this.refuseOption(option, `Expected a whole number ${bounds}, got ${quote(value)}`, fix);
  }

  /**
   * The value of an option that is a duration, as Istio writes it; `undefined` where it is not set.
   *
   * @param least the shortest that it may be
   * @throws ConfigError `pattern/invalid-option` for what is no duration, or a shorter one
   */
  protected durationOption<T extends GoDuration | undefined>(
    option: string, value: T, least?: string,
  ): T extends undefined ? undefined : string;
  protected durationOption(option: string, value: GoDuration | undefined, least?: string): string | undefined {
    return value === undefined ? undefined : durationOption(this, option, value, least);
  }

  /**
   * Refuses the value of an option, at the line that made the pattern.
   *
   * @param option the option; the path to it, or its names with dots between them, where it is inside of another
   * @param message what was expected and what was got
   * @param fix the edit that makes it right
   * @throws ConfigError `pattern/invalid-option`, always
   */
  protected refuseOption(option: string | Path, message: string, fix?: string): never {
    return refuseOption(this, option, message, fix);
  }
}

/** The value of an option that is a duration, as Istio writes it. @throws ConfigError for what is none, or a shorter one @internal */
export function durationOption(construct: Construct, option: string, value: unknown, least = '0s'): string {
  const text = typeof value === 'string' || isDurationLike(value) ? goDurationText(value) : '';
  const time = parseGoDuration(text);
  if (time === undefined) {
    const correct = duration.correct!(typeof value === 'number' ? String(value) : text);
    return refuseOption(construct, option, `Expected a duration such as "5s", got ${quote(value)}`, correct && `write '${correct}'`);
  }
  if (time < parseGoDuration(least)!) return refuseOption(construct, option, `Expected a duration of at least ${least}, got ${text}`);
  return text;
}

/** Refuses the value of an option, by its path; of a text, dots part the steps. @internal */
export function refuseOption(construct: Construct, option: string | Path, message: string, fix?: string): never {
  const at = typeof option !== 'string' ? option : option === '' ? [] : option.split('.');
  return refuse(construct, patternRules.invalidOption, at, { message, fix: fix ?? expectedFix(message) });
}

/** The fix of a message that has none of its own: what was expected. */
function expectedFix(message: string): string {
  const [, expected] = /^Expected ([^]+?), got /.exec(message) ?? [];
  return expected === undefined ? patternRules.invalidOption.fix : `write ${expected}`;
}

/** 10 % for 0.1, "10" and "10%". */
function percentFix(value: unknown): string | undefined {
  if (typeof value === 'number' && value > 0 && value < 1) return `write ${Math.max(1, Math.round(value * 100))} for ${Math.max(1, Math.round(value * 100))} %`;
  const [, number] = (typeof value === 'string' && /^(\d{1,3})\s*%?$/.exec(value)) || [];
  return number === undefined ? undefined : `write ${number}`;
}

const DEEPEST_OPTION = 4;

/** The path of a value in plain options; objects of classes are no options but what they refer to. */
function optionWith(options: unknown, value: unknown, at: Path): Path | undefined {
  if (options === value && at.length > 0) return at;
  if (at.length === DEEPEST_OPTION || !isPlain(options)) return undefined;
  for (const [key, option] of Object.entries(options)) {
    const found = optionWith(option, value, [...at, Array.isArray(options) ? Number(key) : key]);
    if (found) return found;
  }
  return undefined;
}

function isPlain(value: unknown): value is object {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);
}

/** Refuses what is no options, and options that are none of those: they would be lost. @internal */
export function assertOptions(construct: Construct, props: unknown, known: Readonly<Record<string, true>>, at: Path = []): void {
  if (typeof props !== 'object' || props === null) refuseOption(construct, at, `Expected options, got ${quote(props)}`, `write { ${Object.keys(known).slice(0, 3).map((option) => `${option}: …`).join(', ')} }`);
  for (const [option, value] of Object.entries(props)) {
    if (value === undefined || Object.hasOwn(known, option)) continue;
    refuse(construct, patternRules.unknownOption, [...at, option], unknownOption(option, Object.keys(known)));
  }
}
