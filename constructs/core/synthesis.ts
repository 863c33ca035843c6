import { ApiObject, App, Chart, DependencyGraph } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ConfigError, renderFinding } from '../../lib/core/config-error';
import type { Finding, Path, ResourceId } from '../../lib/core/finding';
import { analyze } from '../../lib/analysis/analyze';
import { covers } from '../../lib/core/prune';
import { checkResource } from '../../lib/kinds/check-resource';
import { kindOf } from '../../lib/kinds/index';
import type { IstioObject } from './istio-object';
import { meshOptionsOf } from './mesh-options';

const SYNTHESIS = Symbol.for('cdk8s-istio.Synthesis');

/** What is known of one resource of the tree after it was rendered and checked. */
interface Checked {
  readonly object: ApiObject;
  readonly id: ResourceId;
  readonly findings: Finding[];
}

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
  private synthesizing = false;

  private constructor(private readonly root: IConstruct) {
    Object.defineProperty(root, SYNTHESIS, { value: this });
    root.node.addValidation({ validate: () => this.validate() });
    if (root instanceof App) {
      const app = root as App & { synth(): void; synthYaml(): string };
      const { synth, synthYaml } = app;
      app.synth = () => this.once(() => synth.call(app));
      app.synthYaml = () => this.once(() => synthYaml.call(app));
    }
  }

  /** Everything that is to be said about the resources of the tree, in the order of the tree. */
  public findings(): Finding[] {
    const checked = this.root.node.findAll().filter((c): c is ApiObject => ApiObject.isApiObject(c))
      .map((object) => examine(object, this.synthesizing));
    const add = (index: number, found: Finding): void => {
      checked[index]!.findings.push(found);
    };
    analyze(checked.map(({ id }) => id), add);
    const madeBy = new Map(checked.map((entry) => [entry.id, entry.object]));
    return checked.flatMap(({ object, findings }) => findings.map((found) => locate(found, object, madeBy)));
  }

  /** Runs a synth in which the tree is validated once, and each chart renders only what is its own. */
  private once<T>(synth: () => T): T {
    const charts = this.root.node.findAll().filter((c): c is Chart => Chart.isChart(c) && c.toJson === Chart.prototype.toJson);
    for (const chart of charts) chart.toJson = () => objectsOf(chart).map((object) => object.toJson() as unknown);
    this.synthesizing = true;
    try {
      return synth();
    } finally {
      this.synthesizing = false;
      for (const construct of this.root.node.findAll()) if (isIstioObject(construct)) construct._forget();
      for (const chart of charts) delete (chart as { toJson?: unknown }).toJson;
    }
  }

  /** Stops the synth with every error at once; says warnings on stderr, each one once. */
  private validate(): string[] {
    const findings = this.findings();
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      throw new ConfigError([...errors, ...this.othersErrors(), ...findings.filter(({ severity }) => severity === 'warning')]);
    }
    for (const found of findings) {
      const text = renderFinding(found);
      if (found.severity !== 'warning' || this.warned.has(text)) continue;
      this.warned.add(text);
      process.stderr.write(`${text}\n`);
    }
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

function isIstioObject(object: IConstruct): object is IstioObject<unknown> {
  return '_render' in object;
}

function examine(object: ApiObject, keep: boolean): Checked {
  const { release } = meshOptionsOf(object);
  if (isIstioObject(object)) {
    const { json, findings } = object._render(keep);
    const found = checkResource(json, release);
    // What could not be rendered is not in the JSON: it would only be blamed a second time.
    const said = (path: Path): boolean => findings.some((first) => covers(first.path, path) || covers(path, first.path));
    const rest = findings.length === 0 ? found : found.filter(({ path }) => !said(path));
    return { object, id: object._id, findings: [...findings, ...rest] };
  }
  const { namespace } = object.metadata;
  const id = { apiVersion: object.apiVersion, kind: object.kind, ...(namespace === undefined ? {} : { namespace }), name: object.name };
  return { object, id, findings: kindOf(object.apiVersion, object.kind) ? checkResource(object.toJson(), release) : [] };
}

function locate(found: Finding, object: ApiObject, madeBy: ReadonlyMap<ResourceId, ApiObject>): Finding {
  const place = (by: ApiObject) => {
    const source = isIstioObject(by) ? by._source.location : undefined;
    return { construct: ownerOf(by).node.path, ...(source ? { source } : {}) };
  };
  return {
    ...found,
    ...place(object),
    ...(found.related ? {
      related: found.related.map((other) => {
        const by = madeBy.get(other.resource);
        return by ? { ...other, ...place(by) } : other;
      }),
    } : {}),
  };
}

/** The construct that people wrote: an L2 rather than the L1 inside it. */
function ownerOf(object: ApiObject): IConstruct {
  const { scope } = object.node;
  return scope && object.node.id === 'Resource' && !Chart.isChart(scope) ? scope : object;
}

/** The objects of a chart in the order cdk8s gives them, without those of charts inside it. */
function objectsOf(chart: Chart): ApiObject[] {
  return new DependencyGraph(chart.node).topology().filter((c): c is ApiObject => ApiObject.isApiObject(c) && Chart.of(c) === chart);
}
