import { App, type Chart } from 'cdk8s';
import { check, type CheckOptions, ConfigError, type Finding, renderPath } from 'cdk8s-istio';
import { Synthesis } from '../../constructs/core/synthesis';
import { chartOf } from './chart';

/** The findings of one resource by itself, whatever it would mean in a mesh. */
export function checkAlone(resource: unknown, options: CheckOptions = {}): readonly Finding[] {
  return check([resource], { ...options, scope: 'admission' });
}

/** The findings of the ConfigError that a program throws; what it throws else is thrown on. */
export function thrownBy(program: () => unknown): readonly Finding[] {
  let result: unknown;
  try {
    result = program();
  } catch (error) {
    if (error instanceof ConfigError) return error.findings;
    throw error;
  }
  throw new Error(`Expected a ConfigError, got ${String(result)}`);
}

/** The findings that a program fails with, where it is built or when it is synthesized. */
export function findingsOf(build: (chart: Chart) => unknown): readonly Finding[] {
  const chart = chartOf();
  return thrownBy(() => {
    build(chart);
    return App.of(chart).synthYaml();
  });
}

/** The errors that a program fails with: each rule and the field it is about. */
export function errorsOf(build: (chart: Chart) => unknown): string[] {
  return findingsOf(build).filter(({ severity }) => severity === 'error').map(({ rule, path }) => `${rule} @ ${renderPath(path)}`);
}

/** All findings of a complete app, also those that do not stop its synth. */
export function findingsIn(app: App): Finding[] {
  return [...Synthesis.of(app).examine().findings];
}

/** All findings of a program, thrown where it builds an app or found in the complete app. */
export function findingsWith(build: () => App): readonly Finding[] {
  let app: App;
  try {
    app = build();
  } catch (error) {
    if (error instanceof ConfigError) return error.findings;
    throw error;
  }
  return findingsIn(app);
}

/** A finding in a line. */
export function inLine({ rule, path, construct, message }: Finding): string {
  return `${rule} @ ${renderPath(path)} of ${construct}: ${message}`;
}
