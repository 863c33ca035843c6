import { ApiObject, type App, Chart, DependencyGraph } from 'cdk8s';
import { type IConstruct, Node } from 'constructs';
import { chartOrder, documentOrder } from './document-order';

/**
 * All that this package changes on objects of cdk8s and constructs, which have no hook for it. Each change is on one instance alone:
 *
 * | what | why | until |
 * |---|---|---|
 * | `app.synth`, `app.synthYaml` | the check begins with them and ends with them | the app is gone |
 * | `app.charts` | cdk8s asks for them when programs are done, and sorts the whole tree each time | the synth ends |
 * | `chart.toJson` | the order of documents does not depend on the program's | for good |
 * | `chart.toJson` | cdk8s validates the whole app once for each chart; one that renders itself writes what was checked | the synth ends |
 * | `object.toJson` | a manifest is written as it was checked, with the program's acknowledgements | see `Synthesis` |
 * | `node.children` of an owner's resources | the order of findings does not depend on the program's | for good |
 * | `object.name`, name and namespace of `object.metadata` | later contributions can move a resource of a host | for good |
 */

/** Takes a change back. */
export type Undo = () => void;

/** Has a function run around each synth of an app, and another one inside it after files were written. */
export function aroundSynth(app: App, around: <T>(synth: () => T) => T, afterFiles: () => void): void {
  const own = app as App & { synth(): void; synthYaml(): string };
  const { synth, synthYaml } = own;
  own.synth = () => around(() => {
    synth.call(app);
    afterFiles();
  });
  own.synthYaml = () => around(() => synthYaml.call(app));
}

/** Has an app write the charts of these constructs, which are asked for when all validations have run and nothing is written yet. */
export function decideCharts(app: App, constructs: () => readonly IConstruct[]): Undo {
  const charts = (): Chart[] => {
    const all = constructs();
    return chartOrder(all.filter((construct) => construct instanceof Chart), all.filter(isApiObject));
  };
  Object.defineProperty(app, 'charts', { get: charts, configurable: true });
  return () => delete (app as { charts?: unknown }).charts;
}

/** What {@link orderDocuments} made of a chart. */
const ordered = new WeakMap<Chart, () => unknown[]>();

/** True for a chart whose class renders it in a way of its own. */
export function rendersItself(chart: Chart): boolean {
  return chart.toJson !== Chart.prototype.toJson && chart.toJson !== ordered.get(chart);
}

/** Has a chart that cdk8s renders give its documents in their order, also where it is rendered without its app. */
export function orderDocuments(chart: Chart): void {
  if (ordered.has(chart) || rendersItself(chart)) return;
  const inOrder = (): unknown[] => {
    const manifests = Chart.prototype.toJson.call(chart) as unknown[];
    const rendered = objectsIn(new DependencyGraph(chart.node).topology(), chart); // as cdk8s rendered them
    const manifestOf = new Map(rendered.map((object, i) => [object, manifests[i]]));
    return documentOrder(rendered).map((object) => manifestOf.get(object));
  };
  ordered.set(chart, inOrder);
  chart.toJson = inOrder;
}

/** Lets a chart render its own objects and nothing else, in their order. */
export function renderAlone(chart: Chart): Undo {
  return replaceJson(chart, () => documentOrder(objectsIn(chart.node.findAll(), chart)).map((object) => object.toJson() as unknown));
}

/** Has an object or a chart write something else than what it renders, which is given. */
export function replaceJson(construct: ApiObject | Chart, write: (own: () => unknown) => unknown): Undo {
  const before = Object.getOwnPropertyDescriptor(construct, 'toJson');
  const own = construct.toJson.bind(construct) as () => unknown;
  Object.defineProperty(construct, 'toJson', { value: () => write(own), configurable: true, writable: true });
  return () => {
    if (before) Object.defineProperty(construct, 'toJson', before);
    else delete (construct as { toJson?: unknown }).toJson;
  };
}

/** The objects of a chart among constructs, without those of charts inside it. */
function objectsIn(constructs: readonly IConstruct[], chart: Chart): ApiObject[] {
  return constructs.filter(isApiObject).filter((object) => Chart.of(object) === chart);
}

function isApiObject(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct);
}

/** Name and namespace of a resource. @internal */
export interface ResourcePlace {
  readonly name: string;
  readonly namespace: string;
}

/** Has name and namespace of an object asked for each time they are read, so that contributions can still move it. @internal */
export function bindPlace(object: ApiObject, place: () => ResourcePlace): void {
  const name = { get: () => place().name, enumerable: true };
  Object.defineProperty(object, 'name', name);
  Object.defineProperties(object.metadata, { name, namespace: { get: () => place().namespace, enumerable: true } });
}

const childrenOf = Object.getOwnPropertyDescriptor(Node.prototype, 'children')!.get as (this: Node) => IConstruct[];

/** Sorts the children of a construct whenever they are read, so that their order does not depend on the program's. @internal */
export function orderChildren(construct: IConstruct, compare: (one: IConstruct, two: IConstruct) => number): void {
  const { node } = construct;
  Object.defineProperty(node, 'children', { get: () => childrenOf.call(node).sort(compare) });
}
