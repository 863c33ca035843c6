import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = join(__dirname, '../..');

/** A fenced block of a page: ```language name. */
export interface Block {
  readonly language: string;
  readonly name: string;
  readonly text: string;
}

export function blocksOf(page: string): Block[] {
  return [...readFileSync(join(root, page), 'utf8').matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)]
    .map(([, language, name = '', text]) => ({ language: language!, name, text: text! }));
}

export function blockOf(page: string, name: string): string {
  return blocksOf(page).find((block) => block.name === name)!.text;
}

/** The headings of a page, as GitHub links to them. */
export function anchorsOf(page: string): string[] {
  return anchorsIn(readFileSync(join(root, page), 'utf8'));
}

/** The headings of a text in Markdown, as GitHub links to them. */
export function anchorsIn(markdown: string): string[] {
  const text = markdown.replace(/^```[\s\S]*?^```$/gm, '');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replace(/[^a-z0-9 -]/g, '').replaceAll(' ', '-'));
}

/** A folder in which scripts run as on a user's machine, with the command of the sources. */
export class Workplace {
  public constructor(public readonly folder: string) {
    this.program('cdk8s-istio', `exec '${process.execPath}' --import '${join(root, 'node_modules/tsx/dist/loader.mjs')}' '${join(root, 'lib/cli/bin.ts')}' "$@"`);
    this.program('npx', 'test "$1" = cdk8s-istio || exit 127\nexec "$@"');
  }

  public write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** A command of that name, for the path of the shell. */
  public program(name: string, script: string): void {
    this.write(`bin/${name}`, `#!/bin/sh\n${script}\n`);
    chmodSync(join(this.folder, 'bin', name), 0o755);
  }

  public run(command: string, ...options: string[]): { status: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(command, options, {
      cwd: this.folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${join(this.folder, 'bin')}:${process.env.PATH}`,
        NODE_PATH: join(root, 'node_modules'),
        TSX_TSCONFIG_PATH: join(root, 'tsconfig.dev.json'),
      },
    });
    return { status, stdout, stderr };
  }

  public shell(script: string): ReturnType<Workplace['run']> {
    return this.run('sh', '-c', script);
  }

  /** Runs a TypeScript program of the folder over the sources of the package. */
  public app(file: string): ReturnType<Workplace['run']> {
    return this.run(process.execPath, '--import', join(root, 'node_modules/tsx/dist/loader.mjs'), file);
  }
}
