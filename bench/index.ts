import { check } from 'cdk8s-istio';
import { admissionGrowth, admissionPerObject } from './admission';
import { assertSame, jsonOf, synthPlain, synthTyped } from './apps';
import { commandCost, versionVsNode } from './command';
import { jsonDocumentsOf, yamlOf } from './documents';
import { importVsCdk8s } from './import-cost';
import { medianRatio, seconds } from './median';
import { patternsVsPlain } from './patterns';

const SIZES = {
  objects: 20_000, small: 1_000, large: 50_000, rounds: 3, processes: 15, admission: 100_000, hosts: 2_000, documents: 10_000,
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

assertSame();
synthTyped(SIZES.small)();
const round = (value: number): number => Number(value.toFixed(3));
const { ratio: checkVsYamlParse, ...command } = commandCost(yamlOf(SIZES.documents), jsonDocumentsOf(SIZES.documents), SIZES.rounds);
const result = {
  synthVsPlain: round(medianRatio(SIZES.rounds, () => seconds(synthTyped(SIZES.objects)), () => seconds(synthPlain(SIZES.objects)))),
  checkVsParse: round(checkVsParse()),
  importVsCdk8s: round(importVsCdk8s(SIZES.processes)),
  growth: round(growth()),
  admissionPerObject: round(admissionPerObject(SIZES.objects, SIZES.rounds)),
  admissionGrowth: round(admissionGrowth(SIZES.admission, SIZES.small, SIZES.rounds)),
  patternsVsPlain: round(patternsVsPlain(SIZES.hosts, SIZES.rounds)),
  checkVsYamlParse: round(checkVsYamlParse),
  versionVsNode: round(versionVsNode(SIZES.processes)),
  command, // seconds and megabytes, for people: they are this machine's
  sizes: { ...SIZES, objectsPerChart: 100 },
};
console.log(JSON.stringify(result));
