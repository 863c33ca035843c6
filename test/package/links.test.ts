import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { pack } from './packed';
import { anchorsIn } from '../meta/pages';
import { PROCESSES_MS } from '../support/time-limits';

jest.setTimeout(PROCESSES_MS);

// Who installs the package has its pages beside the code, so every link of a page leads to a file of the package, and to a heading
// that this file has.

const repository = join(__dirname, '../..');
let folder: string;
let installed: string;
let pages: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'links-'));
  const { tarball, files } = await pack(repository, folder);
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', folder]);
  installed = join(folder, 'package');
  pages = files.filter((file) => file.endsWith('.md'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The links of a page, without those in code. */
function linksOf(page: string): string[] {
  const text = readFileSync(join(installed, page), 'utf8').replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, 'code');
  return [...text.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target]) => target!);
}

/** What is wrong with a link; undefined where it leads to something. */
function faultOf(page: string, link: string): string | undefined {
  if (/^https:\/\/\S+$/.test(link)) return undefined;
  const [file, anchor] = link.split('#') as [string, string?];
  const target = file === '' ? join(installed, page) : resolve(installed, dirname(page), file);
  const name = relative(installed, target);
  if (name.startsWith('..') || !existsSync(target)) return `${name} is not in the package`;
  return anchor === undefined || anchorsIn(readFileSync(target, 'utf8')).includes(anchor) ? undefined : `${name} has no heading ${anchor}`;
}

test('the package has every page of docs/, and the README, the changelog and the page on security', () => {
  const written = (readdirSync(join(repository, 'docs'), { recursive: true }) as string[]).filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`);
  expect(written.length).toBeGreaterThan(40);
  expect(pages.filter((page) => page.startsWith('docs/')).sort()).toEqual(written.sort());
  expect(pages.filter((page) => !page.startsWith('docs/')).sort()).toEqual(['CHANGELOG.md', 'README.md', 'SECURITY.md']);
});

test('every link leads to a file of the package, and to a heading that it has', () => {
  const links = pages.flatMap((page) => linksOf(page).map((link) => ({ page, link })));
  expect(links.filter(({ link }) => !link.startsWith('https:')).length).toBeGreaterThan(400);
  expect(links.flatMap(({ page, link }) => {
    const fault = faultOf(page, link);
    return fault === undefined ? [] : [`${page}: ${link}: ${fault}`];
  })).toEqual([]);
});

test('every page of docs/ is reached from the README', () => {
  const reached = new Set<string>();
  const visit = (page: string): void => {
    if (reached.has(page) || !pages.includes(page)) return;
    reached.add(page);
    for (const link of linksOf(page)) if (!link.startsWith('https:')) visit(relative(installed, resolve(installed, dirname(page), link.split('#')[0]!)));
  };
  visit('README.md');
  expect(pages.filter((page) => !reached.has(page))).toEqual([]);
});

test('a link to nothing is a fault', () => {
  expect(['docs/no-such-page.md', 'docs/compose.md#no-such-heading', 'CONTRIBUTING.md', '../elsewhere.md'].map((link) => faultOf('README.md', link) !== undefined))
    .toEqual([true, true, true, true]);
  expect(faultOf('README.md', 'docs/compose.md#claims')).toBeUndefined();
});
