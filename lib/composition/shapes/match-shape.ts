import type { Path } from '../../core/finding';
import type { RequestMatch } from '../../match/request-match';
import { anyText, fault, isPlain, oneField, oneOf, type Shape, type ShapeFault, text } from './shape';

type TestShape = (value: unknown, at: Path) => ShapeFault | undefined;

type Exact = { readonly exact: string };
type Compared = Exact | { readonly prefix: string } | { readonly regex: string };
type Present = { readonly present: true };

const COMPARED = { exact: anyText, prefix: text, regex: text } as const;
const PRESENT = { present: oneOf(true) } as const;

const compared = oneField<Compared>(COMPARED);
const comparedOrPresent = oneField<Compared | Present>({ ...COMPARED, ...PRESENT });
const exactOrPresent = oneField<Exact | Present>({ exact: anyText, ...PRESENT });
const exact = oneField<Exact>({ exact: anyText });

/** Only a path is compared in any case: Istio has no field for it elsewhere. */
const path: TestShape = (value, at) => {
  if (!isPlain(value) || !('anyCase' in value)) return compared(value, at);
  const { anyCase, ...rest } = value;
  if (anyCase !== undefined && anyCase !== true) return fault([...at, 'anyCase'], 'true', anyCase);
  return 'regex' in rest && anyCase ? fault([...at, 'anyCase'], 'no anyCase beside a regex, where (?i) says it', anyCase) : compared(rest, at);
};

/** How each subject can be tested, by its name or by what its name starts with. */
const TESTS: Readonly<Record<string, TestShape>> = {
  'path': path,
  'method': compared,
  'scheme': compared,
  'authority': compared,
  'client namespace': exact,
  'header ': comparedOrPresent,
  'no header ': comparedOrPresent,
  'query ': comparedOrPresent,
  'cookie ': exactOrPresent,
  'client label ': exact,
};

const SUBJECTS = Object.keys(TESTS).map((subject) => (subject.endsWith(' ') ? `${subject}<name>` : subject));

/** The tests of a request, by their subject. */
export const requestMatch: Shape<RequestMatch> = (value, at) => {
  if (!isPlain(value)) return fault(at, "a match such as header('end-user').exact('jason')", value);
  for (const [subject, test] of Object.entries(value)) {
    const kind = Object.hasOwn(TESTS, subject) ? subject : Object.keys(TESTS).find((name) => name.endsWith(' ') && subject.startsWith(name) && subject !== name);
    if (kind === undefined) return fault([...at, subject], `a test of ${SUBJECTS.join(', ')}`, subject);
    if (/header $/.test(kind) && !subject.includes('@') && subject !== subject.toLowerCase()) {
      return { ...fault([...at, subject], 'the name of a header in lower case', subject), fix: `write ${JSON.stringify(subject.toLowerCase())}` };
    }
    const found = TESTS[kind]!(test, [...at, subject]);
    if (found) return found;
  }
  return undefined;
};
