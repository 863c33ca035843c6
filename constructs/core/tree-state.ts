import type { IConstruct } from 'constructs';

/**
 * State that a whole construct tree shares. It hangs on the root, is made when it is first asked for, and lives as long as the tree.
 *
 * @param name what the state is, for debuggers
 * @internal
 */
export function treeState<T>(name: string, create: (root: IConstruct) => T): (construct: IConstruct) => T {
  const key = Symbol(`cdk8s-istio.${name}`);
  return ({ node: { root } }) => {
    const holder = root as unknown as { [state: symbol]: T };
    if (!Object.hasOwn(holder, key)) Object.defineProperty(holder, key, { value: create(root) });
    return holder[key]!;
  };
}
