import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Analysis, analyzed, digestOf } from './istioctl';

/*
 * Records what `istioctl analyze` says of each case that constructs build, in istioctl.yaml. ORACLE and CRDS are those of
 * `npm run traffic`.
 *
 *   npx tsx --tsconfig tsconfig.dev.json test/traffic/ask-istioctl.ts
 */

interface Message {
  readonly code: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly text: string;
}

const inputs = analyzed();
const replies = execFileSync(process.env.ORACLE!, ['analyze'], {
  encoding: 'utf8', maxBuffer: 1 << 30, stdio: 'pipe', input: `${inputs.map((input) => JSON.stringify(input)).join('\n')}\n`,
}).split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { id: string; messages?: Message[] });

const analyses = inputs.map((input): Analysis => ({
  name: input.id,
  input: digestOf(input),
  messages: (replies.find(({ id }) => id === input.id)!.messages ?? [])
    .map(({ code, kind, namespace, name, text }) => `${code} ${kind} ${namespace}/${name}: ${text}`).sort(),
}));
writeFileSync(join(__dirname, 'istioctl.yaml'), stringify(analyses, { lineWidth: 0 }));
