import { patternRules } from './pattern-rules';
import { throwFinding } from './refuse';

/**
 * Has a builder refuse members that it does not have under names that people write for them, with the name that it has. Types do not know
 * them, so they are no part of what an editor offers.
 *
 * @param names the name that is written, and the one to write
 * @internal
 */
export function formerNames(owner: object, ownerName: string, names: Readonly<Record<string, string>>): void {
  for (const [name, now] of Object.entries(names)) {
    Object.defineProperty(owner, name, { value: () => {
      const message = `Expected ${ownerName}.${now}, got ${ownerName}.${name}`;
      throwFinding(patternRules.unknownOption, undefined, [name], { message, fix: `write ${ownerName}.${now}` });
    } });
  }
}
