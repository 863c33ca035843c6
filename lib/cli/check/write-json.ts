import { shownJson } from '../../core/shown';
import { countsOf, type Report } from '../input/report';
import { bounded } from './bounded';
import { jsonList } from './json-list';

/** The findings as other programs read them. */
export function* writeJson({ findings, suppressed, resources, unread }: Report): Generator<string> {
  yield '{\n  "findings": ';
  yield* jsonList(entries(findings), '  ');
  if (suppressed.length > 0) {
    yield ',\n  "suppressed": ';
    yield* jsonList(entries(suppressed), '  ');
  }
  const summary = {
    resources,
    ...(unread === 0 ? {} : { unread }),
    ...countsOf(findings),
    ...(suppressed.length === 0 ? {} : { suppressed: suppressed.length }),
  };
  yield `,\n  "summary": ${shownJson(summary).replaceAll('\n', '\n  ')}\n}\n`;
}

function* entries(located: Report['findings']): Generator<object> {
  for (const { finding } of located) yield bounded(finding);
}
