import { parseAllDocuments } from 'yaml';
import { check, renderPath } from 'cdk8s-istio';
import { analyzers } from '../../lib/analysis';
import { parsePath } from '../../lib/core/finding';
import { checkResource, identify } from '../../lib/kinds/check-resource';
import { Mesh } from '../../lib/mesh/mesh';
import type { EntryOf, MeshEntry } from '../../lib/mesh/mesh-entry';
import type { MeshKind } from '../../lib/mesh/mesh-kind';

const documents = (yaml: string): unknown[] => parseAllDocuments(yaml).map((document) => document.toJS() as unknown);
const ids = new Set<string>(analyzers.map(({ id }) => id));

/** The findings of analyzers on YAML documents: each rule, the number of the document and the path. */
function analyzed(yaml: string): string[] {
  const resources = documents(yaml);
  return check(resources).filter(({ rule }) => ids.has(rule)).map(({ rule, resource, path }) => {
    const candidates = resources.flatMap((document, i) => (JSON.stringify(identify(document)) === JSON.stringify(resource) ? [i] : []));
    return `${rule} on ${candidates.join(' or ')} @ ${renderPath(path)}`;
  });
}

/** What an analyzer asks a mesh for while it checks YAML documents. */
function askedBy(analyzer: (typeof analyzers)[number], yaml: string): Set<string> {
  const asked = new Set<string>();
  class RecordingMesh extends Mesh {
    public override get entries(): readonly MeshEntry[] {
      asked.add('every kind');
      return super.entries;
    }

    public override all<K extends MeshKind>(kind: K): readonly EntryOf<K>[] {
      asked.add(kind);
      return super.all(kind);
    }
  }
  const inputs = documents(yaml).map((written, subject) => ({ id: identify(written)!, subject, written, sound: checkResource(written, '1.31').sound }));
  analyzer.check(new RecordingMesh(inputs), () => undefined);
  return asked;
}

describe.each([...analyzers])('$id', (analyzer) => {
  const { id, good, bad, reads } = analyzer;

  test.each(good.map((yaml) => ({ yaml })))('has no finding on $yaml', ({ yaml }) => {
    expect(analyzed(yaml).filter((found) => found.startsWith(`${id} `))).toEqual([]);
  });

  test.each([...bad])('has a finding at $at of $yaml, and no other analyzer has one', ({ yaml, at: [document, path] }) => {
    const found = analyzed(yaml);
    expect(found.filter((each) => !each.startsWith(`${id} `))).toEqual([]);
    const places = found.map((each) => /on (.*) @ (.*)$/.exec(each)!.slice(1) as [string, string]);
    expect(places.some(([on, at]) => on.split(' or ').includes(String(document)) && at === renderPath(parsePath(path)))).toBe(true);
  });

  test('reads what it says it reads, and nothing else', () => {
    const asked = [...good, ...bad.map(({ yaml }) => yaml)].flatMap((yaml) => [...askedBy(analyzer, yaml)]);
    expect([...new Set(asked)].sort()).toEqual([reads].flat().sort());
  });

  test('finds the same whatever the order of the documents', () => {
    for (const yaml of [...good, ...bad.map((set) => set.yaml)]) {
      const count = (resources: unknown[]): number => check(resources).filter(({ rule }) => rule === id).length;
      expect(count(documents(yaml).reverse())).toBe(count(documents(yaml)));
    }
  });
});
