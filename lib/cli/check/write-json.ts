import { countsOf, type Report } from '../input/report';

/** The findings as other programs read them. */
export function writeJson({ findings, suppressed, resources }: Report): string {
  const acknowledged = suppressed.length === 0 ? {} : { suppressed };
  const summary = { resources, ...countsOf(findings), ...(suppressed.length === 0 ? {} : { suppressed: suppressed.length }) };
  return `${JSON.stringify({ findings, ...acknowledged, summary }, undefined, 2)}\n`;
}
