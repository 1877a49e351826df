import type { Weekday } from '../../kpi/localDate.ts';
import type { PeriodKey } from '../../kpi/period.ts';
import type { Temporal } from '../../kpi/time.ts';
import type { Reply } from '../blocks.ts';
import type { ChartSpec } from '../charts/spec.ts';
import type { Deps } from '../slice.ts';
import type { Locale } from '../words.ts';
import type { Choices } from './choice.ts';
import type { LongPeriod } from './due.ts';

/** The reports there are, with the schedule that a team gets until somebody changes it. */
export const reportKinds = [
  'weekly-feedback',
  'digest',
  'weekly-board',
  'check-in',
  'thanks',
  'monthly-board',
  'quarterly-board',
  'monthly-return',
  'monthly-retro',
  'quarterly-retro',
] as const;
export type ReportKind = (typeof reportKinds)[number];
export const defaultSchedule = {
  'weekly-feedback': { weekday: 1, localTime: '09:00' },
  digest: { weekday: 1, localTime: '09:00' },
  'weekly-board': { weekday: 1, localTime: '09:00' },
  'check-in': { weekday: 4, localTime: '15:00' },
  thanks: { weekday: 1, localTime: '10:00' },
  // They come on the first working day after their period, whatever the weekday.
  'monthly-board': { weekday: 1, localTime: '09:00' },
  'quarterly-board': { weekday: 1, localTime: '09:00' },
  'monthly-return': { weekday: 1, localTime: '09:30' },
  'monthly-retro': { weekday: 1, localTime: '10:00' },
  'quarterly-retro': { weekday: 1, localTime: '10:00' },
} as const satisfies Record<ReportKind, { weekday: Weekday; localTime: string }>;

/** Of reports that do not come weekly: after which periods. */
export function longPeriodOf(kind: ReportKind): LongPeriod | undefined {
  switch (kind) {
    case 'weekly-feedback':
    case 'digest':
    case 'weekly-board':
    case 'check-in':
    case 'thanks':
      return undefined;
    case 'monthly-board':
    case 'monthly-return':
    case 'monthly-retro':
      return 'month';
    case 'quarterly-board':
    case 'quarterly-retro':
      return 'quarter';
  }
}

/** Reports that a team has until somebody switches them off; the others are offered, and wait until somebody switches them on. */
export const isOnByDefault = (kind: ReportKind): boolean => longPeriodOf(kind) === undefined;

/** To whom a report goes: to each person of the team, to each who leads it, or to a channel. */
export const reportTo = {
  'weekly-feedback': 'people',
  digest: 'leads',
  'weekly-board': 'channel',
  'check-in': 'people',
  thanks: 'channel',
  'monthly-board': 'channel',
  'quarterly-board': 'channel',
  'monthly-return': 'leads',
  'monthly-retro': 'channel',
  'quarterly-retro': 'channel',
} as const satisfies Record<ReportKind, 'people' | 'leads' | 'channel'>;

/** Reports that are a board: they have a measure and a number of places. */
export const isBoard = (kind: ReportKind): boolean =>
  kind === 'weekly-board' || kind === 'monthly-board' || kind === 'quarterly-board';

/** The report with which another one comes, as one run on the same facts, until it is given a time of its own. */
export const comesWith = (kind: ReportKind): ReportKind | undefined =>
  kind === 'digest' || kind === 'weekly-board' ? 'weekly-feedback' : undefined;

/** By whose name the messages of a report are unique, in whichever run they come. */
export const homeOf = (kind: ReportKind): ReportKind => comesWith(kind) ?? kind;

/** One message of a report, before it is frozen into the outbox. */
export interface OutMessage {
  /** Unique in the report's run: "rep:<member id>", "digest", "board". */
  key: string;
  /** The report to which it belongs, where that is another than its part's. */
  kind?: ReportKind;
  /** Channel id, or user id for a direct message. */
  channel: string;
  /** For rehearsals: to whom, in words. */
  to: string;
  reply: Reply;
  /** In which it speaks. */
  locale: Locale;
  /** Drawn when the report is built, and shown below the blocks (or where `imageAfter` says). */
  chart?: ChartSpec;
  /** Index of the block after which the image stands; default: the end. */
  imageAfter?: number;
}

/** What a report is asked for. */
export interface ReportRequest {
  workspaceId: string;
  /** '' for the whole workspace. */
  teamId: string;
  /** The period it reports, for example "2026-W47" (P-01). */
  periodKey: PeriodKey;
  /** The instant at which it is due: what it says is as of the period's end (K-08). */
  dueAt: Temporal.Instant;
  /** Asked for by a person: a pause of the report itself does not count. */
  onDemand?: boolean;
  /** What was chosen for the team's reports: a channel, a language. */
  choices?: Choices;
}

/**
 * A slice's part of a report: reads, decides, and returns messages. It sends nothing itself. Parts of the same kind are one run, so
 * that the direct messages of one slice and the board of another stand on the same facts.
 */
export interface ReportPart {
  kind: ReportKind;
  /** Other reports whose messages it brings as well, so that they stand on the same reading. */
  also?: readonly ReportKind[];
  build(deps: Deps, request: ReportRequest): Promise<OutMessage[]>;
  /** What has to stand in the database before a run's messages are composed; done again it changes nothing. A rehearsal does without. */
  prepare?(deps: Deps, request: ReportRequest): Promise<void>;
}
