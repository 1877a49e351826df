/** Whether the name is a zone that the runtime knows. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Seconds east of UTC in the zone at the instant (milliseconds): it moves with daylight saving. */
export function zoneOffset(zone: string, at: number): number {
  const name = partOf(zone, at, 'longOffset');
  const match = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name);
  if (match === null) return 0;
  const [, sign, hours, minutes, seconds] = match;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0);
  return sign === '-' ? -size : size;
}

/** The zone's name as people say it, e.g. "Eastern Standard Time". */
export function zoneLabel(zone: string, at: number): string {
  return partOf(zone, at, 'long');
}

function partOf(zone: string, at: number, timeZoneName: 'long' | 'longOffset'): string {
  const parts = formatter(zone, timeZoneName).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, timeZoneName: 'long' | 'longOffset'): Intl.DateTimeFormat {
  const key = `${zone} ${timeZoneName}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName });
  formatters.set(key, known);
  return known;
}
