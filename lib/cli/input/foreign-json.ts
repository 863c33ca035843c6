import { decode, isTooLarge } from '../../io/decode';
import { readBytes } from '../../io/read-file';

/** True for JSON in a folder that is no Kubernetes resource, such as tsconfig.json with its comments; such files are left out. */
export function isForeignJson(file: string, bytes: number): boolean {
  if (!file.toLowerCase().endsWith('.json') || isTooLarge(bytes)) return false;
  const read = readBytes(file);
  const text = 'rule' in read ? read : decode(read);
  // What cannot be read is reported when it is checked.
  return typeof text === 'string' && !text.includes('"apiVersion"') && (hasComment(text) || isJson(text));
}

function hasComment(text: string): boolean {
  return /^[ \t]*(?:\/\/|\/\*)/m.test(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
