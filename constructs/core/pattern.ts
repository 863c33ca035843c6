import { Construct } from 'constructs';
import type { Claimant } from '../../lib/composition/claim';
import type { Path } from '../../lib/core/finding';
import { quote } from '../../lib/core/quote';
import { unknownName } from '../../lib/core/suggest';
import { type GoDuration, goDurationText, isDurationLike, parseGoDuration } from '../../lib/values/go-duration';
import { ConstructClaimant } from './claimant';
import { checkedId } from './construct-id';
import { refuse } from './refuse';
import { patternRules } from './pattern-rules';
import { Source } from './source';

/**
 * An intent that several resources, or a part of one, are written for. What a pattern says about a host goes to the host's owner, which
 * writes it.
 */
export abstract class Pattern extends Construct {
  private readonly source: Source;

  /**
   * @param known every option that the pattern has; what is none of them would be lost
   * @internal
   */
  protected constructor(scope: Construct, id: string, props: object, known: Readonly<Record<string, true>>) {
    super(scope, checkedId(scope, id));
    this.source = new Source(new.target);
    assertOptions(this, props, known);
  }

  /** The pattern as findings name it; the line is looked up only when one does. @internal */
  public get _claimant(): Claimant {
    return new ConstructClaimant(this.node.path, this.source);
  }

  /** A whole percentage within bounds. @internal */
  protected _percent(option: string, value: number, least = 0, most = 100): number {
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    return this._refuseOption(option, `Expected a whole percentage from ${least} to ${most}, got ${quote(value)}`);
  }

  /** A whole number within bounds. @internal */
  protected _whole(option: string, value: number, least: number, most?: number): number {
    if (Number.isInteger(value) && value >= least && (most === undefined || value <= most)) return value;
    const bounds = most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
    return this._refuseOption(option, `Expected a whole number ${bounds}, got ${quote(value)}`);
  }

  /** A duration as YAML has it. @internal */
  protected _duration<T extends GoDuration | undefined>(option: string, value: T, least?: string): T extends undefined ? undefined : string;
  protected _duration(option: string, value: GoDuration | undefined, least = '0s'): string | undefined {
    if (value === undefined) return undefined;
    const text = typeof value === 'string' || isDurationLike(value) ? goDurationText(value) : '';
    const time = parseGoDuration(text);
    if (time === undefined) return this._refuseOption(option, `Expected a duration such as "5s", got ${quote(value)}`);
    if (time < parseGoDuration(least)!) return this._refuseOption(option, `Expected a duration of at least ${least}, got ${text}`);
    return text;
  }

  /** Refuses the value of an option. @internal */
  protected _refuseOption(option: string | Path, message: string, fix?: string): never {
    return refuseOption(this, option, message, fix);
  }
}

/** Refuses the value of an option, by its path; of a text, dots part the steps. @internal */
export function refuseOption(construct: Construct, option: string | Path, message: string, fix?: string): never {
  const at = typeof option !== 'string' ? option : option === '' ? [] : option.split('.');
  return refuse(construct, patternRules.invalidOption, at, { message, ...(fix ? { fix } : {}) });
}

/** Refuses what is no options, and options that are none of those: they would be lost. @internal */
export function assertOptions(construct: Construct, props: unknown, known: Readonly<Record<string, true>>, at: Path = []): void {
  if (typeof props !== 'object' || props === null) refuseOption(construct, at, `Expected options, got ${quote(props)}`);
  for (const [option, value] of Object.entries(props)) {
    if (value === undefined || Object.hasOwn(known, option)) continue;
    refuse(construct, patternRules.unknownOption, [...at, option], unknownName(option, Object.keys(known), 'no options'));
  }
}
