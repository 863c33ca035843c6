import type { ApiObject } from 'cdk8s';
import { type IConstruct, Node } from 'constructs';

// cdk8s fixes name, namespace and order of an object when it is made. Resources of a host need all three as later contributions have them,
// so these two functions define properties on single instances of cdk8s and constructs.

/** Name and namespace of a resource. @internal */
export interface ResourcePlace {
  readonly name: string;
  readonly namespace: string;
}

/** Has name and namespace of an object asked for each time they are read, so that contributions can still move it. @internal */
export function bindPlace(object: ApiObject, place: () => ResourcePlace): void {
  const name = { get: () => place().name, enumerable: true };
  Object.defineProperty(object, 'name', name);
  Object.defineProperties(object.metadata, { name, namespace: { get: () => place().namespace, enumerable: true } });
}

const childrenOf = Object.getOwnPropertyDescriptor(Node.prototype, 'children')!.get as (this: Node) => IConstruct[];

/** Sorts the children of a construct whenever they are read, so that the order of documents does not depend on the program's. @internal */
export function orderChildren(construct: IConstruct, compare: (one: IConstruct, two: IConstruct) => number): void {
  const { node } = construct;
  Object.defineProperty(node, 'children', { get: () => childrenOf.call(node).sort(compare) });
}
