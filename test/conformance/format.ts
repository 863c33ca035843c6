/** Compares all cases of one format, prints how far they agree, and returns whether they do. */
export type FormatRun<Case> = (cases: readonly Case[], print: (line: string) => void, most: number) => boolean;

/** Prints rows with their columns under each other, the first one to the left. */
export function printTable(rows: readonly (readonly string[])[], print: (line: string) => void): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows) print(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  '));
}
