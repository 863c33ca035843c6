import { parse } from 'yaml';
import { check, checkReport, type CheckOptions, renderPath } from 'cdk8s-istio';
import { KNOWN_RULES } from '../../../lib/core/known-rules.gen';
import { isFor, toAnnotation } from '../../../lib/core/suppression/acknowledgement';
import { judge, type Judgeable } from '../../../lib/core/suppression/judge';
import { suppressionRules } from '../../../lib/core/suppression/suppression-rules';
import { checkAlone } from '../../support/findings';

const ACK = 'cdk8s-istio/acknowledge';
const WARNED = 'service-entry/selector-selects-all';
const REFUSED = 'field/unknown';

/** A resource that breaks {@link WARNED}, and with `spec` more. */
const entry = (annotations: object, spec: object = {}, name = 'partner'): object => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'ServiceEntry',
  metadata: { name, namespace: 'shop', annotations },
  spec: { hosts: ['partner.example'], resolution: 'STATIC', workloadSelector: {}, ...spec },
});
const said = (resources: object[], options: CheckOptions = {}): { findings: string[]; suppressed: string[] } => {
  const { findings, suppressed } = checkReport(resources, options);
  expect(check(resources, options)).toEqual(findings);
  return {
    findings: findings.map(({ rule, severity, path }) => `${severity} ${rule} @ ${renderPath(path)}`),
    suppressed: suppressed.map(({ rule, suppressed: { by, reason } }) => `${rule} by ${by}: ${reason}`),
  };
};
const open = `warning ${WARNED} @ spec.workloadSelector`;
const at = `metadata.annotations["${ACK}"]`;

describe('an annotation', () => {
  test.each<{ what: string; text: string; findings: string[]; suppressed: string[] }>([
    { what: 'with rule and reason suppresses', text: `${WARNED}: only one workload`, findings: [], suppressed: [`${WARNED} by annotation: only one workload`] },
    { what: 'may have a colon in the reason', text: `${WARNED}: see https://a.b`, findings: [], suppressed: [`${WARNED} by annotation: see https://a.b`] },
    { what: 'without a reason suppresses nothing', text: `${WARNED}: `, findings: [open, `warning suppression/no-reason @ ${at}`], suppressed: [] },
    { what: 'of an unknown rule suppresses nothing', text: 'service-entry/nope: x', findings: [open, `warning suppression/unknown-rule @ ${at}`], suppressed: [] },
    {
      what: 'that matches nothing is a finding, the others hold', text: `${WARNED}: known; sidecar/not-empty: gone\nservice-entry/nope: x\n`,
      findings: [`warning suppression/matches-nothing @ ${at}`, `warning suppression/unknown-rule @ ${at}`],
      suppressed: [`${WARNED} by annotation: known`],
    },
    {
      what: 'of what the API server refuses suppresses nothing', text: `${REFUSED}: known`,
      findings: [open, `warning suppression/refused-anyway @ ${at}`], suppressed: [],
    },
    { what: 'of nothing says nothing', text: ' ;\n', findings: [open], suppressed: [] },
  ])('$what', ({ text, findings, suppressed }) => {
    expect(said([entry({ [ACK]: text })])).toEqual({ findings, suppressed });
  });

  test('holds for its own resource only', () => {
    const { findings, suppressed } = said([entry({ [ACK]: `${WARNED}: known` }), entry({}, {}, 'other')]);
    expect({ findings, suppressed }).toEqual({ findings: [open], suppressed: [`${WARNED} by annotation: known`] });
  });

  test('leaves an error of the API server where it is', () => {
    const { findings } = said([entry({ [ACK]: `${REFUSED}: known` }, { nope: 1 })]);
    expect(findings).toContain(`error ${REFUSED} @ spec.nope`);
    expect(findings).toContain(`warning suppression/refused-anyway @ ${at}`);
  });

  test('can acknowledge what istiod refuses: its webhook can be off', () => {
    const refused = entry({ [ACK]: `${WARNED}: known; metadata/dry-run: the webhook is off here`, 'istio.io/dry-run': 'true' });
    expect(said([refused])).toEqual({ findings: [], suppressed: ['metadata/dry-run by annotation: the webhook is off here', `${WARNED} by annotation: known`] });
  });

  test('of a rule that does not run in the scope is not said to match nothing', () => {
    const annotated = entry({ [ACK]: `${WARNED}: known; identity/duplicate-resource: known; input/null: known` });
    expect(said([annotated], { scope: 'admission' }).findings).toEqual([]);
    expect(said([annotated], { scope: 'mesh' }).findings).toEqual([`warning suppression/matches-nothing @ ${at}`]);
  });

  const IST0101 = Object.entries(KNOWN_RULES).filter(([, { aliases }]) => aliases?.includes('IST0101')).map(([id]) => id);

  test.each([`${WARNED}`, `IST0101: known`, 'service-entry/selector-select-all: x'])('%s: the fix says what to write', (text) => {
    const [found] = checkAlone(entry({ [ACK]: text })).filter(({ rule }) => rule.startsWith('suppression/'));
    expect(found!.fix).toBe({
      [WARNED]: 'write why the finding may stay after the rule',
      'IST0101: known': `write ${IST0101.slice(0, -1).join(' or ')} or ${IST0101[IST0101.length - 1]}`,
      'service-entry/selector-select-all: x': `write ${WARNED}`,
    }[text]);
  });

  test.each(Object.values(suppressionRules))('$id: its examples are right', ({ id, good, bad }) => {
    const resource = (yaml: string): object => {
      const { metadata, ...rest } = parse(yaml) as { metadata: object };
      return { apiVersion: 'networking.istio.io/v1', metadata: { name: 'example', ...metadata }, ...rest };
    };
    for (const yaml of good) expect(checkAlone(resource(yaml)).filter(({ rule }) => rule === id)).toEqual([]);
    for (const { yaml, at: place } of bad) expect(said([resource(yaml)]).findings.join('\n')).toContain(`${id} @ ${place}`);
  });
});

