import type { WorkCalendar } from './calendar.ts';
import type { Target } from './target.ts';

/** On a board of a thousand people most have the same working days. What depends on them alone is computed once for all who are alike. */

export type Memory<T> = Map<string, { readonly value: T }>;

/** The value under a key, computed when it is asked for the first time. */
export function once<T>(memory: Memory<T>, key: string, compute: () => T): T {
  const known = memory.get(key);
  if (known !== undefined) return known.value;
  const value = compute();
  memory.set(key, { value });
  return value;
}

/** Calendars with the same key have the same presence on every date. */
export function calendarKey(calendar: WorkCalendar): string {
  const { workingWeekdays, weekdaysFrom = [], holidays, makeUpDays, absences } = calendar;
  const { firstDay = '', lastDay = '', ramp = [] } = calendar;
  const digits = (weekdays: WorkCalendar['workingWeekdays']) => [...weekdays].sort((a, b) => a - b).join('');
  return [
    digits(workingWeekdays),
    weekdaysFrom.map(({ from, weekdays }) => `${from}:${digits(weekdays)}`).join(','),
    [...holidays].join(','),
    [...makeUpDays].join(','),
    [...absences].join(','),
    firstDay,
    lastDay,
    ramp.map(({ from, percent }) => `${from}:${percent}`).join(','),
  ].join('/');
}

/** Targets with the same key ask for the same, at every level (A-01, A-02, T-08), of those whose calendars are alike. */
export function targetKey(target: Target): string {
  const versions = target.versions.map((version) => {
    if (version.value === null) return `${version.from}=`;
    const { from, value, baseline, commit, stretch, tolerance } = version;
    return [from, value, baseline, commit, stretch, tolerance].join('=');
  });
  return [target.shape === 'named' ? target.period : target.kind, ...versions].join(' ');
}
