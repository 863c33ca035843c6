import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineRule, type Report, type Rule } from '../../../core/rule';
import { type Grammar, ipBlock, pathTemplate, portText, serviceAccount, trustDomain } from '../grammars';
import { listsOf, operations, type PolicyFields, sources } from '../parts';

interface Row {
  readonly name: string;
  readonly fields: readonly string[];
  readonly grammar: Grammar;
  readonly summary: string;
  readonly fix: string;
  readonly source: string;
  readonly good: string;
  readonly bad: { readonly yaml: string; readonly at: string };
}

const source = (fields: string): string => `spec: {rules: [{from: [{source: {${fields}}}]}]}`;
const operation = (fields: string): string => `spec: {rules: [{to: [{operation: {${fields}}}]}]}`;
const SOURCE = 'spec.rules[0].from[0].source';
const OPERATION = 'spec.rules[0].to[0].operation';

const rows: readonly Row[] = [
  {
    name: 'ip-block',
    fields: ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'],
    grammar: ipBlock,
    summary: 'Expected IP addresses or CIDR blocks',
    fix: 'write an address such as 10.0.0.1, or a block such as 10.0.0.0/8',
    source: 'AUTHZ-011; security.go ValidateIPs',
    good: source('ipBlocks: [10.0.0.0/8, "::1"]'),
    bad: { yaml: source('notIpBlocks: [10.0.0/8]'), at: `${SOURCE}.notIpBlocks[0]` },
  },
  {
    name: 'service-account',
    fields: ['serviceAccounts', 'notServiceAccounts'],
    grammar: serviceAccount,
    summary: 'Expected service accounts as name or namespace/name',
    fix: 'write the whole name of the service account, with its namespace in front when it is another one',
    source: 'AUTHZ-013; validation.go validateServiceAccounts',
    good: source('serviceAccounts: [cart, shop/cart]'),
    bad: { yaml: source('serviceAccounts: [shop/*]'), at: `${SOURCE}.serviceAccounts[0]` },
  },
  {
    name: 'trust-domain',
    fields: ['trustDomains', 'notTrustDomains'],
    grammar: trustDomain,
    summary: 'Expected trust domains, with one star at either end at most',
    fix: 'write the trust domain, such as cluster.local',
    source: 'AUTHZ-014; validation.go validateTrustDomains',
    good: source('trustDomains: [cluster.local, "*.example.com"]'),
    bad: { yaml: source('trustDomains: ["a*b"]'), at: `${SOURCE}.trustDomains[0]` },
  },
  {
    name: 'port',
    fields: ['ports', 'notPorts'],
    grammar: portText,
    summary: 'Expected ports as decimal text',
    fix: 'write the number of the port in quotes, such as "8080"',
    source: 'AUTHZ-017; security.go ValidatePorts',
    good: operation('ports: ["8080"]'),
    bad: { yaml: operation('ports: ["80*"]'), at: `${OPERATION}.ports[0]` },
  },
  {
    name: 'path-template',
    fields: ['paths', 'notPaths'],
    grammar: pathTemplate,
    summary: 'Expected paths, or templates with {*} for one part and {**} for the rest',
    fix: 'write {*} or {**} alone between slashes, and no star beside them',
    source: 'AUTHZ-019; security.go CheckValidPathTemplate',
    good: operation('paths: ["/api/*", "/users/{*}/orders/{**}"]'),
    bad: { yaml: operation('paths: ["/users/{id}"]'), at: `${OPERATION}.paths[0]` },
  },
];

/** Reports the values of a list that its grammar does not have. Empty ones are another rule's. */
function checkList(at: Path, values: readonly string[], { grammar, summary }: Row, report: Report): void {
  values.forEach((value, i) => {
    const reason = value === '' ? undefined : grammar(value);
    if (reason !== undefined) report([...at, i], { message: `${summary}, got ${quote(value)}: ${reason}` });
  });
}

/** What single values may be. */
export const values: readonly Rule<PolicyFields>[] = rows.map((row) => defineRule({
  id: `authorization-policy/${row.name}`,
  severity: 'error',
  authority: 'istiod',
  summary: row.summary,
  why: 'istiod refuses the resource.',
  fix: row.fix,
  source: row.source,
  check({ spec }, report) {
    for (const { at, part } of [...sources(spec), ...operations(spec)]) {
      for (const [name, list] of listsOf(part)) if (row.fields.includes(name)) checkList([...at, name], list, row, report);
    }
  },
  good: [row.good],
  bad: [row.bad],
}));
