import { ApiObject, type App, Chart, DependencyGraph, YamlOutputType } from 'cdk8s';
import { type IConstruct, Node } from 'constructs';
import { chartOrder, documentOrder } from './document-order';
import { isIstioObject } from './istio-object-mark';

/**
 * All that this package changes on objects of cdk8s and constructs, which have no hook for it. Each change is on one instance alone:
 *
 * | what | why | until |
 * |---|---|---|
 * | `app.synth`, `app.synthYaml` | the check begins with them and ends with them | the app is gone |
 * | `app.charts` | cdk8s asks for them when programs are done, and sorts the whole tree each time | the synth ends |
 * | `chart.toJson` | the order of documents does not depend on the program's | for good |
 * | `chart.toJson` | cdk8s validates the whole app once for each chart; one that renders itself writes what was checked | the synth ends |
 * | `node.scope`, `chart.node.findAll` | a folder of a chart has what the chart writes, also of hosts that moved there | the synth ends |
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

/** Has an app write the charts of these constructs, which are asked for when validations have run and nothing is written yet. */
export function decideCharts(app: App, constructs: () => readonly IConstruct[]): Undo {
  const moved: Undo[] = [];
  const charts = (): Chart[] => {
    const all = constructs();
    const objects = all.filter(isApiObject);
    const isInFolders = app.yamlOutputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
    if (isInFolders && moved.length === 0) moved.push(moveIntoCharts(objects));
    return chartOrder(all.filter((construct) => construct instanceof Chart), objects, chartOf);
  };
  Object.defineProperty(app, 'charts', { get: charts, configurable: true });
  return () => {
    delete (app as { charts?: unknown }).charts;
    for (const undo of moved) undo();
  };
}

/** The chart that writes an object: mostly the one that it is in, and that of the gateway for a host behind an egress gateway. */
export function chartOf(object: ApiObject): Chart {
  const chart = isIstioObject(object) ? object._chart : undefined;
  return chart === undefined || rendersItself(chart) ? Chart.of(object) : chart;
}

/** Has cdk8s, which writes folders of charts without asking them, find objects in the charts that write them. */
function moveIntoCharts(objects: readonly ApiObject[]): Undo {
  const undo = objects.filter((object) => chartOf(object) !== Chart.of(object)).map((object): Undo => {
    const chart = chartOf(object);
    const { node } = object;
    const { scope, path } = node;
    const { findAll } = chart.node;
    Object.defineProperty(node, 'scope', { value: chart, configurable: true, writable: true });
    Object.defineProperty(node, 'path', { value: path, configurable: true });
    chart.node.findAll = (...order) => [...findAll.apply(chart.node, order), object];
    return () => {
      Object.defineProperty(node, 'scope', { value: scope, configurable: true, writable: true });
      delete (node as { path?: unknown }).path;
      delete (chart.node as { findAll?: unknown }).findAll;
    };
  });
  return () => undo.forEach((back) => back());
}

/** The objects that each chart writes. */
export function objectsByChart(constructs: readonly IConstruct[]): ReadonlyMap<Chart, readonly ApiObject[]> {
  const byChart = new Map<Chart, ApiObject[]>();
  for (const object of constructs) {
    if (!isApiObject(object)) continue;
    const chart = chartOf(object);
    const objects = byChart.get(chart);
    if (objects) objects.push(object);
    else byChart.set(chart, [object]);
  }
  return byChart;
}

/** What was put in place of `toJson` of charts that cdk8s renders. */
const inPlaceOfCdk8s = new WeakSet<() => unknown>();

/** True for a chart whose class renders it in a way of its own. */
export function rendersItself(chart: Chart): boolean {
  return chart.toJson !== Chart.prototype.toJson && !inPlaceOfCdk8s.has(chart.toJson);
}

/** Has a chart that cdk8s renders give its documents in their order, also where it is rendered without its app. */
export function orderDocuments(chart: Chart): void {
  if (chart.toJson !== Chart.prototype.toJson) return;
  const inOrder = (): unknown[] => {
    const manifests = Chart.prototype.toJson.call(chart) as unknown[];
    // As cdk8s rendered them:
    const rendered = new DependencyGraph(chart.node).topology().filter(isApiObject).filter((object) => Chart.of(object) === chart);
    const manifestOf = new Map(rendered.map((object, i) => [object, manifests[i]]));
    const own = objectsByChart(chart.node.root.node.findAll()).get(chart) ?? [];
    return documentOrder(own).map((object) => (manifestOf.has(object) ? manifestOf.get(object) : object.toJson() as unknown));
  };
  inPlaceOfCdk8s.add(inOrder);
  chart.toJson = inOrder;
}

/** Lets a chart render its own objects and nothing else, in their order. */
export function renderAlone(chart: Chart, objectsOf: (chart: Chart) => readonly ApiObject[]): Undo {
  const undo = replaceJson(chart, () => documentOrder(objectsOf(chart)).map((object) => object.toJson() as unknown));
  inPlaceOfCdk8s.add(chart.toJson);
  return undo;
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

function isApiObject(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct);
}

/** Name and namespace of a resource, and the chart that writes it where that is another than the one that it is in. @internal */
export interface ResourcePlace {
  readonly name: string;
  readonly namespace: string;
  readonly chart?: Chart | undefined;
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
