import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Texts } from './texts';

// Lines of {"text": …} for record.go: npx tsx test/conformance/yaml-reading/write-texts.ts SEED COUNT
const [seed, count] = process.argv.slice(2).map(Number) as [number, number];
const seeds = join(__dirname, '../../gallery/seeds');
const samples = readdirSync(seeds).filter((file) => file.endsWith('.yaml')).sort().slice(0, 60).map((file) => readFileSync(join(seeds, file), 'utf8'));
const texts = new Texts(seed, samples.filter(({ length }) => length < 2000));
for (let i = 0; i < count; i++) process.stdout.write(`${JSON.stringify({ text: texts.next() })}\n`);
