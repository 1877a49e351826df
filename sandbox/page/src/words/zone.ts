/** Wall-clock time to instant and back for one zone, with nothing but Intl. */

/** `2026-11-23T09:30` of an instant, as the zone's clocks show it: the form of `<input type="datetime-local">`. */
export function wallTime(seconds: number, tz: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: tz,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(seconds * 1000);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '00';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

const asIfUtc = (wall: string): number => Date.parse(`${wall}:00Z`) / 1000;

/**
 * The instant, in seconds, at which the zone's clocks show `wall`. In a gap the time moves on by the gap's length, in a fold the
 * first of the two is taken: what calendars call "compatible".
 */
export function instantOf(wall: string, tz: string): number {
  const utc = asIfUtc(wall);
  const offset = (seconds: number): number => asIfUtc(wallTime(seconds, tz)) - seconds;
  const before = offset(utc - 86_400);
  const after = offset(utc + 86_400);
  const candidates = [utc - before, utc - after].filter((seconds) => wallTime(seconds, tz) === wall);
  return candidates.length > 0 ? Math.min(...candidates) : utc - before;
}
