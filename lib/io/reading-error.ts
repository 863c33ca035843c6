import type { RuleDoc } from '../core/rule';
import { fileRules } from '../core/file-rules';

/** Where and why a document cannot be read any further. */
export class ReadingError extends Error {
  public readonly rule: RuleDoc;
  public readonly fix: string | undefined;

  public constructor(
    public readonly offset: number,
    message: string,
    { rule = fileRules.syntax, fix }: { readonly rule?: RuleDoc; readonly fix?: string } = {},
  ) {
    super(message);
    this.rule = rule;
    this.fix = fix;
  }
}
