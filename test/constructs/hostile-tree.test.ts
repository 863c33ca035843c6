import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include, Lazy, Testing, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import {
  configureMesh, ExternalService, Findings, IstioObject, IstioResource, IstioServiceEntry, MeshService, renderPath, Resilience,
  ServiceEntry,
} from 'cdk8s-istio';
import { HostOwner } from '../../constructs/owners/host/host-owner';
import { Pattern } from '../../constructs/core/pattern';
import { untyped } from '../support/chart';
import { thrownBy } from '../support/findings';

/* Trees that other programs have a hand in: nothing of theirs brings a synth down, and nothing is written unchecked. */

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'hostile-'));
});
afterEach(() => rmSync(outdir, { recursive: true }));

const written = (): string => readdirSync(outdir).sort().map((file) => readFileSync(join(outdir, file), 'utf8')).join('---\n');
const SOUND = { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'sound' }, spec: { hosts: ['sound.com'] } };
const BAD = { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'bad' }, spec: { hosts: ['bad.com'], prots: [] } };
const BAD_FOUND = ['field/unknown @ spec.prots: Unknown field "prots" in "spec"'];
const lines = (program: () => unknown): string[] => thrownBy(program).map(({ rule, path, message }) => `${rule} @ ${renderPath(path)}: ${message}`);

describe('members of constructs of others', () => {
  const classes = [IstioObject, IstioResource, HostOwner, Pattern, ServiceEntry, MeshService, ExternalService] as { prototype: object }[];
  const names = [...new Set([
    'resource', 'rendered', 'spec', 'source', '_about', 'stages', ...classes.flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)),
  ])].filter((name) => !['constructor', 'node', 'toString', 'toJson', 'addDependency', 'name', 'metadata'].includes(name));

  test('the names tried are those of this package', () => {
    expect(names).toEqual(expect.arrayContaining(['_render', '_forget', '_sourceOf', '_claimantOf', '_id', '_toSpec', '_claimant', 'contribute']));
  });

  test.each(names)('a construct and an object with a member %s are what they are', (name) => {
    const thrower = (): never => {
      throw new Error(`${name} of another program was called`);
    };
    const build = (hostile: boolean): string => {
      const app = new App();
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      new ServiceEntry(chart, 'entry', { hosts: ['a.com'] });
      const others = [new Construct(chart, 'plain'), new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap' }), new ApiObject(chart, 'istio', SOUND)];
      if (hostile) for (const other of others) Object.defineProperty(other, name, { value: thrower });
      const users = new MeshService(chart, 'users', { ports: { http: { number: 80, protocol: 'HTTP' } } });
      const child = new Construct(users.virtualService, 'child');
      if (hostile) Object.defineProperty(child, name, { value: thrower });
      new Resilience(chart, 'patience', { service: users, timeout: '3s' });
      users.virtualService.addJsonPatch();
      return app.synthYaml();
    };
    expect(build(true)).toBe(build(false));
  });

  test('a member "resource" of a pattern of others names no resource in a refusal', () => {
    class Own extends Resilience {
      public get resource(): never {
        throw new Error('resource of another program was read');
      }
    }
    const chart = Testing.chart();
    expect(lines(() => new Own(chart, 'own', { service: untyped('users'), timeout: '3s' })))
      .toEqual(['composition/not-an-owner @ service: Expected a MeshService, an ExternalService or a host of an IngressGateway, got "users"']);
  });
});

describe('what has a tree checked', () => {
  const object = (chart: Chart): ApiObject => new ApiObject(chart, 'object', BAD);

  test.each<[string, (app: App, chart: Chart) => unknown]>([
    ['configureMesh of the app', (app) => configureMesh(app, {})],
    ['configureMesh of a chart', (_, chart) => configureMesh(chart, { release: '1.31' })],
    ['configureMesh of another chart', (app) => configureMesh(new Chart(app, 'other'), { skip: true })],
    ['a construct of this package anywhere', (app) => new ServiceEntry(new Chart(app, 'other'), 'entry', { hosts: ['a.com'] })],
  ])('%s', (_, arm) => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    object(chart);
    arm(app, chart);
    expect(lines(() => app.synth())).toEqual(BAD_FOUND);
    expect(lines(() => Testing.synth(chart))).toEqual(BAD_FOUND);
  });

  test('what a file brings is checked too', () => {
    const app = new App({ outdir });
    const url = join(outdir, 'bad.yaml');
    writeFileSync(url, JSON.stringify(BAD));
    configureMesh(app, {});
    new Include(new Chart(app, 'chart'), 'included', { url });
    expect(lines(() => app.synth())).toEqual(BAD_FOUND);
  });

  test('Findings.acknowledge, also before what is acknowledged is made', () => {
    const app = new App({ outdir });
    Findings.of(app).acknowledge('virtual-service/unreachable-route', 'kept for the rollback');
    object(new Chart(app, 'chart'));
    expect(lines(() => app.synth())).toEqual(expect.arrayContaining(BAD_FOUND));
  });
});

