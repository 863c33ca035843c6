const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/;

type Parts = [year: number, month: number, day: number, hour: number, minute: number, second: number, zoneHour: number, zoneMinute: number];

/** True for a point in time as Kubernetes reads it: RFC 3339 as Go's parser understands it, with a "T" and a zone. */
export function isTimestamp(text: string): boolean {
  const parts = RFC3339.exec(text);
  if (!parts) return false;
  const [year, month, day, hour, minute, second, zoneHour, zoneMinute] = parts.slice(1).map((part = '0') => Number(part)) as Parts;
  if (month < 1 || month > 12 || day < 1 || day > daysOf(month, year)) return false;
  return hour < 24 && minute < 60 && second < 60 && zoneHour <= 24 && zoneMinute <= 60;
}

function daysOf(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
