import { countsOf, type Report } from '../input/report';

/** The findings as other programs read them. */
export function writeJson({ findings, suppressed, resources, unread }: Report): string {
  const acknowledged = suppressed.length === 0 ? {} : { suppressed };
  const summary = {
    resources,
    ...(unread === 0 ? {} : { unread }),
    ...countsOf(findings),
    ...(suppressed.length === 0 ? {} : { suppressed: suppressed.length }),
  };
  return `${JSON.stringify({ findings, ...acknowledged, summary }, undefined, 2)}\n`;
}
