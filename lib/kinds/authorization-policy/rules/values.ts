import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineTable, REFUSED_BY_ISTIOD, type RuleRow } from '../../../core/rule-table';
import { type Grammar, ipBlock, pathTemplate, portText, serviceAccount, trustDomain } from '../grammars';
import { listsOf, operations, type PolicyFields, sources } from '../parts';

/** A list of a source or an operation, and where it stands. */
interface PlacedList {
  readonly at: Path;
  readonly name: string;
  readonly list: readonly string[];
}

/** Reports the values that the grammar of these lists does not have. Empty ones are another rule's. */
const checkLists = (names: readonly string[], grammar: Grammar, expected: string): RuleRow<PlacedList>['check'] => ({ at, name, list }, report) => {
  if (!names.includes(name)) return;
  list.forEach((value, i) => {
    const reason = value === '' ? undefined : grammar(value);
    if (reason !== undefined) report([...at, i], { message: `Expected ${expected}, got ${quote(value)}: ${reason}` });
  });
};

const from = (source: string): string => `from: [{source: ${source}}]`;
const to = (operation: string): string => `to: [{operation: ${operation}}]`;

const rows: readonly RuleRow<PlacedList>[] = [
  {
    id: 'authorization-policy/ip-block',
    onlyWith: ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'],
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected IP addresses or CIDR blocks',
    fix: 'write an address such as 10.0.0.1, or a block such as 10.0.0.0/8',
    source: 'pkg/config/security/security.go#ValidateIPs',
    good: [from('{ipBlocks: [10.0.0.0/8, "::1"]}')],
    bad: [{ yaml: from('{notIpBlocks: [10.0.0/8]}'), at: '.from[0].source.notIpBlocks[0]' }],
    check: checkLists(['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'], ipBlock, 'an IP address or a CIDR block'),
  },
  {
    id: 'authorization-policy/service-account',
    onlyWith: ['serviceAccounts', 'notServiceAccounts'],
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected service accounts as name or namespace/name',
    fix: 'write the whole name of the service account, with its namespace in front when it is another one',
    source: 'pkg/config/security/security.go#CheckServiceAccount',
    good: [from('{serviceAccounts: [cart, shop/cart]}')],
    bad: [{ yaml: from('{serviceAccounts: [shop/*]}'), at: '.from[0].source.serviceAccounts[0]' }],
    check: checkLists(['serviceAccounts', 'notServiceAccounts'], serviceAccount, 'a service account as name or namespace/name'),
  },
  {
    id: 'authorization-policy/trust-domain',
    onlyWith: ['trustDomains', 'notTrustDomains'],
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected trust domains, with one star at either end at most',
    fix: 'write the trust domain, such as cluster.local',
    source: 'pkg/config/security/security.go#CheckTrustDomainValues',
    good: [from('{trustDomains: [cluster.local, "*.example.com"]}')],
    bad: [{ yaml: from('{trustDomains: ["a*b"]}'), at: '.from[0].source.trustDomains[0]' }],
    check: checkLists(['trustDomains', 'notTrustDomains'], trustDomain, 'a trust domain, with one star at either end at most'),
  },
  {
    id: 'authorization-policy/port',
    onlyWith: ['ports', 'notPorts'],
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected ports as decimal text',
    fix: 'write the number of the port in quotes, such as "8080"',
    source: 'pkg/config/security/security.go#ValidatePorts',
    good: [to('{ports: ["8080"]}')],
    bad: [{ yaml: to('{ports: ["80*"]}'), at: '.to[0].operation.ports[0]' }],
    check: checkLists(['ports', 'notPorts'], portText, 'a port as decimal text'),
  },
  {
    id: 'authorization-policy/path-template',
    onlyWith: ['paths', 'notPaths'],
    ...REFUSED_BY_ISTIOD,
    summary: 'Expected paths, or templates with {*} for one part and {**} for the rest',
    fix: 'write {*} or {**} alone between slashes, and no star beside them',
    source: 'pkg/config/security/security.go#CheckValidPathTemplate',
    good: [to('{paths: ["/api/*", "/users/{*}/orders/{**}"]}')],
    bad: [{ yaml: to('{paths: ["/users/{id}"]}'), at: '.to[0].operation.paths[0]' }],
    check: checkLists(['paths', 'notPaths'], pathTemplate, 'a path, or a template with {*} for one part and {**} for the rest'),
  },
];

function* lists(spec: PolicyFields): Generator<PlacedList> {
  for (const { at, part } of [...sources(spec), ...operations(spec)]) {
    for (const [name, list] of listsOf(part)) yield { at: [...at, name], name, list };
  }
}

/** What single values of sources and operations may be. */
export const values = defineTable<PolicyFields, PlacedList>({
  topic: 'authorization-policy',
  parts: lists,
  examples: [{ yaml: (rule) => `spec: {rules: [{${rule}}]}`, at: 'spec.rules[0]' }],
}, rows);
