import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Authority, Severity } from '../../core/finding';
import { packageFolder } from '../../core/version';

/** A rule as its page shows it. Pages are written from the rules, also from those that only constructs check. */
export interface RulePage {
  /** `<topic>/<words>`. */
  readonly id: string;
  /** How bad it is, unless a configuration changes it. */
  readonly severity: Severity;
  /** Who says so in a real cluster. */
  readonly authority: Authority;
  /** The same rule in other tools. */
  readonly aliases: readonly string[];
  /** One line: what must hold. */
  readonly summary: string;
  /** The page itself, as Markdown. */
  readonly page: string;
}

const HEAD = /^`([^`]+)` · (error|warning|info) · decided by ([a-z0-9-]+)(?: · (.+))?$/m;
const SUMMARY = /^\*\*(.+?)\.\*\* /m;

/** Every rule there is, in the order of its id. */
export function rulePages(): RulePage[] {
  const files = readdirSync(folder()).filter((file) => file.endsWith('.md') && file !== 'README.md').sort();
  return files.flatMap((file) => readFileSync(join(folder(), file), 'utf8').split(/^## /m).slice(1).map(pageOf));
}

/** Where the page of a rule is, for a program that can open it. */
export function pageUrl(rule: string): string {
  const [topic, anchor] = rule.split('/') as [string, string];
  return `${pathToFileURL(join(folder(), `${topic}.md`)).href}#${anchor}`;
}

function folder(): string {
  return join(packageFolder(), 'docs/rules');
}

function pageOf(section: string): RulePage {
  const [, id, severity, authority, aliases] = HEAD.exec(section)!;
  return {
    id: id!,
    severity: severity as Severity,
    authority: authority as Authority,
    aliases: aliases?.split(', ') ?? [],
    summary: SUMMARY.exec(section)![1]!,
    page: section.slice(section.indexOf('\n') + 1).trim(),
  };
}
