import type { Located } from '../../analysis/pipeline';
import { isAtLeast } from '../../core/fail-on';
import { isUnread } from '../../core/file-rules';
import { type Finding, renderSource, renderSubject } from '../../core/finding';
import { escaped, MESSAGE, shown, withoutCommands } from '../../core/shown';
import type { SuppressedFinding } from '../../core/suppression/acknowledgement';
import { plural, resourcesInWords } from '../input/report';
import type { TextPlace } from '../input/texts';
import type { WrittenReport } from './written-report';

type Tested = Located<TextPlace, Finding | SuppressedFinding>;

/**
 * The findings as JUnit XML, which CI systems show as tests: a suite for each file, and a test for each finding. It fails where the finding
 * fails the command, is an error where something could not be checked, and is skipped where the finding is acknowledged.
 */
export function* writeJunit(report: WrittenReport): Generator<string> {
  const all: readonly Tested[] = [...report.findings, ...report.suppressed];
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes({ name: 'cdk8s-istio', ...totals(all, report) })}>\n`;
  for (const [file, findings] of byFile(all)) {
    yield `  <testsuite${attributes({ name: shown(file), ...totals(findings, report), skipped: findings.filter(isAcknowledged).length })}>\n`;
    for (const located of findings) yield testcase(located, report);
    yield '  </testsuite>\n';
  }
  // A CI system takes a report without a test for a run that went wrong.
  if (all.length === 0) yield passed(report);
  yield '</testsuites>\n';
}

function totals(findings: readonly Tested[], report: WrittenReport): Record<string, number> {
  const count = (outcome: Outcome): number => findings.filter((located) => outcomeOf(located, report) === outcome).length;
  return { tests: Math.max(1, findings.length), failures: count('failure'), errors: count('error') };
}

function byFile(findings: readonly Tested[]): Map<string, Tested[]> {
  const files = new Map<string, Tested[]>();
  for (const located of findings) {
    const { finding } = located;
    const file = finding.source?.file ?? finding.file ?? renderSubject(finding);
    const ofFile = files.get(file);
    if (ofFile) ofFile.push(located);
    else files.set(file, [located]);
  }
  return files;
}

type Outcome = 'failure' | 'error' | 'skipped' | 'passed';

function outcomeOf(located: Tested, { failOn }: WrittenReport): Outcome {
  if (isAcknowledged(located)) return 'skipped';
  const { rule, severity } = located.finding;
  if (isUnread(rule)) return 'error';
  return isAtLeast(severity, failOn) ? 'failure' : 'passed';
}

function isAcknowledged({ finding }: Tested): boolean {
  return 'suppressed' in finding;
}

function testcase(located: Tested, report: WrittenReport): string {
  const { finding } = located;
  const { rule, severity } = finding;
  const name = `${renderSubject(finding)}${finding.source ? ` (${renderSource(finding.source)})` : ''}`;
  const outcome = outcomeOf(located, report);
  const message = shown(finding.message, MESSAGE);
  const text = xml(withoutCommands(textOf(finding)));
  const result = {
    failure: `<failure${attributes({ message, type: severity })}>${text}</failure>`,
    error: `<error${attributes({ message, type: rule })}>${text}</error>`,
    skipped: `<skipped${attributes({ message: shown('suppressed' in finding ? finding.suppressed.reason ?? message : message, MESSAGE) })}/>`,
    passed: `<system-out>${text}</system-out>`,
  }[outcome];
  return `    <testcase${attributes({ name: withoutCommands(name), classname: rule })}>\n      ${result}\n    </testcase>\n`;
}

function textOf({ severity, rule, message, fix }: Finding): string {
  return [`${severity} ${rule}: ${shown(message, MESSAGE)}`, ...(fix === undefined ? [] : [`fix: ${shown(fix, MESSAGE)}`])].join('\n');
}

function passed(report: WrittenReport): string {
  const name = `${resourcesInWords(report)} in ${plural(report.files, 'file')}`;
  const suite = attributes({ name: 'cdk8s-istio', tests: 1, failures: 0, errors: 0, skipped: 0 });
  return `  <testsuite${suite}>\n    <testcase${attributes({ name, classname: 'check' })}/>\n  </testsuite>\n`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values).map(([name, value]) => ` ${name}="${xml(escaped(String(value)))}"`).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text as XML 1.0 has it. What `shown` leaves of a text has no control characters, but two characters more are none of XML. */
function xml(text: string): string {
  return text.replace(/[\uFFFE\uFFFF]/g, '\uFFFD').replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
