import { shownJson } from '../../core/shown';
import type { Report } from '../input/report';
import { bounded } from './bounded';
import { jsonList } from './json-list';
import type { WrittenReport } from './written-report';

/** The findings as other programs read them. */
export function* writeJson({ findings, suppressed, resources, unread, counts, assumed, known }: WrittenReport): Generator<string> {
  yield '{\n  "findings": ';
  yield* jsonList(entries(findings), '  ');
  if (suppressed.length > 0) {
    yield ',\n  "suppressed": ';
    yield* jsonList(entries(suppressed), '  ');
  }
  const omitted = counts.errors + counts.warnings + counts.infos - findings.length;
  const summary = {
    resources,
    ...(unread === 0 ? {} : { unread }),
    ...counts,
    assumed,
    ...(omitted === 0 ? {} : { omitted }),
    ...(suppressed.length === 0 ? {} : { suppressed: suppressed.length }),
    ...(known === 0 ? {} : { known }),
  };
  yield `,\n  "summary": ${shownJson(summary).replaceAll('\n', '\n  ')}\n}\n`;
}

function* entries(located: Report['findings']): Generator<object> {
  for (const { finding } of located) yield bounded(finding);
}
