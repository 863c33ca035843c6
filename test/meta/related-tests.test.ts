import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { relatedTests } from '../../scripts/related-tests';

const tree: Record<string, string> = {
  'lib/core/quote.ts': '',
  'lib/values/port.ts': "import { quote } from '../core/quote';",
  'lib/kinds/gateway/rules/one-name.ts': '',
  'lib/kinds/gateway/index.ts': "export { oneName } from './rules/one-name';",
  'lib/kinds/index.ts': "const load = () => require('./gateway') as typeof import('./gateway');",
  'lib/check.ts': "import { kinds } from './kinds';",
  'lib/index.ts': "export { check } from './check';\nexport { Port, type Number } from './values/port';",
  'lib/cli/check/write.ts': '',
  'constructs/index.ts': "export { Port } from '../lib';\nexport { Canary } from './patterns/canary';\nexport { Edge } from './edge/edge';",
  'constructs/patterns/canary.ts': "import { Edge } from '../edge/edge';",
  'constructs/edge/edge.ts': '',
  'test/port.test.ts': "import { Port } from 'cdk8s-istio';",
  'test/canary.test.ts': "import {\n  Canary,\n} from 'cdk8s-istio';",
  'test/types.test.ts': "import type { Canary } from 'cdk8s-istio';\nimport { type Port } from 'cdk8s-istio';",
  'test/all.test.ts': "import * as istio from 'cdk8s-istio';",
  'test/kinds.test.ts': "import { kinds } from '../lib/kinds';",
  'test/check.test.ts': "import { check } from '../lib/check';",
  'test/constructs/gateway.test.ts': '',
  'test/lib/cli/check/text.test.ts': '',
  'test/meta/pages.test.ts': "const page = 'docs/a-page.md';",
  'test/traffic/traffic.test.ts': '',
};

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'related-'));
  for (const [file, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

test.each<[changed: string, tests: string[]]>([
  ['constructs/patterns/canary.ts', ['test/all.test.ts', 'test/canary.test.ts']],
  ['constructs/edge/edge.ts', ['test/all.test.ts', 'test/canary.test.ts']],
  ['lib/values/port.ts', ['test/all.test.ts', 'test/port.test.ts']],
  ['lib/core/quote.ts', ['test/all.test.ts', 'test/port.test.ts']],
  // Anything loads a kind: only its namesakes and those who ask for all kinds are near.
  ['lib/kinds/gateway/rules/one-name.ts', ['test/constructs/gateway.test.ts', 'test/kinds.test.ts']],
  ['lib/cli/check/write.ts', ['test/check.test.ts', 'test/lib/cli/check/text.test.ts']],
  ['docs/a-page.md', ['test/meta/pages.test.ts']],
  ['test/traffic/recorded/a.yaml', ['test/traffic/traffic.test.ts']],
  ['test/types.test.ts', ['test/types.test.ts']],
  ['README.md', []],
])('%s is related to %j', (changed, tests) => {
  expect(relatedTests(root, [changed]).map(({ file }) => file)).toEqual(tests);
});