describe('what is added while a tree is synthesized', () => {
  type Add = (chart: Chart) => void;
  const ways: readonly [string, (app: App, chart: Chart, add: Add) => unknown][] = [
    ['by a validation', (_, chart, add) => chart.node.addValidation({ validate: () => { add(chart); return []; } })],
    ['by a Lazy in a spec', (_, chart, add) => new IstioServiceEntry(chart, 'lazy', {
      metadata: { name: 'lazy' },
      spec: { hosts: Lazy.any({ produce: () => { add(chart); return ['lazy.com']; } }) as unknown as string[] },
    })],
    ['by a Lazy in an ApiObject', (_, chart, add) => new ApiObject(chart, 'lazy', {
      apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce: () => { add(chart); return { a: '1' }; } }),
    })],
    ['by a validation, in a chart of its own', (app, chart, add) => chart.node.addValidation({
      validate: () => { if (!app.node.tryFindChild('late')) add(new Chart(app, 'late')); return []; },
    })],
    ['by a chart that renders itself', (app, chart, add) => {
      class Own extends Chart {
        public override toJson(): unknown[] {
          add(chart);
          return [];
        }
      }
      return new Own(app, 'own');
    }],
  ];
  const makers: readonly [string, (chart: Chart, manifest: typeof SOUND) => unknown][] = [
    ['an ApiObject', (chart, manifest) => new ApiObject(chart, 'added', manifest)],
    ['a construct', (chart, { metadata, spec }) => new IstioServiceEntry(chart, 'added', { metadata, spec })],
  ];
  const once = (make: (chart: Chart) => unknown): Add => (chart) => { if (!chart.node.tryFindChild('added')) make(chart); };

  describe.each(ways)('%s', (_, hook) => {
    test.each(makers)('%s is checked', (__, make) => {
      const program = (manifest: typeof SOUND, yamlOutputType?: YamlOutputType): App => {
        const app = new App({ outdir, yamlOutputType });
        configureMesh(app, {});
        hook(app, new Chart(app, 'chart'), once((chart) => make(chart, manifest)));
        return app;
      };
      for (const yamlOutputType of [YamlOutputType.FILE_PER_CHART, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE]) {
        expect(lines(() => program(untyped(BAD), yamlOutputType).synth())).toEqual(BAD_FOUND);
        expect(readdirSync(outdir)).toEqual([]);
      }
      expect(lines(() => program(untyped(BAD)).synthYaml())).toEqual(BAD_FOUND);
      program(SOUND).synth();
      expect(written()).toContain('sound.com');
      expect(program(SOUND).synthYaml()).toContain('sound.com');
    });
  });

  test('its own validations run', () => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    configureMesh(app, {});
    hookOf('by a validation')(app, chart, once((scope) => (
      new Construct(scope, 'added').node.addValidation({ validate: () => ['not like this'] })
    )));
    expect(lines(() => app.synth())).toEqual(['construct/validation @ : not like this']);
  });
  const hookOf = (way: string): (app: App, chart: Chart, add: Add) => unknown => ways.find(([name]) => name === way)![1];

  test('a tree that grows whenever it is checked is refused', () => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    let i = 0;
    hookOf('by a Lazy in a spec')(app, chart, () => { new Construct(chart, `more-${i++}`); });
    const [found, ...others] = thrownBy(() => app.synth());
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      rule: 'construct/made-without-end', path: [], construct: 'chart/more-8',
      message: 'Expected a tree that stops growing, got a construct more after 8 checks of it, such as "chart/more-8"',
    });
    expect(readdirSync(outdir)).toEqual([]);
  });

  test('an object that cannot be rendered when it is checked is not written later', () => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    configureMesh(app, {});
    let runs = 0;
    const spec = Lazy.any({ produce: () => { if (runs++ === 0) throw new Error('not yet'); return BAD.spec; } });
    new ApiObject(chart, 'object', { ...BAD, spec });
    expect(() => app.synth()).toThrow("Failed serializing construct at path 'chart/object' with name 'bad': Error: not yet");
    expect(readdirSync(outdir)).toEqual([]);
    expect(lines(() => app.synth())).toEqual(BAD_FOUND);
  });

  test('a validation that asks for the YAML gets it', () => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    new ServiceEntry(chart, 'entry', { hosts: ['a.com'] });
    let yaml = '';
    let isAsked = false;
    chart.node.addValidation({ validate: () => {
      if (!isAsked) {
        isAsked = true;
        yaml = app.synthYaml();
      }
      return [];
    } });
    app.synth();
    expect(yaml).toContain('a.com');
    expect(written()).toBe(yaml);
  });
});

