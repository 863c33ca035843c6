import { App, Chart } from 'cdk8s';
import { ConfigError, type Finding, renderPath } from 'cdk8s-istio';

// What the tests of constructs share.

/** For what a program without types may write. */
export const untyped = (value: unknown): never => value as never;

/** A chart in the namespace shop, of an app of its own. */
export function shop(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

/** The findings that a program fails with, where it is built or when it is synthesized. */
export function found(build: (chart: Chart) => unknown): readonly Finding[] {
  const chart = shop();
  try {
    build(chart);
    throw new Error(`Expected a ConfigError, got ${App.of(chart).synthYaml()}`);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.findings;
  }
}

/** The errors that a program fails with: each rule and where it speaks. */
export function refusals(build: (chart: Chart) => unknown): string[] {
  return found(build).filter(({ severity }) => severity === 'error').map(({ rule, path }) => `${rule} @ ${renderPath(path)}`);
}