describe('upstream\'s annotation', () => {
  // As istioctl's filterMessages: split at commas, nothing trimmed, `*` for every code.
  const finding = (aliases?: string[]): Judgeable['findings'][number] => ({
    rule: 'reference/unknown-subset', severity: 'error', authority: 'istioctl', message: 'm', aliases, path: [],
    resource: { apiVersion: 'v1', kind: 'Service', name: 'a' },
  });
  test.each<[string, string[] | undefined, boolean]>([
    ['IST0101', ['IST0101', 'KIA1107'], true],
    ['IST0108,IST0101', ['IST0101'], true],
    ['IST0108, IST0101', ['IST0101'], false],
    ['IST0101 ', ['IST0101'], false],
    ['ist0101', ['IST0101'], false],
    ['*', ['IST0101'], true],
    ['IST0108,*', ['IST0101'], true],
    ['IST*', ['IST0101'], false],
    ['', ['IST0101'], false],
    ['*', ['KIA1107'], false],
    ['*', undefined, false],
    ['KIA1107', ['KIA1107'], false],
  ])('%j on a finding that others call %j', (annotation, aliases, suppressed) => {
    const found = finding(aliases);
    const { subjects: [judged] } = judge(
      [{ id: found.resource, annotations: { 'galley.istio.io/analyze-suppress': annotation }, findings: [found] }], { scopes: ['mesh'] },
    );
    expect(judged!.suppressed).toEqual(suppressed ? [{ ...found, suppressed: { by: 'istioctl' } }] : []);
    expect(judged!.findings.filter(({ rule }) => rule === found.rule)).toEqual(suppressed ? [] : [found]);
  });

  test('leaves an error of the API server where it is, whatever codes it has', () => {
    const found = { ...finding(['IST0106']), authority: 'api-server' } as const;
    const { subjects: [judged] } = judge(
      [{ id: found.resource, annotations: { 'galley.istio.io/analyze-suppress': '*' }, findings: [found] }], { scopes: ['mesh'] },
    );
    expect(judged).toEqual({ findings: [found], suppressed: [] });
  });

  test('changes nothing of what the cluster refuses or warns about', () => {
    const refused = { 'galley.istio.io/analyze-suppress': '*' };
    expect(said([entry(refused, { nope: 1 })]).findings).toEqual(said([entry({}, { nope: 1 })]).findings);
  });
});

