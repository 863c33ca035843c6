import { type ApiObject, App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ConfigError, renderFinding } from '../../lib/core/config-error';
import type { Finding } from '../../lib/core/finding';
import { quote } from '../../lib/core/quote';
import { finding } from '../../lib/core/rule';
import { SEVERITIES } from '../../lib/core/suppression/severities';
import type { DeclaredService } from '../../lib/mesh/declared-service';
import { rulesToAnnotate, withAcknowledgement } from './acknowledge-annotation';
import { aroundSynth, decideCharts, objectsByChart, renderAlone, rendersItself, replaceJson, type Undo } from './cdk8s-patches';
import { type Examination, examine, type Examined, failingAt } from './examine';
import type { Inspection } from './inspection';
import { isIstioObject } from './istio-object-mark';
import { examineWritten } from './own-charts';
import { claimTree } from './claim-tree';
import { synthesisRules } from './synthesis-rules';
import { treeState } from './tree-state';
import { validationErrors } from './validation-errors';
import { writeConstructMap } from './write-construct-map';
import { withReadableYaml } from './write-yaml';

const synthesisOf = treeState('Synthesis', (root) => new Synthesis(root));

/**
 * Checks all resources of a construct tree, once a synth. It hangs on the root: cdk8s asks every construct for its errors once
 * for the app and once more for each chart, and sorts the whole tree each time, so while `app.synth()` runs charts render
 * their own objects and nothing else.
 */
export class Synthesis {
  /** The one that belongs to the tree of a construct. */
  public static of(construct: IConstruct): Synthesis {
    return synthesisOf(construct);
  }

  private readonly warned = new Set<string>();
  private readonly reports = new Map<IConstruct, (() => readonly Finding[])[]>();
  private readonly declarations: (() => DeclaredService)[] = [];
  private readonly inspections: Inspection[] = [];
  /** While a synth runs: all constructs, as they were when it began or when they were checked last. */
  private constructs: readonly IConstruct[] | undefined;
  /** While a synth runs: the objects that each chart writes, of those constructs. */
  private byChart: { readonly constructs: readonly IConstruct[]; readonly objects: ReadonlyMap<Chart, readonly ApiObject[]> } | undefined;
  /** While a synth runs, as soon as there are no errors: the check of those constructs. */
  private examination: Examination | undefined;
  /** While a synth runs: what gives the manifests that were checked of objects that are not ours. */
  private readonly checked = new Map<ApiObject, () => unknown>();
  /** While a synth runs: charts with a `toJson` of their own. */
  private readonly ownCharts: Chart[] = [];
  /** While a synth runs: what lets those objects, those charts, and the others render again. */
  private readonly kept: Undo[] = [];
  private readonly written: Undo[] = [];
  private readonly prepared: Undo[] = [];
  /** What takes back the annotations that the last check wrote. */
  private readonly annotated: Undo[] = [];

  public constructor(private readonly root: IConstruct) {
    claimTree(root);
    root.node.addValidation({ validate: () => this.validate() });
    if (!(root instanceof App)) return;
    aroundSynth(root, (synth) => this.once(root, synth), () => writeConstructMap(root, this.examination?.objects ?? []));
  }

  /**
   * Has findings reported with those of the tree that no resource alone shows, such as a conflict between two constructs. Each names in
   * `construct` the one that can fix it, else it is about the construct that reports it.
   *
   * @param findings asked for at every check, when the program is done
   */
  public report(by: IConstruct, findings: () => readonly Finding[]): void {
    const reports = this.reports.get(by);
    if (reports) reports.push(findings);
    else this.reports.set(by, [findings]);
  }

  /** Adds a service to the mesh of the tree whose Kubernetes object the program does not write. */
  public declare(service: () => DeclaredService): void {
    this.declarations.push(service);
  }

  /** Has all objects of the tree looked at when they are rendered, for findings on those that another construct made. */
  public inspect(inspection: Inspection): void {
    this.inspections.push(inspection);
  }

  /** The services that the program declares without writing their objects. */
  public get declaredServices(): readonly DeclaredService[] {
    return this.declarations.map((service) => service());
  }

  /** Renders and checks the tree as it is now. */
  public examine(): Examination {
    const { reports, inspections, constructs } = this;
    const contributed = { reports, inspections, declaredServices: () => this.declaredServices };
    return examine(this.root, constructs ?? this.root.node.findAll(), contributed, constructs !== undefined);
  }

  /** Runs a synth in which the tree is validated once, and each chart renders only what is its own. */
  private once<T>(app: App, synth: () => T): T {
    if (this.constructs) return synth(); // asked for by a validation
    this.constructs = app.node.findAll();
    const undo = decideCharts(app, () => this.settle(app));
    this.prepare(this.constructs);
    try {
      return withReadableYaml(synth);
    } finally {
      undo();
      for (const constructs of [this.written, this.kept, this.prepared]) for (const back of constructs.splice(0)) back();
      for (const construct of this.constructs) if (isIstioObject(construct)) construct._forget();
      this.constructs = undefined;
      this.byChart = undefined;
      this.examination = undefined;
      this.ownCharts.length = 0;
      this.checked.clear();
    }
  }

