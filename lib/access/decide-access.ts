import type { EntryOf } from '../mesh/mesh-entry';
import type { ProxyView } from '../mesh/proxy-view';
import type { FilterChain } from '../route/listeners/listener';
import { compile } from '../route/proxy-config';
import type { AccessRequest } from './access-request';
import { type Presented, ruleHolds } from './policy-rule';
import { tokenVerdict } from './tokens';

type Policy = EntryOf<'AuthorizationPolicy'>;

/** Whether a workload takes a request, or a connection, and what decided it. */
export type AccessDecision =
  /** It is let in: by a rule, or because no policy allows only some. */
  | { readonly is: 'allowed'; readonly by?: PolicyRule }
  /** It is refused. */
  | { readonly is: 'refused'; readonly why: 'no mutual TLS' | 'no TLS is taken' | 'token' | 'audience' | 'no rule allows it' }
  | { readonly is: 'refused'; readonly why: 'a rule denies it'; readonly by: PolicyRule }
  /** An external authorizer decides. */
  | { readonly is: 'unknown'; readonly because: string };

/** A rule of a policy: its place among the policy's rules. */
export interface PolicyRule {
  readonly policy: Policy;
  readonly rule: number;
}

/** Decides for the workload beside a sidecar, or for a gateway. */
export function decideAccess(view: ProxyView, access: AccessRequest): AccessDecision {
  const refused = view.proxy.type === 'sidecar' ? refusedTls(view, access) : undefined;
  if (refused) return refused;
  const token = tokenVerdict(view, access);
  if ('status' in token) return { is: 'refused', why: token.status === 401 ? 'token' : 'audience' };
  const policies = view.policies('AuthorizationPolicy').filter(isEnforced);
  const of = (action: string): readonly Policy[] => policies.filter(({ resource: { spec } }) => (spec.action ?? 'ALLOW') === action);
  const presented: Presented = { access, claims: token.claims, settings: view.settings };
  const [custom] = of('CUSTOM').map((policy) => holding([policy], presented, false)).filter((each) => each !== undefined);
  const denied = holding(of('DENY'), presented, false);
  if (denied) return { is: 'refused', why: 'a rule denies it', by: denied };
  const allow = of('ALLOW');
  const allowed = holding(allow, presented, true);
  if (allow.length > 0 && !allowed) return { is: 'refused', why: 'no rule allows it' };
  if (custom) return { is: 'unknown', because: `AuthorizationPolicy ${custom.policy.id.name} delegates to an external authorizer` };
  return { is: 'allowed', ...(allowed ? { by: allowed } : {}) };
}

/** A policy on trial is only written into logs. */
function isEnforced({ resource: { metadata } }: Policy): boolean {
  return !/^(1|t|T|TRUE|true|True)$/.test(metadata.annotations?.['istio.io/dry-run'] ?? '');
}

function holding(policies: readonly Policy[], presented: Presented, allows: boolean): PolicyRule | undefined {
  for (const policy of policies) {
    const { rules = [] } = policy.resource.spec;
    const rule = rules.findIndex((each) => ruleHolds(each, policy, presented, allows));
    if (rule >= 0) return { policy, rule };
  }
  return undefined;
}

/** A port in strict mode takes no plaintext, and one without mutual TLS no TLS of the mesh. */
function refusedTls(view: ProxyView, { port, from, request }: AccessRequest): AccessDecision | undefined {
  const chains = compile(view).listeners.find(({ name }) => name === 'virtualInbound')?.chains ?? [];
  const reads = request ? 'requests' : 'bytes';
  const takes = (isMutual: boolean): boolean => {
    const able = chains.filter((chain) => chain.filter.reads === reads && isMutual === endsMeshTls(chain));
    return able.some(({ match }) => match.port === port) || able.some(({ match }) => match.port === undefined);
  };
  if (takes(from !== undefined)) return undefined;
  return { is: 'refused', why: from === undefined ? 'no mutual TLS' : 'no TLS is taken' };
}

function endsMeshTls({ tls, match: { transport } }: FilterChain): boolean {
  return tls !== undefined && transport === 'tls';
}
