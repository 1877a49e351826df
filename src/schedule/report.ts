import type { LocalDate } from '../kpi/localDate.ts';
import type { TeamInfo } from '../people/person.ts';
import type { ReportChoice } from '../platform/jobs/choice.ts';
import type { WeeklyMoment } from '../platform/jobs/due.ts';
import { type ReportKind, reportKinds } from '../platform/jobs/report.ts';
import type { Upcoming } from './instants.ts';

/** Whether a report comes: it does; it waits for somebody to switch it on; it is paused, for good or until a date. */
export type State =
  | { kind: 'on' }
  | { kind: 'off' }
  | { kind: 'paused' }
  | { kind: 'until'; date: LocalDate };

/** A report of a team as `/pace schedule` shows it. */
export interface ReportView {
  team: Pick<TeamInfo, 'id' | 'name'>;
  kind: ReportKind;
  state: State;
  /** When it is due, with the day and time of its home where it comes together with that. */
  moment: WeeklyMoment;
  isTogether: boolean;
  choice: ReportChoice;
  /** Where a report to a channel goes; null: there is none. */
  channelId: string | null;
  /** Names of those who are left out. */
  leftOut: readonly string[];
  instants: readonly Upcoming[];
}

/** Who reads: whether they may change it, and by which clock they live. */
export interface Reader {
  zone: string;
  mayEdit: boolean;
}

/** A report of a team, as buttons and forms carry it: a hint, never a proof of a right. */
export interface Which {
  kind: ReportKind;
  teamId: string;
}

export const writeWhich = ({ kind, teamId }: Which): string => `${kind} ${teamId}`;

/** Reads what a button or a form carries; `rest` is what stands behind. */
export function readWhich(text: string): (Which & { rest: string }) | undefined {
  const [first, teamId = '', rest = ''] = text.split(' ');
  const kind = reportKinds.find((known) => known === first);
  return kind === undefined || teamId === '' ? undefined : { kind, teamId, rest };
}
