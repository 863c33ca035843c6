import { quote } from '../../core/quote';
import { compositionRules } from '../composition-rules';
import { connectionPorts, OF_ALL_PORTS } from '../connection-claims';
import type { HostPort } from '../host';
import type { HostModel } from '../host-model';
import { audienceOf, type ClaimedPolicyLeaf, policyName, policyRow } from '../leaves/policy';
import { claimsInForce, type PolicyPart } from '../policy-in-force';
import type { Problem } from '../problem';

/** Claims for the connections of one port of several, where istiod reads one value for all of them. */
export function connectionsDiffer({ host, ports, policies }: HostModel): Problem[] {
  const [first, ...rest] = connectionPorts(ports);
  if (first === undefined || rest.length === 0) return [];
  const problems = new Map<string, Problem>();
  for (const { version, clients } of policies) {
    const part: PolicyPart = { ...(version === undefined ? {} : { version }), ...(clients ? { clients } : {}) };
    const inForce = ({ name }: HostPort, leaf: string): ClaimedPolicyLeaf | undefined => (
      claimsInForce(policies, { ...part, port: name }).get(leaf)
    );
    for (const leaf of OF_ALL_PORTS) {
      const one = inForce(first, leaf);
      const other = rest.find((port) => textOf(inForce(port, leaf)) !== textOf(one));
      const claims = other ? [one, inForce(other, leaf)].filter((claim) => claim !== undefined) : [];
      const claim = claims.find((found) => found.strength === undefined && audienceOf(found) !== 'requests');
      if (other === undefined || claim === undefined || problems.has(leaf)) continue;
      const got = `${textOf(one)} on port ${quote(first.name)} and ${textOf(inForce(other, leaf))} on port ${quote(other.name)}`;
      problems.set(leaf, {
        rule: compositionRules.connectionsDiffer,
        message: `Expected one ${quote(policyName(claim))} for the connections of ${quote(host)}, got ${got}`,
        by: claim.by,
        others: claims.filter(({ by }) => by.construct !== claim.by.construct).map(({ by }) => by),
      });
    }
  }
  return [...problems.values()];
}

/** Claims for the connections of a version, where istiod reads the value of the host alone. */
export function connectionsOfVersions({ host, ports, policies, shares }: HostModel): Problem[] {
  const isSplit = (shares?.value.filter(({ percent }) => percent > 0).length ?? 0) > 1;
  return policies.filter(({ version }) => version !== undefined).flatMap(({ version, port, leaves }) => {
    const about = connectionPorts(ports).filter(({ name }) => port === undefined || name === port);
    const unread = Object.values(leaves).filter((claim) => claim.strength === undefined && audienceOf(claim) !== 'requests' && (
      claim.leaf === 'limits.connectionLifetime' || claim.leaf === 'limits.tcpIdleTimeout' || (claim.leaf === 'balancing' && isSplit)));
    if (about.length === 0) return [];
    return unread.map((claim): Problem => ({
      rule: compositionRules.connectionsOfVersion,
      message: `Expected ${quote(policyName(claim))} for all versions of ${quote(host)} on the ${about[0]!.protocol} port ${quote(about[0]!.name)}, `
        + `got one for ${quote(version)}`,
      by: claim.by,
      others: [],
    }));
  });
}

function textOf<Claim extends ClaimedPolicyLeaf>(claim: Claim | undefined): string {
  return claim === undefined ? 'none' : policyRow(claim).text(claim.value);
}
