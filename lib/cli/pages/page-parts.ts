import type { RulePage } from './rule-pages';

/** An example of a page: YAML, or one value. */
export interface PageExample {
  readonly text: string;
  /** Where a wrong one is wrong. */
  readonly at?: string;
}

/** The parts of a rule's page. */
export interface PageParts {
  readonly why: string;
  readonly fix: string;
  readonly right: readonly PageExample[];
  readonly wrong: readonly PageExample[];
  readonly source: string;
}

const BLOCK = /```yaml\n([^]*?)\n```|^(- .*(?:\n- .*)*)$|^(Right|Wrong):$|^at (.+)$|^Fix: (.+)\.$|^Source: (.+)$|^\*\*.+?\.\*\* (.+)$/gm;

/** Takes a page apart, which was written from its rule. */
export function partsOf({ page }: RulePage): PageParts {
  const examples = { right: [] as PageExample[], wrong: [] as PageExample[] };
  let [why, fix, source] = ['', '', ''];
  let list = examples.right;
  for (const [, yaml, values, heading, at, isFix, isSource, isWhy] of page.matchAll(BLOCK)) {
    if (heading !== undefined) list = heading === 'Right' ? examples.right : examples.wrong;
    else if (yaml !== undefined) list.push({ text: yaml });
    else if (values !== undefined) list.push(...values.split('\n').map((value) => ({ text: value.slice(2).replace(/^`(.*)`$/, '$1') })));
    else if (at !== undefined && list.length > 0) list.push({ ...list.pop()!, at: at.replaceAll('`', '') });
    else if (isFix !== undefined) fix = isFix;
    else if (isSource !== undefined) source = isSource.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replace(/[`<>]/g, '');
    else if (isWhy !== undefined) why = isWhy;
  }
  return { why, fix, ...examples, source };
}
