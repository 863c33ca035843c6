import { renderPath } from '../../../lib/core/finding';
import { compareReleases, type IstioRelease, RELEASES } from '../../../lib/core/release';
import { kinds } from '../../../lib/kinds';
import { apiVersionOf, type Kind } from '../../../lib/kinds/kind';
import { FIELD_LIST, fieldsOf, join, MAP_KEY, sample, specWith, steps } from '../istio-api/fields';
import { type SchemaField, schemaFields, target } from '../istio-api/schema-fields';
import { checkAlone } from '../../support/findings';

const NEWEST = RELEASES[RELEASES.length - 1]!;

/** Where that value stands, as a finding says it. */
function place(path: string): string {
  return renderPath(['spec', ...steps(path).map((step) => (step === '[]' ? 0 : step === '{}' ? MAP_KEY : step))]);
}

describe('of what the schemas and Istio have', () => {
  const since = (kind: Kind, versions = kind.versions): string | undefined => (
    versions.every((version) => version.since) ? versions.map((version) => version.since!).sort(compareReleases)[0] : undefined
  );
  const ours = new Map(Object.values(kinds).map((kind: Kind) => [kind.kind, schemaFields(kind.load().schema, since(kind))]));
  const istios = new Map(Object.keys(FIELD_LIST.kinds).map((kind) => [kind, new Map(Object.entries(fieldsOf(kind)))]));
  type Lists = ReadonlyMap<string, ReadonlyMap<string, SchemaField>>;
  const missing = (from: Lists, to: Lists): string[] => [...from].flatMap(([kind, fields]) => (
    [...fields.keys()].filter((path) => !to.get(kind)?.has(path)).map((path) => `${kind} ${path}`)
  ));
  const both = [...ours].flatMap(([kind, fields]) => [...fields].flatMap(([path, field]) => {
    const istio = istios.get(kind)?.get(path);
    return istio ? [{ at: `${kind} ${path}`, field, istio }] : [];
  }));

  test('nothing of Istio is missing in the schemas', () => expect(missing(istios, ours)).toEqual([]));
  test('nothing in the schemas is unknown to Istio', () => expect(missing(ours, istios)).toEqual([]));

  test('both have each field from the same release on', () => {
    expect(both.filter(({ field, istio }) => field.since !== target(istio.since)).map(({ at, field, istio }) => (
      `${at}: ${field.since} in the schema, ${istio.since} in Istio`
    ))).toEqual([]);
  });

  test('both have the same names in each closed list, from the same release on', () => {
    /** A name that is as old as its field needs nothing more than the field. */
    const names = ({ enum: all = [], enumSince = {}, since: own = RELEASES[0] }: SchemaField): string => all.map((name) => {
      const newer = target(enumSince[name]);
      return newer !== undefined && compareReleases(newer, own) > 0 ? `${name} ${newer}` : name;
    }).sort().join(', ');
    expect(both.filter(({ field, istio }) => names(field) !== names(istio)).map(({ at, field, istio }) => (
      `${at}: ${names(field)} in the schema, ${names(istio)} in Istio`
    ))).toEqual([]);
  });

  test('both serve each kind in the same versions, from the same release on', () => {
    const versions = (list: Kind['versions']): string[] => list.map(({ name, since }) => `${name} ${target(since) ?? ''}`.trim()).sort();
    for (const kind of Object.values(kinds)) {
      const { meta } = FIELD_LIST.kinds[kind.kind]!;
      const istios = versions(meta.versions.filter(({ served }) => served));
      expect([kind.kind, kind.group, ...versions(kind.versions)]).toEqual([kind.kind, meta.group, ...istios]);
    }
  });
});

const rows = Object.values(kinds).flatMap((kind) => {
  const fields = fieldsOf(kind.kind);
  return Object.keys(fields).map((path) => ({ kind, fields, path, field: fields[path]! }));
});

