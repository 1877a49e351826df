import type { Weekday } from '../kpi/localDate.ts';
import { type Choices, choiceIn, momentWith } from '../platform/jobs/choice.ts';
import { comesWith, defaultSchedule, type ReportKind } from '../platform/jobs/report.ts';
import type { WorkspaceInfo } from '../platform/slice.ts';

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

/** When a report of a team is due where nobody chose anything: with its home's own day and time, else as the settings say, in the team's zone. */
export function baseFor(
  kind: ReportKind,
  { settings, tz }: Pick<WorkspaceInfo, 'settings' | 'tz'>,
  team: { tz: string | null },
  choices: Choices | undefined,
): Rhythm & { zone: string } {
  const home = comesWith(kind);
  if (home !== undefined) {
    const { weekday, localTime, zone } = momentWith(
      baseFor(home, { settings, tz }, team, choices),
      choiceIn(choices, home),
    );
    return { weekday, localTime, zone };
  }
  const rhythm = kind === 'weekly-feedback' ? rhythmOf(settings) : defaultSchedule[kind];
  return { weekday: rhythm.weekday, localTime: rhythm.localTime, zone: team.tz ?? tz };
}

/** The settings that say so. */
export function rhythmSettings({ weekday, localTime }: Rhythm): Record<string, string | number> {
  return { reportWeekday: weekday, reportTime: localTime };
}
