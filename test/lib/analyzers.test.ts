import { parseAllDocuments } from 'yaml';
import { check, renderPath } from 'cdk8s-istio';
import { analyzers } from '../../lib/analysis';
import { parsePath } from '../../lib/core/finding';
import { identify } from '../../lib/kinds/check-resource';
import { IstioctlView } from '../../lib/mesh/istioctl/istioctl-view';
import type { ListedSource } from '../../lib/mesh/istioctl/listed';
import { Mesh } from '../../lib/mesh/mesh';
import type { MeshEntry } from '../../lib/mesh/mesh-entry';
import type { MeshKind } from '../../lib/mesh/mesh-kind';

const documents = (yaml: string): unknown[] => parseAllDocuments(yaml).map((document) => document.toJS() as unknown);
const ids = new Set<string>(analyzers.map(({ id }) => id));

/** The findings of analyzers on YAML documents: each rule, the number of the document and the path. */
function analyzed(yaml: string, world: 'open' | 'closed'): string[] {
  const resources = documents(yaml);
  return check(resources, { world }).filter(({ rule }) => ids.has(rule)).map(({ rule, resource, path }) => {
    const candidates = resources.flatMap((document, i) => (JSON.stringify(identify(document)) === JSON.stringify(resource) ? [i] : []));
    return `${rule} on ${candidates.join(' or ')} @ ${renderPath(path)}`;
  });
}

/** The kinds whose objects an analyzer asks a mesh for while it checks YAML documents; not what the mesh works out of objects. */
function askedBy(analyzer: (typeof analyzers)[number], yaml: string): Set<string> {
  const asked = new Set<string>();
  let view: IstioctlView | undefined;
  const recording = new Proxy(Mesh.of(documents(yaml), { world: 'closed' }), {
    get(mesh, name: keyof Mesh) {
      if (name === 'entries') asked.add('every kind');
      const all = (kind: MeshKind): readonly MeshEntry[] => { asked.add(kind); return mesh.all(kind); };
      if (name === 'all') return all;
      // What istioctl knows is worked out as well, but of objects alone: each kind that goes into it counts.
      if (name === 'istioctl') return view ??= new IstioctlView({ all, unsound: (kind: MeshKind) => mesh.unsound(kind) } as ListedSource, () => mesh.settings);
      const value: unknown = Reflect.get(mesh, name, mesh);
      return typeof value === 'function' ? (value as () => unknown).bind(mesh) : value;
    },
  });
  analyzer.check(recording, () => undefined);
  return asked;
}

describe.each([...analyzers])('$id', (analyzer) => {
  const { id, good, bad, reads } = analyzer;

  test.each(good.map((yaml) => ({ yaml })))('has no finding on $yaml', ({ yaml }) => {
    expect(analyzed(yaml, 'closed').filter((found) => found.startsWith(`${id} `))).toEqual([]);
  });

  test.each([...bad])('has a finding at $at of $yaml, and no other analyzer has one in an open world', ({ yaml, at: [document, path], also = [] }) => {
    expect(analyzed(yaml, 'open').filter((each) => ![id, ...also].some((rule) => each.startsWith(`${rule} `)))).toEqual([]);
    const places = analyzed(yaml, 'closed').filter((each) => each.startsWith(`${id} `)).map((each) => / on (.*) @ (.*)$/.exec(each)!.slice(1) as [string, string]);
    expect(places.some(([on, at]) => on.split(' or ').includes(String(document)) && at === renderPath(parsePath(path)))).toBe(true);
  });

  test('reads what it says it reads, and nothing else', () => {
    const asked = [...good, ...bad.map(({ yaml }) => yaml)].flatMap((yaml) => [...askedBy(analyzer, yaml)]);
    expect([...new Set(asked)].sort()).toEqual([reads].flat().sort());
  });

  test('finds the same whatever the order of the documents', () => {
    for (const yaml of [...good, ...bad.map((set) => set.yaml)]) {
      const count = (resources: unknown[]): number => check(resources, { world: 'closed' }).filter(({ rule }) => rule === id).length;
      expect(count(documents(yaml).reverse())).toBe(count(documents(yaml)));
    }
  });
});
