import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { cook, topics } from './gallery';

/** Where the manifests of the gallery are written. */
export const GALLERY = join(__dirname, '../../dist/gallery');

/** Writes every manifest of the gallery and returns them by topic. */
export function writeGallery(): Map<string, unknown[]> {
  rmSync(GALLERY, { recursive: true, force: true });
  mkdirSync(GALLERY, { recursive: true });
  return new Map([...topics()].map(([topic, { recipes }]) => [topic, Object.entries(recipes).map(([file, recipe]) => {
    const { manifest } = cook(recipe);
    writeFileSync(join(GALLERY, file), Yaml.stringify(manifest));
    return manifest;
  })]));
}

if (require.main === module) writeGallery();
