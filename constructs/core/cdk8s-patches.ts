import { ApiObject, type App, Chart, DependencyGraph } from 'cdk8s';
import { type IConstruct, Node } from 'constructs';

/**
 * All that this package changes on objects of cdk8s and constructs, which have no hook for it. Each change is on one instance alone:
 *
 * | what | why | until |
 * |---|---|---|
 * | `app.synth`, `app.synthYaml` | the check begins with them and ends with them | the app is gone |
 * | `app.charts` | cdk8s asks for them when programs are done, and sorts the whole tree each time | the synth ends |
 * | `chart.toJson` | cdk8s validates the whole app once for each chart; one that renders itself writes what was checked | the synth ends |
 * | `object.toJson` | a manifest is written as it was checked, with the program's acknowledgements | see `Synthesis` |
 * | `object.name`, name and namespace of `object.metadata` | later contributions can move a resource of a host | for good |
 * | `node.children` of an owner's resources | the order of documents does not depend on the program's | for good |
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
  const charts = (): Chart[] => inOrder(app, constructs()).filter((construct): construct is Chart => construct instanceof Chart);
  Object.defineProperty(app, 'charts', { get: charts, configurable: true });
  return () => delete (app as { charts?: unknown }).charts;
}

/** True for a chart whose class renders it in a way of its own. */
export function rendersItself(chart: Chart): boolean {
  return chart.toJson !== Chart.prototype.toJson;
}

/** Lets a chart render its own objects and nothing else, in the order that cdk8s gives them. */
export function renderAlone(chart: Chart): Undo {
  chart.toJson = () => objectsOf(chart).map((object) => object.toJson() as unknown);
  return () => delete (chart as { toJson?: unknown }).toJson;
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

/** The objects of a chart in the order cdk8s gives them, without those of charts inside it. */
function objectsOf(chart: Chart): ApiObject[] {
  return inOrder(chart).filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && Chart.of(construct) === chart);
}

/**
 * The constructs of a tree in the order cdk8s gives them. Where nothing depends on anything, that is the tree's own: the graph that cdk8s
 * sorts by would give the same, at some cost.
 */
function inOrder({ node }: IConstruct, constructs: readonly IConstruct[] = node.findAll()): readonly IConstruct[] {
  // The graph keeps them by path in an object, and those put numbers first.
  const isOther = constructs.some((construct) => construct.node.dependencies.length > 0 || /^\d+$/.test(construct.node.path));
  return isOther ? new DependencyGraph(node).topology() : constructs;
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

/** Sorts the children of a construct whenever they are read, so that the order of documents does not depend on the program's. @internal */
export function orderChildren(construct: IConstruct, compare: (one: IConstruct, two: IConstruct) => number): void {
  const { node } = construct;
  Object.defineProperty(node, 'children', { get: () => childrenOf.call(node).sort(compare) });
}
