import { type ApiObject, App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ConfigError, renderFinding } from '../../lib/core/config-error';
import type { Finding } from '../../lib/core/finding';
import type { DeclaredService } from '../../lib/mesh/declared-service';
import { rulesToAnnotate, withAcknowledgement } from './acknowledge-annotation';
import { aroundSynth, replaceJson, sortOnce, type Undo } from './cdk8s-patches';
import { type Examination, examine, type Examined, isIstioObject } from './examine';
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
  /** While a synth runs: all constructs as they were when it began, which is when programs are done. */
  private constructs: readonly IConstruct[] | undefined;
  private examined: readonly Examined[] = [];
  /** While a synth runs: the manifests that were checked of objects that are not ours. */
  private readonly checked = new Map<ApiObject, unknown>();
  /** While a synth runs: what lets those objects render again. */
  private readonly kept: Undo[] = [];
  /** What takes back the annotations that the last check wrote. */
  private readonly annotated: Undo[] = [];

  public constructor(private readonly root: IConstruct) {
    root.node.addValidation({ validate: () => this.validate() });
    if (root instanceof App) aroundSynth(root, (synth) => this.once(root, synth), () => writeConstructMap(root, this.examined));
  }

  /**
   * Has findings reported with those of the tree that no resource alone shows, such as a conflict between two constructs. Each names in
   * `construct` the one that can mend it, else it is about the construct that reports it.
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

  /** The services that the program declares without writing their objects. */
  public get declaredServices(): readonly DeclaredService[] {
    return this.declarations.map((service) => service());
  }

  /** Renders and checks the tree as it is now. */
  public examine(): Examination {
    const { reports, constructs } = this;
    const contributed = { reports, declaredServices: () => this.declaredServices };
    return examine(this.root, constructs ?? this.root.node.findAll(), contributed, constructs !== undefined);
  }

  /** Runs a synth in which the tree is validated once, and each chart renders only what is its own. */
  private once<T>(app: App, synth: () => T): T {
    const constructs = app.node.findAll();
    const undo = sortOnce(app, constructs);
    this.constructs = constructs;
    try {
      return withReadableYaml(synth);
    } finally {
      undo();
      for (const back of this.kept.splice(0)) back();
      this.constructs = undefined;
      this.examined = [];
      this.checked.clear();
      for (const construct of constructs) if (isIstioObject(construct)) construct._forget();
    }
  }

  /** Stops the synth with every error at once; says warnings on stderr, each one once. */
  private validate(): string[] {
    // What is checked is what the program says, without what the last check added.
    for (const undo of this.annotated.splice(0)) undo();
    const { objects, findings } = this.examine();
    const errors = findings.filter(({ severity }) => severity === 'error');
    const warnings = findings.filter(({ severity }) => severity === 'warning');
    if (errors.length > 0) throw new ConfigError([...errors, ...validationErrors(this.root), ...warnings]);
    for (const found of warnings) {
      const text = renderFinding(found);
      if (this.warned.has(text)) continue;
      this.warned.add(text);
      process.stderr.write(`${text}\n`);
    }
    for (const examined of objects) this.write(examined);
    this.examined = this.constructs ? objects : [];
    return [];
  }

  /** Has an object write the manifest that was checked, with what the program acknowledged of it. */
  private write({ object, json, suppressed }: Examined): void {
    const isForeign = this.constructs && json !== undefined && !isIstioObject(object); // ours keep what they rendered
    if (isForeign) this.checked.set(object, json);
    const rules = rulesToAnnotate(suppressed);
    if (rules.length > 0) this.annotated.push(replaceJson(object, (own) => withAcknowledgement(this.checked.get(object) ?? own(), rules)));
    else if (isForeign) this.kept.push(replaceJson(object, () => json));
  }
}
