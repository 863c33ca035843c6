import type { Finding } from '../../core/finding';
import { countsOf, type Report } from '../input/report';

/** The findings as other programs read them. */
export function writeJson({ findings, suppressed, resources, unread }: Report): string {
  const list = (located: Report['findings']): readonly Finding[] => located.map(({ finding }) => finding);
  const acknowledged = suppressed.length === 0 ? {} : { suppressed: list(suppressed) };
  const summary = {
    resources,
    ...(unread === 0 ? {} : { unread }),
    ...countsOf(findings),
    ...(suppressed.length === 0 ? {} : { suppressed: suppressed.length }),
  };
  return `${JSON.stringify({ findings: list(findings), ...acknowledged, summary }, undefined, 2)}\n`;
}
