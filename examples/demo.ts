import { join } from 'node:path';
import { check, type Finding, renderFinding } from 'cdk8s-istio';
import { examples, synthesize } from './examples';
import { findingsIn } from './gallery/gallery';
import { writeGallery } from './gallery/write';

/** Synthesizes every example and the gallery, checks what came out, and prints one line for each. */
const dist = join(__dirname, '../dist');
const rows: [string, string, string][] = [['example', 'resources', 'findings']];
const errors: Finding[] = [];
const known: string[] = [];

function add(name: string, resources: number, findings: readonly Finding[]): void {
  const count = (severity: string) => findings.filter((found) => found.severity === severity).length;
  const said = (['error', 'warning', 'info'] as const).filter((severity) => count(severity) > 0).map((severity) => `${count(severity)} ${severity}`);
  rows.push([name, String(resources), said.join(', ') || 'none']);
  errors.push(...findings.filter(({ severity }) => severity === 'error'));
}

for (const example of examples()) {
  const { clusters } = synthesize(example, join(dist, 'examples', example));
  add(example, clusters.flat().length, clusters.flatMap((resources) => check(resources)));
}

for (const [topic, written] of writeGallery()) {
  // Recipes are alternatives of one another, so each is checked alone.
  add(`gallery/${topic}`, written.length, written.flatMap(({ manifest, recipe }) => findingsIn(manifest, recipe)));
  known.push(...written.flatMap(({ file, recipe }) => Object.entries(recipe.known ?? {}).map(([rule, reason]) => `- ${file}, ${rule}: ${reason}`)));
}

const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd());
console.log(`\nManifests of the gallery are as their authors published them. Of these, check warns by itself:\n${known.join('\n')}`);
if (errors.length > 0) {
  console.error(errors.map(renderFinding).join('\n\n'));
  process.exitCode = 1;
}
