import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_RELEASE, RELEASES } from 'cdk8s-istio';
import { globSync } from 'tinyglobby';
import { root } from './pages';

// Pages, hover docs and tests that name the default release, or the first and the last that can be targeted. When DEFAULT_RELEASE or
// RELEASES change, these tests list the lines to edit.

interface Place {
  readonly file: string;
  /** Its groups are the releases that the place names. */
  readonly pattern: RegExp;
  readonly releases: readonly string[];
}

const OLDEST = RELEASES[0];
const NEWEST = RELEASES[RELEASES.length - 1]!;

const PLACES: readonly Place[] = [
  { file: 'README.md', pattern: /Config is written for Istio (\d+\.\d+) unless/g, releases: [DEFAULT_RELEASE] },
  { file: 'README.md', pattern: /(\d+\.\d+) to (\d+\.\d+) are known, (\d+\.\d+) as a preview/g, releases: [OLDEST, DEFAULT_RELEASE, NEWEST] },
  { file: 'README.md', pattern: /verdicts of the real control plane, release (\d+\.\d+),/g, releases: [DEFAULT_RELEASE] },
  { file: 'docs/configuration.md', pattern: /^\| `release` \| `(\d+\.\d+)` \|.*`(\d+\.\d+)` to `(\d+\.\d+)`/gm, releases: [DEFAULT_RELEASE, OLDEST, NEWEST] },
  { file: 'docs/check-any-yaml.md', pattern: /^\| `--release` \|.*`(\d+\.\d+)` to `(\d+\.\d+)`/gm, releases: [OLDEST, NEWEST] },
  { file: 'cdk8s-istio.schema.json', pattern: /will run the config\. Default: (\d+\.\d+)\./g, releases: [DEFAULT_RELEASE] },
  { file: 'constructs/core/mesh-options.ts', pattern: /@default '(\d+\.\d+)'/g, releases: [DEFAULT_RELEASE] },
  { file: 'lib/analysis/check.ts', pattern: /@default '(\d+\.\d+)'/g, releases: [DEFAULT_RELEASE] },
  { file: 'lib/mesh/mesh.ts', pattern: /@default '(\d+\.\d+)'/g, releases: [DEFAULT_RELEASE] },
  { file: 'lib/cli/plugin/validation.ts', pattern: /@default .*`cdk8s-istio\.yaml` says, or '(\d+\.\d+)'/g, releases: [DEFAULT_RELEASE] },
  { file: 'lib/core/release.ts', pattern: /`(\d+\.\d+)` is a preview/g, releases: [NEWEST] },
  { file: 'lib/core/release.ts', pattern: /DEFAULT_RELEASE: IstioRelease = '(\d+\.\d+)'/g, releases: [DEFAULT_RELEASE] },
  { file: 'test/package/cdk8s-cli.test.ts', pattern: /version: '0\.1\.0', metadata: \{ istio: '(\d+\.\d+)'/g, releases: [DEFAULT_RELEASE] },
  { file: 'test/package/consumer.ts', pattern: /configureMesh\(app, \{ release: '(\d+\.\d+)' \}\)/g, releases: [DEFAULT_RELEASE] },
];

/** How a page or a comment names the default: nothing of the kind may stand where PLACES does not know of it. */
const NAMES_THE_DEFAULT = /default[^\n]{0,40}\b1\.\d\d\b(?!\.\d)|\b1\.\d\d\b(?!\.\d)[^\n]{0,20}\bdefault|written for Istio \d|as a preview/gi;

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

test('every place names the releases of lib/core/release.ts', () => {
  const stale = PLACES.flatMap(({ file, pattern, releases }) => {
    const text = read(file);
    const found = [...text.matchAll(pattern)];
    if (found.length === 0) return [`${file}: nothing like ${pattern}`];
    return found.filter((match) => match.slice(1).join() !== releases.join()).map((match) => (
      `${file}:${lineOf(text, match.index)}: ${match.slice(1).join(', ')} -> ${releases.join(', ')}`
    ));
  });
  expect(stale).toEqual([]);
});

test('no other place names the default release', () => {
  const files = globSync(['*.md', '*.json', '{lib,constructs,docs,examples,bench}/**/*.{ts,md,yaml}'], { cwd: root, ignore: ['package-lock.json', 'docs/rules/**', '**/*.gen.ts'] });
  const unknown = files.sort().flatMap((file) => {
    const text = read(file);
    const known = PLACES.filter((place) => place.file === file)
      .flatMap(({ pattern }) => [...text.matchAll(pattern)]).map((match) => [match.index, match.index + match[0].length] as const);
    return [...text.matchAll(NAMES_THE_DEFAULT)]
      .filter(({ index, 0: { length } }) => !known.some(([start, end]) => index < end && index + length > start))
      .map(({ index, 0: match }) => `${file}:${lineOf(text, index)}: ${match}`);
  });
  expect(files.length).toBeGreaterThan(300);
  expect(unknown).toEqual([]);
});
