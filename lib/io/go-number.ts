/** A number that is a key, as Go writes it (strconv.FormatFloat(f, 'g', -1, 32)): with 32 bits, and from a million on with an exponent. */
export function goFloat(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let precision = 1;
  while (Math.fround(Number(single.toPrecision(precision))) !== single) precision++;
  const [digits, exponent] = single.toExponential(precision - 1).split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 6) return Number(`${digits}e${power}`).toString();
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
