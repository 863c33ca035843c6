import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { cook, topics } from './gallery';
import type { Recipe } from './recipe';

/** Where the manifests of the gallery are written. */
export const GALLERY = join(__dirname, '../../dist/gallery');

/** A manifest that was written, and its recipe. */
export interface Written {
  readonly file: string;
  readonly manifest: unknown;
  readonly recipe: Recipe;
}

/** Writes every manifest of the gallery and returns them by topic. */
export function writeGallery(): Map<string, Written[]> {
  rmSync(GALLERY, { recursive: true, force: true });
  mkdirSync(GALLERY, { recursive: true });
  return new Map([...topics()].map(([topic, { recipes }]) => [topic, Object.entries(recipes).map(([file, recipe]) => {
    const { manifest } = cook(recipe);
    writeFileSync(join(GALLERY, file), Yaml.stringify(manifest));
    return { file, manifest, recipe };
  })]));
}

if (require.main === module) writeGallery();
