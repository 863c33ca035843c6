import { plainScalar } from '../../core/plain-scalar';

const PLAIN = /^[A-Za-z_][\w./-]*$/;

/** A value of JSON on one line of YAML, or of JSON itself. */
export function flowText(value: unknown, isJson: boolean): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map((entry) => flowText(entry, isJson)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, field]) => `${wordText(key, isJson)}: ${flowText(field, isJson)}`);
    return fields.length === 0 ? '{}' : `{${fields.join(', ')}}`;
  }
  return typeof value === 'string' ? wordText(value, isJson) : JSON.stringify(value);
}

/** Text without quotes where YAML reads the same text back. */
export function wordText(text: string, isJson: boolean): string {
  return !isJson && PLAIN.test(text) && plainScalar(text) === text ? text : JSON.stringify(text);
}
