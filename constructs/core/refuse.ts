import type { Construct } from 'constructs';
import { ConfigError } from '../../lib/core/config-error';
import type { Path, ResourceId } from '../../lib/core/finding';
import { type Detail, finding, type RuleDoc } from '../../lib/core/rule';
import { Source } from './source';

/** On a construct that writes one resource: what identifies it. */
export const RESOURCE_ID = Symbol('cdk8s-istio.ResourceId');

/** Throws what can never become right, at the line of the program that asked for it. @internal */
export function refuse(construct: Construct, rule: RuleDoc, at: Path, detail: Detail): never {
  const { path } = construct.node;
  const { [RESOURCE_ID]: resource } = construct as { [RESOURCE_ID]?: ResourceId };
  return throwFinding(rule, resource, at, detail, path);
}

/** The same, before the construct is made. @internal */
export function refuseUnmade(scope: Construct, id: string, rule: RuleDoc, at: Path, detail: Detail, resource?: ResourceId): never {
  const path = [scope.node.path, String(id)].filter(Boolean).join('/');
  return throwFinding(rule, resource, at, detail, path);
}

/** The same, where no construct is involved. @internal */
export function throwFinding(rule: RuleDoc, resource: ResourceId | undefined, at: Path, detail: Detail, construct?: string): never {
  const { location } = Source.ofRefusal();
  throw new ConfigError([{
    ...finding(rule, resource, at, detail),
    ...(construct === undefined ? {} : { construct }),
    ...(location ? { source: location } : {}),
  }]);
}
