import type { Weekday } from '../kpi/localDate.ts';
import { defaultSchedule, type ReportKind } from '../platform/jobs/report.ts';

/** When a workspace's weekly reports are due, by the wall clock of each team's zone. */
export interface Rhythm {
  weekday: Weekday;
  /** "HH:mm". */
  localTime: string;
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[];

/** "HH:mm" by the wall clock. */
export const isWallTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** What the settings say, else the default. */
export function rhythmOf(settings: Readonly<Record<string, unknown>>): Rhythm {
  const { weekday, localTime } = defaultSchedule['weekly-feedback'];
  const day = WEEKDAYS.find((one) => one === settings['reportWeekday']);
  const time = settings['reportTime'];
  return {
    weekday: day ?? weekday,
    localTime: typeof time === 'string' && isWallTime(time) ? time : localTime,
  };
}

/** When a report of some kind is due: the weekly ones as the settings say, others at their own hour. */
export function momentFor(kind: ReportKind, settings: Readonly<Record<string, unknown>>): Rhythm {
  return kind === 'weekly-feedback' ? rhythmOf(settings) : defaultSchedule[kind];
}

/** The settings that say so. */
export function rhythmSettings({ weekday, localTime }: Rhythm): Record<string, string | number> {
  return { reportWeekday: weekday, reportTime: localTime };
}
