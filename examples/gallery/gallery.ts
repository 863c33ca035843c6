import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { check, configureMesh, type Finding } from 'cdk8s-istio';
import type { Recipe, Topic } from './recipe';

/* eslint-disable @typescript-eslint/no-require-imports -- the topics are whatever files there are */

const TOPICS = join(__dirname, 'topics');

/** Every topic, by its file's name. */
export function topics(): ReadonlyMap<string, Topic> {
  const files = readdirSync(TOPICS).filter((file) => file.endsWith('.ts')).sort();
  return new Map(files.map((file) => [file.slice(0, -3), (require(join(TOPICS, file)) as { default: Topic }).default]));
}

/** What is found in the manifest of a recipe, each recipe for itself, without what the recipe declares as known. */
export function findingsIn(manifest: unknown, { known = {} }: Recipe): Finding[] {
  return check([manifest], { acknowledge: Object.entries(known).map(([rule, reason]) => ({ rule, reason })) });
}

/** Runs a recipe in an app of its own and returns the app and the one manifest it writes. */
export function cook(recipe: Recipe): { app: App; manifest: Record<string, unknown> } {
  const app = new App();
  configureMesh(app, { severities: Object.fromEntries(Object.keys(recipe.known ?? {}).map((rule) => [rule, 'info'])) });
  const chart = new Chart(app, 'gallery');
  recipe.build(chart, new Chart(app, 'around'));
  const [manifest, ...more] = chart.toJson() as Record<string, unknown>[];
  if (!manifest || more.length > 0) {
    const names = chart.node.findAll().filter(ApiObject.isApiObject).map((object) => object.node.path);
    throw new Error(`Expected one resource in the chart of "${recipe.title}", got ${names.join(', ') || 'none'}`);
  }
  return { app, manifest };
}
