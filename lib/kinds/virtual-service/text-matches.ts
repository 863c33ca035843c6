import type { Path } from '../../core/finding';
import { lastAsked } from '../../core/last-asked';
import type { Json } from '../../values/types';
import type { StringMatch } from '../_shared/string-match/api';
import type { Spec } from './rules/virtual-service-rule';

type Field = 'uri' | 'scheme' | 'method' | 'authority' | 'headers' | 'withoutHeaders' | 'queryParams';

/** A comparison of a text in a match of a route, and where it stands. */
export interface TextMatch {
  readonly at: Path;
  readonly field: Field;
  /** The name of the header or the parameter. */
  readonly name?: string;
  readonly match: Json<StringMatch>;
}

/** Every comparison of a text in the matches of HTTP routes. */
export const textMatches: (spec: Spec) => readonly TextMatch[] = lastAsked((spec) => [...textMatchesIn(spec)]);

function* textMatchesIn({ http = [] }: Spec): Generator<TextMatch> {
  for (const [i, { match = [] }] of http.entries()) {
    for (const [m, one] of match.entries()) {
      const here: Path = ['spec', 'http', i, 'match', m];
      for (const field of ['uri', 'scheme', 'method', 'authority'] as const) {
        const given = one[field];
        if (given) yield { at: [...here, field], field, match: given };
      }
      for (const field of ['headers', 'withoutHeaders', 'queryParams'] as const) {
        for (const [name, given] of Object.entries(one[field] ?? {})) yield { at: [...here, field, name], field, name, match: given };
      }
    }
  }
}