describe('options', () => {
  test('acknowledge for every resource, or those named', () => {
    const both = [entry({}), entry({}, {}, 'other')];
    expect(said(both, { acknowledge: [{ rule: WARNED, reason: 'known' }] })).toEqual({
      findings: [], suppressed: [`${WARNED} by code: known`, `${WARNED} by code: known`],
    });
    expect(said(both, { acknowledge: [{ rule: WARNED, reason: 'known', resource: 'ServiceEntry shop/other' }] }))
      .toEqual({ findings: [open], suppressed: [`${WARNED} by code: known`] });
    expect(said(both, { acknowledge: [{ rule: WARNED, reason: 'known', resource: 'Sidecar *' }] }))
      .toEqual({ findings: [open, open, 'warning suppression/matches-nothing @ acknowledge[0]'], suppressed: [] });
  });

  test.each<[CheckOptions['severities'], string[]]>([
    [{ [WARNED]: 'error' }, [`error ${WARNED} @ spec.workloadSelector`, `error ${REFUSED} @ spec.nope`]],
    [{ [WARNED]: 'info' }, [`info ${WARNED} @ spec.workloadSelector`, `error ${REFUSED} @ spec.nope`]],
    [{ [REFUSED]: 'info' }, [open, `error ${REFUSED} @ spec.nope`, `warning suppression/refused-anyway @ severities["${REFUSED}"]`]],
    [{ [REFUSED]: 'error' }, [open, `error ${REFUSED} @ spec.nope`]],
    [
      { [REFUSED]: 'info', 'suppression/refused-anyway': 'error' },
      [open, `error ${REFUSED} @ spec.nope`, `error suppression/refused-anyway @ severities["${REFUSED}"]`],
    ],
  ])('severities %j', (severities, findings) => {
    expect(said([entry({}, { nope: 1 })], { severities }).findings.sort()).toEqual(findings.sort());
  });

  test.each<[any, string]>([
    [{ severities: { 'service-entry/selector-select-all': 'info' } }, `Unknown rule "service-entry/selector-select-all": write ${WARNED}`],
    [{ severities: { [WARNED]: 'debug' } }, `Expected "error", "warning" or "info" for ${WARNED}, got "debug"`],
    [{ severities: { [WARNED]: 'off' } }, `Expected "error", "warning" or "info" for ${WARNED}, got "off": acknowledge the findings that may stay, `
      + `with a reason: acknowledge: [{ rule: "${WARNED}", reason: "why" }]`],
    [{ severities: { 'field/unknown': 'off' } },
      'Expected "error", "warning" or "info" for field/unknown, got "off": correct the resource, as the API server refuses it whatever is configured'],
    [{ acknowledge: {} }, 'Expected a list in "acknowledge", got {}'],
  ])('%j is refused', (options, message) => {
    expect(() => check([], options)).toThrow(new RangeError(message));
  });

  test('without rule or reason, as a program without types may write them', () => {
    const acknowledge = [{}, { rule: WARNED }, { rule: WARNED, reason: 3 }] as any;
    expect(said([entry({})], { acknowledge }).findings).toEqual([
      open, 'warning suppression/unknown-rule @ acknowledge[0]', 'warning suppression/no-reason @ acknowledge[1]',
      'warning suppression/no-reason @ acknowledge[2]',
    ]);
  });
});

test.each([
  ['VirtualService shop/reviews', true], ['VirtualService shop/*', true], ['*', true], ['* shop/*', true], ['*/reviews', true],
  ['Virtual*reviews', true], ['VirtualService shop/reviews*', true], ['VirtualService shop/review', false], ['Gateway *', false],
  ['*s/reviews', false], ['VirtualService shop/reviewsreviews*', false], ['*reviews*reviews', false], ['', false],
])('the pattern %j', (resource, matches) => {
  const given = { rule: 'a/b', reason: 'c', by: 'config', place: { resource: {} as any, path: [] }, resource } as const;
  expect(isFor(given, { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', namespace: 'shop', name: 'reviews' })).toBe(matches);
});

test('an annotation holds what is added to it, whatever the reason is', () => {
  const added = toAnnotation(`${WARNED}: one`, [{ rule: 'sidecar/not-empty', reason: 'two;\nthree' }]);
  expect(added).toBe(`${WARNED}: one\nsidecar/not-empty: two, three`);
  expect(toAnnotation(undefined, [{ rule: WARNED, reason: 'known' }])).toBe(`${WARNED}: known`);
});
