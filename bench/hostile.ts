import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from 'cdk8s-istio';
import { badEntries, type Container, containers } from '../test/support/containers';
import { COMMAND } from './command';

/** How cost grows with what is wrong. */
export interface HostileGrowth {
  /** Of all lists and maps and ways to be wrong, the worst of time for twice the entries over time for once: 2 when cost is linear. */
  readonly worst: number;
  readonly of: string;
  /** Bytes that the command writes over bytes that it reads, of many resources on one line, each with an error. */
  readonly outputVsInput: number;
}

const CANDIDATES = 12;

/** What grows with bad entries, and with errors on a long line. */
export function hostileGrowth(entries: number, resources: number, rounds: number): HostileGrowth {
  const all = containers.flatMap((container) => Object.keys(badEntries).map((wrong) => ({ container, wrong })));
  const measured = (some: typeof all, size: number, times: number): (typeof all[number] & { ratio: number })[] => (
    some.map((given) => ({ ...given, ratio: growth(given.container, given.wrong, size, times) })).sort((a, b) => b.ratio - a.ratio)
  );
  // Those that look worst are measured again, and better: the worst of hundreds of rough figures is a measure of chance.
  const rough = measured(all, entries / 8, 2).slice(0, CANDIDATES);
  const [worst] = measured(measured(rough, entries, rounds).slice(0, 3), entries, 4 * rounds);
  return { worst: worst!.ratio, of: `${worst!.container.name}, ${worst!.wrong}`, outputVsInput: outputVsInput(resources) };
}

function growth(container: Container, wrong: string, entries: number, times: number): number {
  const holding = (size: number): object => container.holding(container.filled(size, (i) => badEntries[wrong]!(container, i)));
  const [once, twice] = [holding(entries), holding(2 * entries)];
  return quickest(twice, times) / quickest(once, times);
}

/** Seconds of this process: what other programs do meanwhile does not count, and what the heap needs only ever adds to it. */
function quickest(resource: object, times: number): number {
  return Math.min(...Array.from({ length: times }, () => {
    const before = process.cpuUsage();
    check([resource], { scope: 'admission' });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  }));
}

function outputVsInput(resources: number): number {
  const text = JSON.stringify(Array.from({ length: resources }, (_, i) => ({
    apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: `a-${i}`, namespace: 'shop' },
    spec: { hosts: ['a'], http: [{ route: [{ destination: { host: 'a' } }], timeout: '3' }] },
  }))).replace(/^\[/, '{"apiVersion":"v1","kind":"List","items":[').replace(/\]$/, ']}');
  const folder = mkdtempSync(join(tmpdir(), 'bench-hostile-'));
  try {
    const file = join(folder, 'mesh.json');
    writeFileSync(file, text);
    const ratios = ['text', 'json', 'sarif', 'github'].map((format) => {
      const { status, stdout } = spawnSync(process.execPath, [COMMAND, 'check', file, '-o', format], { maxBuffer: 1 << 30 });
      if (status !== 1) throw new Error(`Expected findings of format ${format}, got exit ${status}`);
      return stdout.length / text.length;
    });
    return Math.max(...ratios);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
