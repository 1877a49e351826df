import { addDays, isLocalDate, type LocalDate } from '../../kpi/localDate.ts';
import { takeDates } from '../../people/dates.ts';

/** The next time that somebody wants to speak with a customer. */
export interface Planned {
  readonly id: string;
  readonly memberId: string;
  /** Of the customer whom the name means today. */
  readonly key: string;
  readonly customer: string;
  readonly due: LocalDate;
  readonly note: string;
}

export const LONGEST_NOTE = 200;
/** Farther away than this nobody plans to call. */
const FARTHEST_DAYS = 730;

export type WhenProblem = 'no-date' | 'not-a-date' | 'past' | 'far';

/** What is wrong with a day; undefined where it may be. */
export const dueProblem = (due: LocalDate, today: LocalDate): WhenProblem | undefined =>
  due < today ? 'past' : due > addDays(today, FARTHEST_DAYS) ? 'far' : undefined;

export type NextAsk =
  | { kind: 'form' | 'done' }
  | { kind: 'set'; due: LocalDate; note: string }
  | { kind: 'problem'; problem: WhenProblem };

/** What stands behind `/customer Acme follow-up`: nothing, "done", or a day and what it is about. */
export function readNext(rest: string, today: LocalDate): NextAsk {
  const text = rest.trim();
  if (text === '') return { kind: 'form' };
  if (/^(?:done|完成|已完成)$/iu.test(text)) return { kind: 'done' };
  const dates = takeDates(text, today);
  if ('kind' in dates)
    return { kind: 'problem', problem: dates.kind === 'no-date' ? 'no-date' : 'not-a-date' };
  const problem = dueProblem(dates.first, today);
  if (problem !== undefined) return { kind: 'problem', problem };
  return { kind: 'set', due: dates.first, note: dates.rest.slice(0, LONGEST_NOTE) };
}

/** A day of a form; undefined where it is none. */
export const dayIn = (value: string | undefined): LocalDate | undefined =>
  value !== undefined && isLocalDate(value) ? value : undefined;
