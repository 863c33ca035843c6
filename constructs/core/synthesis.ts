import { ApiObject, App, Chart, DependencyGraph } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ConfigError, renderFinding } from '../../lib/core/config-error';
import type { Finding } from '../../lib/core/finding';
import { annotate } from './annotate';
import { examine, type Examined, isIstioObject } from './examine';
import { writeConstructMap } from './write-construct-map';

const SYNTHESIS = Symbol.for('cdk8s-istio.Synthesis');

/**
 * Checks all resources of a construct tree, once a synth. It hangs on the root: cdk8s asks every construct for its errors once
 * for the app and once more for each chart, and sorts the whole tree each time, so while `app.synth()` runs charts render
 * their own objects and nothing else.
 */
export class Synthesis {
  /** The one that belongs to the tree of a construct. */
  public static of(construct: IConstruct): Synthesis {
    const root = construct.node.root as IConstruct & { [SYNTHESIS]?: Synthesis };
    return root[SYNTHESIS] ?? new Synthesis(root);
  }

  private readonly warned = new Set<string>();
  /** While a synth runs: all constructs as they were when it began, which is when programs are done. */
  private constructs: readonly IConstruct[] | undefined;
  private examined: readonly Examined[] = [];
  /** What takes back the annotations that the last check wrote. */
  private annotated: (() => void)[] = [];

  private constructor(private readonly root: IConstruct) {
    Object.defineProperty(root, SYNTHESIS, { value: this });
    root.node.addValidation({ validate: () => this.validate() });
    if (root instanceof App) {
      const app = root as App & { synth(): void; synthYaml(): string };
      const { synth, synthYaml } = app;
      app.synth = () => this.once(() => {
        synth.call(app);
        writeConstructMap(app, this.examined);
      });
      app.synthYaml = () => this.once(() => synthYaml.call(app));
    }
  }

  /** Runs a synth in which the tree is validated once, and each chart renders only what is its own. */
  private once<T>(synth: () => T): T {
    const constructs = this.root.node.findAll();
    const charts = constructs.filter((c): c is Chart => Chart.isChart(c) && c.toJson === Chart.prototype.toJson);
    for (const chart of charts) chart.toJson = () => objectsOf(chart).map((object) => object.toJson() as unknown);
    this.constructs = constructs;
    Object.defineProperty(this.root, 'charts', { get: () => this.charts(), configurable: true });
    try {
      return synth();
    } finally {
      this.constructs = undefined;
      delete (this.root as { charts?: unknown }).charts;
      this.examined = [];
      for (const construct of constructs) if (isIstioObject(construct)) construct._forget();
      for (const chart of charts) delete (chart as { toJson?: unknown }).toJson;
    }
  }

  /** The charts in the order cdk8s gives them. */
  private charts(): Chart[] {
    return inOrder(this.root, this.constructs).filter((c): c is Chart => c instanceof Chart);
  }

  /** Stops the synth with every error at once; says warnings on stderr, each one once. */
  private validate(): string[] {
    // What is checked is what the program says, without what the last check added.
    for (const undo of this.annotated.splice(0)) undo();
    const { objects, general } = examine(this.root, this.constructs);
    const findings = [...objects.flatMap((examined) => examined.findings), ...general];
    const errors = findings.filter(({ severity }) => severity === 'error');
    const warnings = findings.filter(({ severity }) => severity === 'warning');
    if (errors.length > 0) throw new ConfigError([...errors, ...this.othersErrors(), ...warnings]);
    for (const found of warnings) {
      const text = renderFinding(found);
      if (this.warned.has(text)) continue;
      this.warned.add(text);
      process.stderr.write(`${text}\n`);
    }
    this.examined = this.constructs ? objects : [];
    this.annotated = objects.flatMap((examined) => annotate(examined) ?? []);
    return [];
  }

  /** What other constructs refuse: cdk8s would only say it after our errors are mended. */
  private othersErrors(): Finding[] {
    return this.root.node.findAll().filter((construct) => construct !== this.root).flatMap((construct) => {
      const { path } = construct.node;
      return construct.node.validate().map((message) => ({
        rule: 'construct/validation',
        severity: 'error' as const,
        authority: 'cdk8s-istio' as const,
        message,
        resource: { apiVersion: '', kind: 'Construct', name: path },
        path: [],
        construct: path,
      }));
    });
  }
}

/** The objects of a chart in the order cdk8s gives them, without those of charts inside it. */
function objectsOf(chart: Chart): ApiObject[] {
  return inOrder(chart).filter((c): c is ApiObject => ApiObject.isApiObject(c) && Chart.of(c) === chart);
}

/**
 * The constructs of a tree in the order cdk8s gives them. Where nothing depends on anything, that is the tree's own: the graph that cdk8s
 * sorts by would only say the same, at some cost.
 */
function inOrder({ node }: IConstruct, constructs: readonly IConstruct[] = node.findAll()): readonly IConstruct[] {
  // The graph keeps them by path in an object, and those put numbers first.
  const isOther = constructs.some((one) => one.node.dependencies.length > 0 || /^\d+$/.test(one.node.path));
  return isOther ? new DependencyGraph(node).topology() : constructs;
}