describe('what renders itself', () => {
  class Own extends IstioServiceEntry {
    public change: (json: Record<string, unknown>) => unknown = (json) => json;

    public override toJson(): unknown {
      return this.change(super.toJson() as Record<string, unknown>);
    }
  }
  const synthOf = (change: Own['change'], options: { acknowledge?: boolean } = {}): App => {
    const app = new App({ outdir });
    const chart = new Chart(app, 'chart');
    const own = new Own(chart, 'own', { metadata: { name: 'own' }, spec: { hosts: ['a.com'] } });
    own.change = change;
    if (options.acknowledge) Findings.of(own).acknowledge('service-entry/selector-selects-all', 'one workload only');
    app.synth();
    return app;
  };

  test.each<[string, Own['change'], string]>([
    ['an unknown field', (json) => ({ ...json, spec: { hosts: ['a.com'], prots: [] } }), 'field/unknown @ spec.prots: Unknown field "prots" in "spec"'],
    ['a change in place', (json) => { (json.spec as { prots?: unknown }).prots = []; return json; }, 'field/unknown @ spec.prots: Unknown field "prots" in "spec"'],
    ['what is not JSON', (json) => ({ ...json, spec: { hosts: [new Date(0)] } }), 'input/not-json @ spec.hosts[0]: Expected plain data, got an instance of Date'],
    ['another kind', (json) => ({ ...json, kind: 'Gateway' }), 'input/other-kind @ kind: Expected kind "ServiceEntry", got "Gateway"'],
    ['an error', () => { throw new Error('no such file'); },
      'input/not-json @ : Expected plain objects, lists, strings, numbers and booleans, got an error of toJson(): no such file'],
  ])('a construct with a toJson of its own is checked as it is written: %s', (_, change, found) => {
    expect(lines(() => synthOf(change))).toEqual([found]);
    expect(readdirSync(outdir)).toEqual([]);
  });

  test('it is rendered once, and written as it was checked', () => {
    let runs = 0;
    synthOf((json) => ({ ...json, spec: { hosts: [`run-${runs++}.com`] } }));
    expect(written()).toContain('run-0.com');
  });

  test('it has the acknowledgements of the program', () => {
    synthOf((json) => ({ ...json, spec: { hosts: ['b.com'], resolution: 'STATIC', workloadSelector: {} } }), { acknowledge: true });
    expect(written()).toContain('cdk8s-istio/acknowledge: "service-entry/selector-selects-all: one workload only"');
  });

  test('an assigned toJson is one too', () => {
    const app = new App({ outdir });
    const entry = new IstioServiceEntry(new Chart(app, 'chart'), 'entry', { spec: { hosts: ['a.com'] } });
    entry.toJson = () => BAD;
    expect(lines(() => app.synth())).toEqual(BAD_FOUND);
  });

  const chartOf = (toJson: (objects: unknown[]) => unknown[], fill?: (chart: Chart) => unknown): App => {
    class OwnChart extends Chart {
      public override toJson(): unknown[] {
        return toJson(super.toJson() as unknown[]);
      }
    }
    const app = new App({ outdir });
    configureMesh(app, {});
    const chart = new OwnChart(app, 'own');
    fill?.(chart);
    return app;
  };

  test.each<[string, (objects: unknown[]) => unknown[], string[]]>([
    ['another manifest', (objects) => [...objects, BAD], BAD_FOUND],
    ['a change in place', (objects) => { (objects[0] as typeof BAD).spec.prots = []; return objects; }, BAD_FOUND],
  ])('a chart with a toJson of its own is checked as it is written: %s', (_, toJson, found) => {
    const fill = (chart: Chart): ApiObject => new ApiObject(chart, 'object', SOUND);
    expect(lines(() => chartOf(toJson, fill).synth())).toEqual(found);
    expect(lines(() => chartOf(toJson, fill).synthYaml())).toEqual(found);
    expect(readdirSync(outdir)).toEqual([]);
  });

  test('such a chart renders once, is written as it was checked, and no warning comes twice', () => {
    const said: string[] = [];
    const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => { said.push(String(text)); return true; });
    let runs = 0;
    const warned = { hosts: ['a.com'], resolution: 'STATIC', workloadSelector: {} } as const;
    chartOf((objects) => [...objects, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `run-${runs++}` } }], (chart) => (
      new IstioServiceEntry(chart, 'entry', { metadata: { name: 'entry' }, spec: warned })
    )).synth();
    spy.mockRestore();
    expect(written()).toContain('name: run-0');
    expect(said.map((text) => text.split('\n')[0])).toEqual(['warning service-entry/selector-selects-all']);
  });

  test('a chart below skip is not checked', () => {
    const app = chartOf((objects) => [...objects, BAD]);
    configureMesh(app.node.findChild('own') as Chart, { skip: true });
    app.synth();
    expect(written()).toContain('bad.com');
  });
});

