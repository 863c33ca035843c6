import { isUtf8 } from 'node:buffer';
import type { RuleDoc } from '../core/rule';
import { fileRules } from '../core/file-rules';
import type { Position } from './lines';

/** What is wrong with the bytes of a file, and where. */
export interface BadBytes extends Partial<Position> {
  readonly rule: RuleDoc;
  readonly message: string;
  readonly fix?: string;
}

const MAX_BYTES = 32 * 1024 * 1024;

/** True for a file that is not worth reading. */
export function isTooLarge(bytes: number): boolean {
  return bytes > MAX_BYTES;
}

/** What to say of a file of that size. */
export function tooLarge(bytes: number): BadBytes {
  return { rule: fileRules.tooLarge, message: `Expected at most 32 MiB, got ${(bytes / 1024 / 1024).toFixed(1)} MiB` };
}

/** The bytes of a file as text, or why they are none. */
export function decode(bytes: Uint8Array): string | BadBytes {
  if (isTooLarge(bytes.length)) return tooLarge(bytes.length);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return {
      rule: fileRules.encoding,
      message: 'Expected UTF-8, got UTF-16, as Windows PowerShell writes with >',
      fix: 'save the file as UTF-8; in PowerShell: … | Out-File -Encoding utf8 FILE',
      line: 1,
      column: 1,
    };
  }
  if (!isUtf8(bytes)) return { rule: fileRules.encoding, ...firstBadByte(bytes) };
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function firstBadByte(bytes: Uint8Array): Position & { message: string } {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (let start = 0, line = 1; ; line++) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    const row = bytes.subarray(start, end);
    if (!isUtf8(row) || newline === -1) {
      // The decoder puts one U+FFFD for bad bytes; the text before it says how many bytes were good.
      let good = 0;
      let column = 1;
      for (const character of decoder.decode(row)) {
        if (character === '\uFFFD' && !(row[good] === 0xef && row[good + 1] === 0xbf && row[good + 2] === 0xbd)) break;
        good += Buffer.byteLength(character);
        column += character.length;
      }
      const byte = (row[good] ?? 0).toString(16).padStart(2, '0');
      return { line, column, message: `Expected UTF-8, got the byte 0x${byte}` };
    }
    start = end + 1;
  }
}
