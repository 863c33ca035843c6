import { execFileSync } from 'node:child_process';
import { check } from 'cdk8s-istio';
import { admissionGrowth, admissionPerObject } from './admission';
import { analysisGrowth, analysisPerMesh } from './analysis';
import { assertSame, jsonOf, synthPlain, synthTyped } from './apps';
import { commandCost, versionVsNode } from './command';
import { compositionGrowth } from './composition';
import { jsonDocumentsOf, yamlOf } from './documents';
import { hostileGrowth } from './hostile';
import { importVsCdk8s } from './import-cost';
import { medianRatio, seconds } from './median';
import { patternsVsPlain } from './patterns';

const SIZES = {
  objects: 20_000, small: 1_000, large: 50_000, rounds: 3, processes: 15, admission: 100_000, hosts: 2_000, documents: 10_000,
  badEntries: 4_000, conditions: 8, services: 1_000, manyAnalyzed: 40_000, fewAnalyzed: 4_000,
} as const;

/** Time of `check` over the time of `JSON.parse`, on the same bytes. */
function checkVsParse(): number {
  const text = jsonOf(SIZES.objects);
  const resources = JSON.parse(text) as unknown[];
  return medianRatio(
    SIZES.rounds,
    () => seconds(() => {
      const found = check(resources);
      if (found.length > 0) throw new Error(`Expected no finding in the bench, got ${found[0]!.message}`);
    }),
    () => seconds(() => JSON.parse(text)),
  );
}

/** Time per object of a large app over that of a small one: 1 when cost is linear. */
function growth(): number {
  const perObject = (objects: number) => () => {
    // A small app is over before it can be measured well, so it is run until the same number of objects is done.
    const repeats = Math.max(1, Math.floor(SIZES.large / objects / 5));
    return seconds(() => {
      for (let i = 0; i < repeats; i++) synthTyped(objects)();
    }) / repeats / objects;
  };
  return medianRatio(SIZES.rounds, perObject(SIZES.large), perObject(SIZES.small));
}

/** What is measured, by name: a ratio, or several figures of one run. */
const FIGURES: Readonly<Record<string, () => number | Record<string, unknown>>> = {
  synthVsPlain() {
    assertSame();
    synthTyped(SIZES.small)();
    return medianRatio(SIZES.rounds, () => seconds(synthTyped(SIZES.objects)), () => seconds(synthPlain(SIZES.objects)));
  },
  checkVsParse,
  importVsCdk8s: () => importVsCdk8s(SIZES.processes),
  growth() {
    synthTyped(SIZES.small)();
    return growth();
  },
  admissionPerObject: () => admissionPerObject(SIZES.objects, SIZES.rounds),
  admissionGrowth: () => admissionGrowth(SIZES.admission, SIZES.small, SIZES.rounds),
  patternsVsPlain: () => patternsVsPlain(SIZES.hosts, SIZES.rounds),
  compositionGrowth() {
    const { worst, of } = compositionGrowth(SIZES.conditions, 5 * SIZES.rounds);
    return { compositionGrowth: rounded(worst), compositionGrowthOf: of };
  },
  command() {
    const { ratio, ...command } = commandCost(yamlOf(SIZES.documents), jsonDocumentsOf(SIZES.documents), SIZES.rounds);
    return { checkVsYamlParse: rounded(ratio), command }; // seconds and megabytes, for people: they are this machine's
  },
  analysisPerMesh: () => analysisPerMesh(SIZES.services, 5 * SIZES.rounds),
  analysisGrowth: () => analysisGrowth(SIZES.manyAnalyzed, SIZES.fewAnalyzed, SIZES.rounds),
  versionVsNode: () => versionVsNode(SIZES.processes),
  hostileGrowth() {
    const { worst, outputVsInput, of } = hostileGrowth(SIZES.badEntries, SIZES.small, 2 * SIZES.rounds);
    return { hostileGrowth: rounded(worst), outputVsInput: rounded(outputVsInput), worstOfHostile: of };
  },
};

/** Each figure is taken in a process of its own: what one leaves on the heap would slow the next. */
function inOwnProcess(figure: string): object {
  const found = execFileSync(process.execPath, [...process.execArgv, __filename, figure], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(found) as object;
}

function measure(figure: string): object {
  const found = FIGURES[figure]!();
  return typeof found === 'number' ? { [figure]: rounded(found) } : found;
}

function rounded(ratio: number): number {
  return Number(ratio.toFixed(3));
}

const [asked] = process.argv.slice(2);
if (asked === undefined) {
  const figures = Object.keys(FIGURES).map(inOwnProcess);
  console.log(JSON.stringify({ ...Object.assign({}, ...figures) as object, sizes: { ...SIZES, objectsPerChart: 100 } }));
} else if (Object.hasOwn(FIGURES, asked)) {
  console.log(JSON.stringify(measure(asked)));
} else {
  throw new Error(`Expected one of ${Object.keys(FIGURES).join(', ')}, got ${asked}`);
}
