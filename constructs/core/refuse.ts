import type { Construct } from 'constructs';
import type { Claimant } from '../../lib/composition/claim';
import { ConfigError } from '../../lib/core/config-error';
import type { Finding, Path, ResourceId } from '../../lib/core/finding';
import { type Detail, finding, type RuleDoc } from '../../lib/core/rule';
import { placeOf } from './claimant';
import { Source } from './source';

/** Throws what can never become right, at the line of the program that asked for it. @internal */
export function refuse(construct: Construct, rule: RuleDoc, at: Path, detail: Detail): never {
  const { path } = construct.node;
  const { resource } = construct as { resource?: { readonly _id: ResourceId } };
  return throwFinding(rule, resource?._id ?? constructId(path), at, detail, path);
}

/** The same, before the construct is made. @internal */
export function refuseUnmade(scope: Construct, id: string, rule: RuleDoc, at: Path, detail: Detail, resource?: ResourceId): never {
  const path = [scope.node.path, String(id)].filter(Boolean).join('/');
  return throwFinding(rule, resource ?? constructId(path), at, detail, path);
}

/** The same, where no construct is involved. @internal */
export function throwFinding(rule: RuleDoc, resource: ResourceId, at: Path, detail: Detail, construct?: string): never {
  const { location } = Source.ofRefusal();
  throw new ConfigError([{
    ...finding(rule, resource, at, detail),
    ...(construct === undefined ? {} : { construct }),
    ...(location ? { source: location } : {}),
  }]);
}

/** A construct where a finding names a resource. @internal */
export function constructId(path: string): ResourceId {
  return { apiVersion: '', kind: 'Construct', name: path };
}

/** Another construct that has part in a finding. @internal */
export function relatedConstruct(claimant: Claimant): NonNullable<Finding['related']>[number] {
  return { resource: constructId(claimant.construct), ...placeOf(claimant) };
}
