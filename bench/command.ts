import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './median';

/** The compiled command. */
export const COMMAND = join(__dirname, '../dist/lib/cli/bin.js');

// Each yardstick and the command itself is a process of its own, which also says what memory it took at most.
const PARSE_YAML = `
  const { parseAllDocuments } = require('yaml');
  const text = require('node:fs').readFileSync(process.argv[1], 'utf8');
  if (parseAllDocuments(text).map((document) => document.toJS()).length === 0) throw new Error('Expected documents');
`;
const PARSE_JSON = 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))';
const MEASURE = `
  process.on('exit', () => process.stderr.write(' peak=' + process.resourceUsage().maxRSS));
`;

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

function cost(args: readonly string[]): Cost {
  const measure = join(folder(), 'measure.cjs');
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ['--require', measure, ...args], { encoding: 'utf8', maxBuffer: 1 << 30 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const peak = / peak=(\d+)$/.exec(stderr)?.[1];
  if (status !== 0 || peak === undefined) throw new Error(`Expected ${args[0]} to end well, got ${status}: ${stderr}`);
  return { seconds, megabytes: Number(peak) / 1024 };
}

let made: string | undefined;
function folder(): string {
  if (made === undefined) {
    made = mkdtempSync(join(tmpdir(), 'bench-command-'));
    writeFileSync(join(made, 'measure.cjs'), MEASURE);
  }
  return made;
}

/** What the command took, beside parsing alone of the same bytes, in turns. */
export interface CommandCost {
  /** Time of `cdk8s-istio check` over that of parsing alone with the `yaml` package. */
  readonly ratio: number;
  /** Medians of each. */
  readonly check: Cost;
  readonly parseYaml: Cost;
  readonly parseJson: Cost;
}

/** Checks a text with the command, and parses it, each in processes of their own. */
export function commandCost(yaml: string, json: string, rounds: number): CommandCost {
  const [yamlFile, jsonFile] = [join(folder(), 'mesh.yaml'), join(folder(), 'mesh.json')];
  writeFileSync(yamlFile, yaml);
  writeFileSync(jsonFile, json);
  const all = Array.from({ length: rounds }, (_, round) => {
    const check = (): Cost => cost([COMMAND, 'check', yamlFile, '-o', 'json']);
    const parse = (): Cost => cost(['-e', PARSE_YAML, yamlFile]);
    const [first, second] = round % 2 === 0 ? [check(), parse()] : [parse(), check()].reverse() as [Cost, Cost];
    return { check: first, parseYaml: second, parseJson: cost(['-e', PARSE_JSON, jsonFile]) };
  });
  const middle = (of: (one: (typeof all)[number]) => Cost): Cost => ({
    seconds: Number(median(all.map((one) => of(one).seconds)).toFixed(2)),
    megabytes: Math.round(median(all.map((one) => of(one).megabytes))),
  });
  rmSync(folder(), { recursive: true });
  made = undefined;
  return {
    ratio: median(all.map(({ check, parseYaml }) => check.seconds / parseYaml.seconds)),
    check: middle(({ check }) => check), parseYaml: middle(({ parseYaml }) => parseYaml), parseJson: middle(({ parseJson }) => parseJson),
  };
}

/** Time of `cdk8s-istio --version` over that of a Node that does nothing, in turns. */
export function versionVsNode(processes: number): number {
  const time = (args: readonly string[]): number => {
    const start = process.hrtime.bigint();
    execFileSync(process.execPath, args);
    return Number(process.hrtime.bigint() - start);
  };
  return median(Array.from({ length: processes }, () => time([COMMAND, '--version']) / time(['-e', '0'])));
}
