import { list, object, oneOf, since, text } from '../../values/schemas';
import { policyTargetFields } from '../_shared/policy-target/schema';

const texts = list(text()).optional();
const accounts = list(text({ max: 320 }), { max: 16 }).optional();
const trustDomains = since('1.30', list(text())).optional();

const source = object({
  principals: texts,
  notPrincipals: texts,
  requestPrincipals: texts,
  notRequestPrincipals: texts,
  namespaces: texts,
  notNamespaces: texts,
  serviceAccounts: accounts,
  notServiceAccounts: accounts,
  trustDomains,
  notTrustDomains: trustDomains,
  ipBlocks: texts,
  notIpBlocks: texts,
  remoteIpBlocks: texts,
  notRemoteIpBlocks: texts,
});

const operation = object({
  hosts: texts,
  notHosts: texts,
  ports: texts,
  notPorts: texts,
  methods: texts,
  notMethods: texts,
  paths: texts,
  notPaths: texts,
});

const rule = object({
  from: list(object({ source: source.optional() }), { max: 512 }).optional(),
  to: list(object({ operation: operation.optional() })).optional(),
  when: list(object({ key: text(), values: texts, notValues: texts })).optional(),
});

/** @see AuthorizationPolicySpec */
export const schema = object({
  ...policyTargetFields,
  rules: list(rule, { max: 512 }).optional(),
  action: oneOf(['ALLOW', 'DENY', 'AUDIT', 'CUSTOM']).optional(),
  provider: object({ name: text().optional() }).optional(),
});
