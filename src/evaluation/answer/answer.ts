import { presence, type WorkCalendar } from '../../kpi/calendar.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';

/** S-08: the person answers their evaluation. Nothing goes silent: a dispute has an owner and a date. */

export const ANSWER_KINDS = ['agree', 'comment', 'dispute', 'settled'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

export interface Answer {
  id: string;
  memberId: string;
  kind: AnswerKind;
  text: string;
  actorId: string;
  /** Of a dispute: who has to answer it, and until when. */
  ownerId: string | null;
  dueDate: LocalDate | null;
}

/** S-08: working days that a dispute may take. */
export const DISPUTE_DAYS = 10;

/** S-08: the date 10 working days after a date, by the owner's calendar; at the latest eight weeks ahead. */
export function disputeDue(calendar: WorkCalendar, today: LocalDate): LocalDate {
  let left = DISPUTE_DAYS;
  for (let ahead = 1; ahead <= 56; ahead += 1) {
    const date = addDays(today, ahead);
    if (presence(calendar, date) > 0) left -= 1;
    if (left === 0) return date;
  }
  return addDays(today, 56);
}

/** Where a person's answer stands, by all that was said, oldest first. */
export function standOf(answers: readonly Pick<Answer, 'kind'>[]): 'none' | 'said' | 'dispute' {
  const last = answers.at(-1);
  if (last === undefined) return 'none';
  const disputed = answers.findLastIndex(({ kind }) => kind === 'dispute');
  const settled = answers.findLastIndex(({ kind }) => kind === 'settled' || kind === 'agree');
  return disputed > settled ? 'dispute' : 'said';
}
