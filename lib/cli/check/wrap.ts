/** The text in lines of at most that width, each behind the indent; a word that is longer stays whole, so that it can be copied. */
export function wrap(text: string, width: number, indent = ''): string {
  return text.split('\n').flatMap((line) => fold(line, width - indent.length)).map((line) => `${indent}${line}`.trimEnd()).join('\n');
}

function fold(line: string, width: number): string[] {
  const folded: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      folded.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...folded, current];
}
