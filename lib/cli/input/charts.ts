import { posix } from 'node:path';
import type { Located } from '../../analysis/pipeline';
import { fileRules } from '../../core/file-rules';
import { finding } from '../../core/rule';
import { plural } from './report';
import type { TextPlace } from './texts';

/** From so many files with templates on, a folder is taken for a chart, also without Chart.yaml. */
const MANY_FILES = 4;

type Found = Located<TextPlace>;

/**
 * One finding for all templates of a chart, in the place of the first one: a folder of templates is one mistake. What cannot be parsed in
 * the same files follows from it.
 */
export function oneFindingPerChart(findings: readonly Found[], files: readonly string[]): readonly Found[] {
  const templates = findings.filter(({ finding: { rule } }) => rule === fileRules.template.id);
  if (templates.length < 2) return findings;
  const charts = chartsOf([...new Set(templates.flatMap((found) => fileOf(found) ?? []))], files);
  const seen = new Set<string>();
  return findings.flatMap((found) => {
    const { rule } = found.finding;
    const file = rule === fileRules.template.id || rule === fileRules.syntax.id ? fileOf(found) : undefined;
    const chart = file === undefined ? undefined : charts.get(file);
    if (chart === undefined) return [found];
    if (seen.has(chart)) return [];
    seen.add(chart);
    return [ofChart(chart, [...charts.values()].filter((other) => other === chart).length)];
  });
}

function fileOf({ finding: { file }, place }: Found): string | undefined {
  return place?.source.file ?? file;
}

/** The folder of the chart that each file with templates belongs to. */
function chartsOf(templates: readonly string[], files: readonly string[]): Map<string, string> {
  const known = new Set(files.filter((file) => posix.basename(file) === 'Chart.yaml').map((file) => posix.dirname(file)));
  const inFolder = (folder: string): number => templates.filter((file) => posix.dirname(file) === folder).length;
  const charts = templates.flatMap((file): [string, string][] => {
    const folder = posix.dirname(file);
    const chart = ancestors(folder).find((one) => known.has(one));
    if (chart !== undefined) return [[file, chart]];
    return inFolder(folder) >= MANY_FILES ? [[file, folder]] : [];
  });
  const sizes = new Map<string, number>();
  for (const [, chart] of charts) sizes.set(chart, (sizes.get(chart) ?? 0) + 1);
  // Of one file its line says more.
  return new Map(charts.filter(([, chart]) => sizes.get(chart)! > 1));
}

function ancestors(folder: string): string[] {
  const parent = posix.dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

function ofChart(folder: string, count: number): Found {
  const chart = posix.basename(folder) === 'templates' ? posix.dirname(folder) : folder;
  const detail = {
    message: `Expected YAML, got ${plural(count, 'file')} of templates`,
    fix: `render them first: helm template ${chart} | cdk8s-istio check -`,
  };
  return { finding: { ...finding(fileRules.template, undefined, [], detail), file: folder }, related: [] };
}
