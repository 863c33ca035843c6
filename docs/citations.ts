import { allRules } from '../lib/analysis/all-rules';
import { type Citation, CRDS } from '../lib/core/citation';
import type { RuleDoc } from '../lib/core/rule';
import { constructRules } from '../constructs/construct-rules';

/** What a citation names: a name in an upstream file, a field of the CRDs, a page elsewhere, or a file of this repository. */
export type Cited =
  | { readonly kind: 'name'; readonly file: string; readonly name: string }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'page'; readonly url: string }
  | { readonly kind: 'file'; readonly file: string; readonly anchor?: string };

export function citedBy(citation: Citation): Cited {
  if (citation.startsWith('https://')) return { kind: 'page', url: citation };
  const [file, part] = citation.split('#') as [string, string?];
  if (file === CRDS) return { kind: 'field', field: part! };
  if (file.startsWith('docs/') || file.startsWith('test/')) return { kind: 'file', file, ...(part === undefined ? {} : { anchor: part }) };
  return { kind: 'name', file, name: part! };
}

/** The citations of a rule as a list. */
export function citationsOf({ source }: RuleDoc): readonly Citation[] {
  return typeof source === 'string' ? [source] : source;
}

/** The citations of a rule as its page shows them: names of one file stand together, and pages are links. */
export function citationsText(rule: RuleDoc): string {
  const cited = citationsOf(rule).map(citedBy);
  const names = cited.filter((one) => one.kind === 'name');
  const files = [...new Set(names.map(({ file }) => file))];
  return [
    ...files.map((file) => `${names.filter((one) => one.file === file).map(({ name }) => `\`${name}\``).join(', ')} in \`${file}\``),
    ...cited.flatMap((one) => {
      switch (one.kind) {
        case 'name': return [];
        case 'field': return [`\`${one.field}\` in \`${CRDS}\``];
        case 'page': return [`<${one.url}>`];
        // The package has the pages, and not the tests.
        case 'file': return [one.file.startsWith('docs/') ? pageLink(one.file, one.anchor) : `\`${one.file}\``];
      }
    }),
  ].join('; ');
}

const pageLink = (file: string, anchor: string | undefined): string => `[${file}](../../${file}${anchor === undefined ? '' : `#${anchor}`})`;

/** Every rule of the package, those of constructs among them. */
export const allDocumentedRules: readonly RuleDoc[] = [...allRules(), ...constructRules];
