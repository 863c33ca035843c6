import { App, Chart } from 'cdk8s';

/** A value that a program without types could pass. */
export const untyped = (value: unknown): never => value as never;

/** A chart in the namespace of its name, in an app of its own unless one is given. */
export function chartOf(namespace = 'shop', app = new App()): Chart {
  return new Chart(app, namespace, { namespace });
}
