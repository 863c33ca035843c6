import type { Mesh } from '../mesh/mesh';
import type { EntryOf } from '../mesh/mesh-entry';
import { labelsKey } from '../values/labels';

/** Whether two Gateways are opened by the same pods. */
export class SharedPods {
  readonly #known = new Map<string, boolean>();

  public constructor(private readonly mesh: Mesh) {}

  /** True for one selector; of two, one has to be part of the other, and pods have to have both. */
  public areShared(a: EntryOf<'Gateway'>, b: EntryOf<'Gateway'>): boolean {
    const [one, two] = [a, b].map(({ resource: { spec } }) => spec.selector ?? {}) as [Readonly<Record<string, string>>, Readonly<Record<string, string>>]; // eslint-disable-line max-len -- one sentence
    const [first, second] = [labelsKey(one), labelsKey(two)];
    if (first === second) return true;
    const key = first < second ? `${first} ${second}` : `${second} ${first}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const [x, y] = [textOf(one), textOf(two)];
    const areShared = (x.includes(y) || y.includes(x)) && !Object.keys(one).some((label) => label in two && one[label] !== two[label])
      && this.mesh.istioctl.podsSelected({ ...one, ...two }).length > 0;
    this.#known.set(key, areShared);
    return areShared;
  }
}

function textOf(selector: Readonly<Record<string, string>>): string {
  return Object.entries(selector).map(([label, value]) => `${label}=${value}`).sort().join();
}