describe('what JavaScript has built in, changed by a program', () => {
  const changed = (name: 'stackTraceLimit' | 'prepareStackTrace', descriptor: PropertyDescriptor, program: () => void): void => {
    const before = Object.getOwnPropertyDescriptor(Error, name);
    Object.defineProperty(Error, name, { configurable: true, ...descriptor });
    try {
      program();
    } finally {
      if (before) Object.defineProperty(Error, name, before);
      else delete Error[name];
    }
  };
  const refused = (): void => {
    const found = thrownBy(() => {
      const app = new App();
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      configureMesh(app, {});
      new IstioServiceEntry(chart, 'entry', { spec: untyped(BAD.spec) });
      const users = new MeshService(chart, 'users', { ports: { http: { number: 80, protocol: 'HTTP' } } });
      new Resilience(chart, 'patience', { service: users, timeout: '3s' });
      return app.synthYaml();
    });
    expect(found.map(({ rule, path }) => `${rule} @ ${renderPath(path)}`)).toEqual(['field/unknown @ spec.prots']);
    locations.push(found[0]!.source?.file);
    const [unmade] = thrownBy(() => new Resilience(Testing.chart(), 'patience', { service: untyped('users'), timeout: '3s' }));
    expect(unmade!.rule).toBe('composition/not-an-owner');
    locations.push(unmade!.source?.file);
  };
  let locations: unknown[];
  beforeEach(() => {
    locations = [];
  });
  const here = expect.stringMatching(/hostile-tree\.test\.ts$/);

  test('Error.stackTraceLimit that cannot be set: the limit of the program holds', () => {
    changed('stackTraceLimit', { value: 30, writable: false }, refused);
    expect(locations).toEqual([here, here]);
    changed('stackTraceLimit', { value: 0, writable: false }, refused);
    expect(locations.slice(2)).toEqual([undefined, undefined]);
  });

  test.each<[string, PropertyDescriptor]>([
    ['throws', { value: () => { throw new Error('no stack for you'); } }],
    ['gives no text', { value: () => [] }],
    ['is a getter that throws', { get: () => { throw new Error('no stack for you'); } }],
  ])('Error.prepareStackTrace that %s costs the lines, not the findings', (_, descriptor) => {
    changed('prepareStackTrace', descriptor, refused);
    expect(locations).toEqual([undefined, undefined]);
  });

  test('the limit of the program is as before', () => {
    const before = Error.stackTraceLimit;
    refused();
    expect(Error.stackTraceLimit).toBe(before);
    expect(locations).toEqual([here, here]);
  });
});
