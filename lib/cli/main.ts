import { Command, CommanderError, Option } from 'commander';
import { FAIL_ON } from '../core/fail-on';
import { DEFAULT_RELEASE, RELEASES } from '../core/release';
import { type CheckRequest, countOf, oneOf, releaseOf, several } from './check/options';
import { FORMATS } from './check/writers';
import { errorText } from './error-text';
import { EXIT } from './input/exit-code';
import { SCOPES } from './input/scope';
import type { Terminal } from './terminal';
import { version } from '../core/version';

const EXAMPLES = `
Examples:
  $ cdk8s-istio check dist/                              what cdk8s synth wrote
  $ cdk8s-istio check 'apps/**/*.yaml' mesh.yaml         files and patterns
  $ kustomize build overlays/prod | cdk8s-istio check -
  $ helm template charts/shop | cdk8s-istio check - --release 1.28
  $ cdk8s-istio check dist/ -o sarif > mesh.sarif        for code scanning
  $ cdk8s-istio check dist/ -o github --fail-on warning  in a workflow
  $ cdk8s-istio explain IST0101                          what a finding means

Exit code: 0 nothing at or above --fail-on, 1 findings, 2 usage, input that cannot be read or parsed, or nothing to check.
Findings go to standard output, everything else to standard error. NO_COLOR and FORCE_COLOR are respected.
Docs: every rule has its page, cdk8s-istio rules lists them.`;

/** Runs the command and gives its exit code. A user's mistake is a message, never a stack. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.fine;
  const program = programOf(terminal, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.unread; // commander has printed it
    terminal.stderr.write(`${errorText(error)}\n`);
    return EXIT.unread; // 1 would say that there are findings
  }
}

function programOf(terminal: Terminal, end: (code: number) => void): Command {
  const program = new Command('cdk8s-istio')
    .description('Checks Istio config offline: what the API server, istiod and istioctl would say, with file, line and fix.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      getOutHelpWidth: () => terminal.stdout.columns || 100,
      getErrHelpWidth: () => terminal.stderr.columns || 100,
    })
    .addHelpText('after', EXAMPLES);

  program.command('check')
    .description('check YAML and JSON: files, folders, patterns, or what is piped in')
    .argument('[paths...]', 'files, folders (every .yaml, .yml and .json in them), patterns, or - for standard input (default: what is piped in, or else the working folder)')
    .addOption(optionOf('-o, --output <format>', 'how findings are written', FORMATS, 'text'))
    .addOption(new Option('--release <release>', `the Istio release that will run the config: ${RELEASES[0]} to ${RELEASES[RELEASES.length - 1]} (default: ${DEFAULT_RELEASE})`).argParser(releaseOf))
    .addOption(new Option('--fail-on <severity>', `the least severity that fails the command: ${FAIL_ON.join(', ')} (default: error, or failOn of the configuration)`)
      .argParser(oneOf('--fail-on', FAIL_ON)))
    .addOption(optionOf('--scope <scope>', 'admission: each resource alone; mesh: also what resources mean together', SCOPES, 'mesh'))
    .option('--fix', 'correct in the files what has a sure correction; standard input is written corrected to standard output')
    .option('--dry-run', 'with --fix: write what it would change as a unified diff, and change no file')
    .option('--separate', 'check each path as a cluster of its own: nothing of one is held against another')
    .option('--closed', 'what is checked and the context are all that the cluster has: what is not among them is missing')
    .addOption(new Option('--context <path>', 'a file or folder with what the cluster has too, which is not checked; can be given several times').argParser(several))
    .option('--mesh-config <file>', 'the MeshConfig of the mesh, the ConfigMap istio that has it, or an IstioOperator')
    .addOption(new Option('--ignore <glob>', 'files that are not checked, from the working folder; can be given several times').argParser(several))
    .option('--allow-empty', 'exit with 0 where there is no resource to check')
    .option('--quiet', 'write errors alone, and no summary')
    .option('--verbose', 'write infos too, and which configuration file counts')
    .addOption(new Option('--max-findings <number>', 'write so many findings at most, the worst of them; all of them count').argParser(countOf))
    .option('--write-baseline <file>', 'write what is found to a file, to fail only on what is new from then on')
    .option('--baseline <file>', 'leave out what that file has: findings that were there when it was written')
    .option('--config <file>', 'severities, acknowledged findings, files to skip (default: the nearest cdk8s-istio.yaml or .yml, here or above)')
    .option('--no-config', 'take no configuration file')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], request: CheckRequest) => {
      const { check } = await import('./check/check-command');
      end(await check(paths, request, terminal));
    });

  program.command('explain')
    .description('print the page of a rule: why it is there, how to fix it, examples; of a family of rules, the list')
    .argument('<rule>', 'a rule such as value/duration, a family such as virtual-service, or a code of istioctl or Kiali such as IST0101')
    .addOption(optionOf('-o, --output <format>', 'how the page is written', ['text', 'json'] as const, 'text'))
    .action(async (rule: string, { output }: { output: 'text' | 'json' }) => {
      const { explain } = await import('./explain/explain-command');
      explain(rule, output, terminal);
    });

  program.command('rules')
    .description('list every rule')
    .addOption(optionOf('-o, --output <format>', 'how the list is written', ['text', 'json'] as const, 'text'))
    .action(async ({ output }: { output: 'text' | 'json' }) => {
      const { listRules } = await import('./rules/rules-command');
      listRules(output, terminal);
    });
  return program;
}

function optionOf<Word extends string>(flags: string, description: string, words: readonly Word[], byDefault: Word): Option {
  const name = flags.split(/[ ,]+/).find((flag) => flag.startsWith('--'))!;
  return new Option(flags, `${description}: ${words.join(', ')}`).default(byDefault).argParser(oneOf(name, words));
}
