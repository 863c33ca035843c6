import { lastAsked } from './last-asked';
import {
  type BadExample, defineRule, type Report, type Resource, type ResourceMetadata, type Rule, type RuleContext, type RuleDoc, type RuleId,
} from './rule';

/** What most rules of istiod's admission have in common. */
export const REFUSED_BY_ISTIOD = { severity: 'error', authority: 'istiod', why: 'istiod refuses the resource.' } as const;

/** A rule about one part of a spec, such as a port, a connection pool or the TLS settings of a server. Its examples are that part alone. */
export interface RuleRow<Part> extends Omit<RuleDoc, 'id'>, Pick<Rule<unknown>, 'onlyWith'> {
  /** The whole id, so that a search for it leads here; a row that several kinds share has one id for each of them. */
  readonly id: RuleId | readonly RuleId[];
  /** Parts that pass, in YAML. */
  readonly good: readonly string[];
  /** Parts that break the rule, in YAML; `at` is the path of the finding below the part, such as `.http.maxRetries`, or empty. */
  readonly bad: readonly BadExample[];
  check(part: Part, report: Report, context: RuleContext, metadata: ResourceMetadata): void;
}

/** Where the parts that a table checks are found in the resources of one kind. */
export interface TableScope<Spec, Part> {
  /** The first half of the ids of the kind. Rows without an id of it are left out. */
  readonly topic: string;
  /** Every part that the rows check. A part knows its own path. */
  parts(spec: Spec): Iterable<Part>;
  /** The places of a part in resources of the kind: each example is put into each of them, and `at` is the path of the part there. */
  readonly examples: readonly { yaml(part: string): string; readonly at: string }[];
}

/** Makes each row a rule of the kind, with an id and examples of its own. */
export function defineTable<Spec, Part>(scope: TableScope<Spec, Part>, rows: readonly RuleRow<Part>[]): readonly Rule<Spec>[] {
  const { topic, examples } = scope;
  const parts = lastAsked((resource: Resource<Spec>) => [...scope.parts(resource.spec)]);
  return rows.flatMap((row) => {
    const id = [row.id].flat().find((known) => known.startsWith(`${topic}/`));
    return id === undefined ? [] : [ruleOf(id, parts, examples, row)];
  });
}

function ruleOf<Spec, Part>(
  id: RuleId, parts: (resource: Resource<Spec>) => readonly Part[], examples: TableScope<Spec, Part>['examples'], row: RuleRow<Part>,
): Rule<Spec> {
  return defineRule<Spec>({
    ...row,
    id,
    check(resource, report, context) {
      for (const part of parts(resource)) row.check(part, report, context, resource.metadata);
    },
    good: row.good.flatMap((part) => examples.map(({ yaml }) => yaml(part))),
    bad: row.bad.flatMap((bad) => examples.map(({ yaml, at }) => ({ ...bad, yaml: yaml(bad.yaml), at: `${at}${bad.at}` }))),
  });
}
