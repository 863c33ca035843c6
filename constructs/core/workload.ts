import type { Construct } from 'constructs';
import { isObject } from '../../lib/core/is-object';
import { quote } from '../../lib/core/quote';
import { assertOptions, refuseOption } from './pattern';
import { arePodLabels } from './pod-labels';

/**
 * The pods of a workload. A program describes them once, as one object, and gives it to each construct that is about them.
 *
 * @example
 * const checkout = { labels: { app: 'checkout' }, serviceAccount: 'checkout' };
 * new PeerAuthentication(chart, 'strict', { workload: checkout, mode: 'STRICT' });
 */
export interface WorkloadPods {
  /** Labels that all of these pods have, and no others. */
  readonly labels: Readonly<Record<string, string>>;
  /** The service account of the pods. Constructs that select pods by their labels alone do without it. */
  readonly serviceAccount?: string;
}

const WORKLOAD = { labels: true, serviceAccount: true } satisfies Record<keyof WorkloadPods, true>;

/** Refuses labels without `labels:` around them, and options that a workload does not have. @internal */
export function assertWorkload(construct: Construct, workload: unknown, at = 'workload'): void {
  if (!isObject(workload)) return;
  if (!('labels' in workload) && arePodLabels(workload)) {
    const [label, value] = Object.entries(workload)[0]!;
    const labels = `{ ${quote(label)}: ${quote(value)}${Object.keys(workload).length > 1 ? ', …' : ''} }`;
    refuseOption(construct, at, `Expected { labels: ${labels} }, got the labels alone`, `write { labels: ${labels} }`);
  }
  assertOptions(construct, workload, WORKLOAD, [at]);
}

/** The labels of a workload that a pattern selects. @throws ConfigError `pattern/invalid-option` for none @internal */
export function workloadLabels(
  construct: Construct, workload: unknown, whose: string, fix?: string, at = 'workload',
): Readonly<Record<string, string>> {
  assertWorkload(construct, workload, at);
  const labels = isObject(workload) ? workload.labels : undefined;
  if (arePodLabels(labels)) return labels;
  const [where, got] = isObject(workload) ? [`${at}.labels`, labels] : [at, workload];
  return refuseOption(construct, where, `Expected labels of ${whose}, got ${quote(got)}`, fix);
}

/** The field by which Istio selects pods; what is no workload goes through as it is, for the check to see. @internal */
export function labelsIn(workload: WorkloadPods): Readonly<Record<string, string>> {
  return isObject(workload) ? workload.labels : workload;
}
