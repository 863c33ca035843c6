import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { configSchema } from '../lib/config/schema';

// Writes the JSON schema of cdk8s-istio.yaml, for editors, from the schema that the file is checked with; with `--check` only compares.

const FILE = join(__dirname, '../cdk8s-istio.schema.json');

const { $schema, ...schema } = z.toJSONSchema(configSchema, { target: 'draft-7' });
const text = `${JSON.stringify({ $schema, title: 'cdk8s-istio.yaml', ...schema }, null, 1)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(FILE, text);
} else if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text) {
  console.error('cdk8s-istio.schema.json is not what lib/config/schema.ts says. Run "npm run docs".');
  process.exitCode = 1;
}
