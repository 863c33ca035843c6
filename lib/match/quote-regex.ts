/** A regex in RE2 syntax that a text and nothing else matches. */
export function quoteRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
