import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { cook, topics } from './gallery';

const out = join(__dirname, '../../dist/gallery');
mkdirSync(out, { recursive: true });
for (const { recipes } of topics().values()) {
  for (const [file, recipe] of Object.entries(recipes)) writeFileSync(join(out, file), Yaml.stringify(cook(recipe).manifest));
}