describe.each<Kind>(Object.values(kinds))('$kind', (kind) => {
  test.each(rows.filter((row) => row.kind === kind))('$path', ({ fields, path, field }) => {
    const said = (value: unknown, release: IstioRelease = NEWEST): string[] => checkAlone(
      { apiVersion: apiVersionOf(kind, release), kind: kind.kind, metadata: { name: 'a' }, spec: specWith(fields, path, value) },
      { release },
    ).filter(({ rule }) => rule.startsWith('field/')).map(({ rule, path: at }) => `${rule} @ ${renderPath(at)}`);
    const here = place(path);
    const good = sample(fields, path);

    expect(said(good)).toEqual([]);
    const isEntry = path.endsWith('[]');
    const [, owner = '.', key] = /^(?:(.*)\.)?([^.]+)$/.exec(path) ?? [];
    const isRequired = path === '.' ? kind.specRequired : fields[owner]!.required?.includes(key!);
    if (field.nullable) expect(said(null)).toEqual([]);
    else if (isEntry) expect(said(null)).toContain(`field/wrong-type @ ${here}`);
    else {
      expect(said(null)).toContain(`field/empty @ ${here}`);
      expect(said(null).includes(`field/missing @ ${here}`)).toBe(isRequired ?? false);
      expect(said(null)).not.toContain(`field/wrong-type @ ${here}`);
    }
    if (field.type === 'object' || field.type === 'array') expect(said('text')).toContain(`field/wrong-type @ ${here}`);
    else expect(said({})).toContain(`field/wrong-type @ ${here}`);
    if (field.type === 'integer') expect(said(1.5)).toContain(`field/wrong-type @ ${here}`);
    if (field.type === 'integer' || field.type === 'number' || field.type === 'boolean') expect(said('1')).toContain(`field/wrong-type @ ${here}`);
    if (field.type === 'string') expect(said(1)).toContain(`field/wrong-type @ ${here}`);
    if (field.enum) {
      for (const name of field.enum) expect(said(name)).toEqual([]);
      expect(said(field.enum[0]!.toLowerCase())).toEqual([`field/unknown-value @ ${here}`]);
    }
    for (const key of field.required ?? []) {
      const { [key]: _, ...rest } = good as Record<string, unknown>;
      expect(said(rest)).toContain(`field/missing @ ${here}.${key}`);
    }
    if (field.type === 'object' && !field.open && !fields[`${path}{}`]) {
      expect(said({ ...(good as object), misspelt: 1 })).toEqual([`field/unknown @ ${here}.misspelt`]);
    }
    if (field.open || fields[`${path}{}`]) expect(said({ ...(good as object), anyKey: field.open ? [1] : sample(fields, `${path}{}`) })).toEqual([]);
    for (const { exclusive } of field.oneOf ?? []) {
      for (const [i, key] of exclusive.entries()) {
        const other = exclusive[(i + 1) % exclusive.length]!;
        const both = { [key]: sample(fields, join(path, key)), [other]: sample(fields, join(path, other)) };
        expect(said({ ...(good as object), ...(exclusive.length > 1 ? both : {}) })).toEqual(exclusive.length > 1 ? [`field/conflicting @ ${here}`] : []);
      }
    }
    if (field.minimum !== undefined) {
      expect(said(field.minimum)).toEqual([]);
      expect(said(field.minimum - 1)).toEqual([`field/out-of-range @ ${here}`]);
    }
    if (field.maximum !== undefined) {
      expect(said(field.maximum)).toEqual([]);
      expect(said(field.maximum + 1)).toEqual([`field/out-of-range @ ${here}`]);
    }
    if (field.format === 'int32') expect(said(2 ** 31)).toEqual([`field/out-of-range @ ${here}`]);
    if (field.minLength) expect(said('')).toContain(`field/wrong-size @ ${here}`);
    if (field.maxLength !== undefined) {
      // Code points count, not UTF-16 units.
      if (!field.pattern) expect(said('🙂'.repeat(field.maxLength))).toEqual([]);
      expect(said('a'.repeat(field.maxLength + 1))).toEqual([`field/wrong-size @ ${here}`]);
    }
    if (field.pattern && !new RegExp(field.pattern, 'u').test('+')) expect(said('+')).toEqual([`field/wrong-format @ ${here}`]);
    if (field.format === 'byte') expect(said('hi!')).toEqual([`field/wrong-format @ ${here}`]);
    if (field.minItems) expect(said([])).toContain(`field/wrong-size @ ${here}`);
    if (field.maxItems !== undefined) {
      const entries = Array.from({ length: field.maxItems + 1 }, (_, i) => {
        const entry = sample(fields, `${path}[]`);
        return field.listKeys ? { ...(entry as object), [field.listKeys[0]!]: `a${i}` } : entry;
      });
      expect(said(entries)).toEqual([`field/wrong-size @ ${here}`]);
    }
    if (field.listKeys) {
      const entry = sample(fields, `${path}[]`);
      expect(said([entry, entry])).toEqual([`field/duplicate-key @ ${here}[1].${field.listKeys[0]}`]);
    }
    if (field.maxProperties !== undefined) {
      const entries = Array.from({ length: field.maxProperties + 1 }, (_, i) => [`k${i}`, sample(fields, `${path}{}`)] as const);
      expect(said(Object.fromEntries(entries))).toEqual([`field/wrong-size @ ${here}`]);
    }
    const gates = [[field.since, good] as const, ...Object.entries(field.enumSince ?? {}).map(([name, since]) => [since, name] as const)];
    for (const [introduced, value] of gates) {
      const before = introduced && [...RELEASES].reverse().find((release) => compareReleases(release, introduced) < 0);
      if (before) expect(said(value, before).some((text) => text.startsWith('field/needs-release @ '))).toBe(true);
      const at = introduced && RELEASES.find((release) => compareReleases(release, introduced) >= 0);
      if (at) expect(said(value, at)).toEqual([]);
    }
  });
});
