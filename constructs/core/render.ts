import { type ApiObject, App, Lazy, ResolutionContext } from 'cdk8s';
import { type ReportInput, type ReplaceInstance, toJson } from '../../lib/core/input';
import type { Path } from '../../lib/core/finding';
import { formatGoDuration, isDurationLike } from '../../lib/values/go-duration';

/** How many resolvers every cdk8s app has of its own; what is in front of them are the user's. */
const BUILT_IN_RESOLVERS = 3;

/**
 * The value as JSON: tokens resolved as cdk8s does it, durations written as Go does, keys sorted. What has no place in JSON is
 * reported, where cdk8s would drop it or fail without a path.
 */
export function renderValue(object: ApiObject, value: unknown, at: Path, report: ReportInput): unknown {
  const { resolvers } = App.of(object);
  const custom = resolvers.length > BUILT_IN_RESOLVERS ? resolvers.slice(0, -BUILT_IN_RESOLVERS) : [];
  const replace: ReplaceInstance = (instance) => {
    if (isDurationLike(instance)) return { value: formatGoDuration(instance.toMilliseconds()) };
    if (instance instanceof Lazy) return { value: instance.produce() };
    const { resolve } = instance as { resolve?: unknown };
    return typeof resolve === 'function' ? { value: (resolve as () => unknown).call(instance) } : undefined;
  };
  const resolved = custom.length === 0 ? value : resolveCustom(value, (key, part) => {
    const context = new ResolutionContext(object, key, part);
    custom.find((resolver) => {
      resolver.resolve(context);
      return context.replaced;
    });
    return context.replaced ? { value: context.replacedValue as unknown } : undefined;
  }, at.map(String));
  return toJson(resolved, {
    replace,
    report: (rule, path, detail) => report(rule, [...at, ...path], detail),
    sortKeys: !process.env.CDK8S_DISABLE_SORT,
  });
}

/** Gives the user's own resolvers every part of the value, as cdk8s would. */
function resolveCustom(value: unknown, resolve: (key: string[], part: unknown) => { value: unknown } | undefined, key: string[]): unknown {
  if (value === undefined || value === null) return value;
  const replaced = resolve(key, value);
  if (replaced) return resolveCustom(replaced.value, resolve, key);
  if (Array.isArray(value)) return value.map((entry, i) => resolveCustom(entry, resolve, [...key, String(i)]));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value as object).map(([k, v]) => [k, resolveCustom(v, resolve, [...key, k])]));
}