  /** Has the charts among constructs render nothing twice. */
  private prepare(constructs: readonly IConstruct[]): void {
    for (const construct of constructs) {
      if (!Chart.isChart(construct)) continue;
      if (rendersItself(construct)) this.ownCharts.push(construct);
      else this.prepared.push(renderAlone(construct, (chart) => this.objectsOf(chart)));
    }
  }

  /** The objects that a chart writes. */
  private objectsOf(chart: Chart): readonly ApiObject[] {
    const constructs = this.constructs!;
    if (this.byChart?.constructs !== constructs) this.byChart = { constructs, objects: objectsByChart(constructs) };
    return this.byChart.objects.get(chart) ?? [];
  }

  /** Checks what validations, tokens and charts added to the tree since it was checked. Gives the constructs that are written. */
  private settle(app: App): readonly IConstruct[] {
    for (let round = 0; this.examination; round++) {
      const now = app.node.findAll();
      const before = this.constructs!;
      const isGrown = now.length !== before.length || now.some((construct, i) => construct !== before[i]);
      if (isGrown) {
        const known = new Set(before);
        const added = now.filter((construct) => !known.has(construct));
        if (round === ROUNDS) throw new ConfigError([madeWithoutEnd(added)]);
        this.constructs = now;
        this.prepare(added);
        this.check(added);
      } else if (this.written.length < this.ownCharts.length) {
        this.renderOwnCharts(this.examination);
      } else {
        break;
      }
    }
    return this.constructs!;
  }

  /** Has charts with a `toJson` of their own render once, and write that when it is checked. */
  private renderOwnCharts(known: Examination): void {
    const findings: Finding[] = [];
    const failing = new Set<Finding>();
    for (const chart of this.ownCharts) {
      const manifests = chart.toJson() as unknown[];
      this.written.push(replaceJson(chart, () => manifests));
      const found = examineWritten(chart, Object.values(manifests), known);
      findings.push(...found);
      for (const each of failingAt(chart, found)) failing.add(each);
    }
    this.judge({ findings, failing }, () => []);
  }

  private validate(): string[] {
    // A chart with its own `toJson` has cdk8s validate the app once more.
    if (!this.examination) this.check();
    return [];
  }

  /** Stops the synth with every error at once; says warnings on stderr, each one once. */
  private check(added?: readonly IConstruct[]): void {
    claimTree(this.root);
    // What is checked is what the program says, without what the last check added.
    for (const done of [this.written, this.annotated, this.kept]) for (const undo of done.splice(0)) undo();
    const examination = this.examine();
    // cdk8s asks for the errors of constructs that were there when it began.
    const refusals = added ? validationErrors(added) : [];
    const { findings, failing } = examination;
    const judged = { findings: [...findings, ...refusals], failing: new Set([...failing, ...refusals]) };
    this.judge(judged, () => (added ? [] : validationErrors(this.root.node.findAll().slice(1))));
    for (const examined of examination.objects) this.write(examined);
    if (this.constructs) this.examination = examination;
  }

  /** @param more what is added where a finding stops the synth */
  private judge({ findings, failing }: Pick<Examination, 'findings' | 'failing'>, more: () => readonly Finding[]): void {
    const warnings = findings.filter((found) => found.severity === 'warning' && !failing.has(found));
    if (failing.size > 0) throw new ConfigError([...worstFirst(failing), ...more(), ...warnings]);
    for (const found of warnings) {
      const text = renderFinding(found);
      if (this.warned.has(text)) continue;
      this.warned.add(text);
      process.stderr.write(`${text}\n`);
    }
  }

  /** Has an object write the manifest that was checked, with what the program acknowledged of it. */
  private write({ object, again, suppressed }: Examined): void {
    const isForeign = this.constructs && !(isIstioObject(object) && !object._rendersItself); // ours keep what they rendered
    if (isForeign) this.checked.set(object, again);
    const rules = rulesToAnnotate(suppressed);
    const annotated = (own: () => unknown): unknown => withAcknowledgement((this.checked.get(object) ?? own)(), rules);
    if (rules.length > 0) this.annotated.push(replaceJson(object, annotated));
    else if (isForeign) this.kept.push(replaceJson(object, again));
  }
}

function worstFirst(findings: Iterable<Finding>): readonly Finding[] {
  const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

/** How often a tree may grow while it is synthesized. */
const ROUNDS = 8;

function madeWithoutEnd(added: readonly IConstruct[]): Finding {
  const made = added.length === 1 ? 'a construct' : `${added.length} constructs`;
  const { path } = added[0]!.node;
  const message = `Expected a tree that stops growing, got ${made} more after ${ROUNDS} checks of it, such as ${quote(path)}`;
  return { ...finding(synthesisRules.endless, undefined, [], { message }), construct: path };
}
