import { presence, type WorkCalendar } from '../../kpi/calendar.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import type { Person } from '../../people/person.ts';
import type { Cycle } from '../cycle/cycle.ts';
import { dueOf, WAITING_STEPS, type Waiting, type WaitingStep } from './waiting.ts';

/** Which reminders somebody gets of a cycle at a moment. Pure. */

export const NEARNESSES = ['soon', 'today', 'overdue'] as const;
export type Nearness = (typeof NEARNESSES)[number];

/** "Soon" is so many days before the last one. */
const SOON_DAYS = 3;
/** By one's own clock; earlier nobody is reminded. */
const MORNING = 9 * 60;

export interface Reminder {
  step: WaitingStep;
  near: Nearness;
  due: LocalDate;
  /** Whose evaluations wait. */
  about: readonly Person[];
}

/** What somebody wishes of reminders, by their own clock. */
export interface Wishes {
  isMuted: boolean;
  isQuiet(minute: number): boolean;
}

/** How near a last date is; undefined where it is far. */
export function nearnessOf(due: LocalDate, today: LocalDate): Nearness | undefined {
  if (today > due) return 'overdue';
  if (today === due) return 'today';
  return today >= addDays(due, -SOON_DAYS) ? 'soon' : undefined;
}

/** One reminder a step, on a day on which one works, from the morning on, outside quiet hours; none where they are muted. */
export function remindersFor(
  person: Person,
  cycle: Cycle,
  given: {
    waiting: readonly Waiting[];
    today: LocalDate;
    minute: number;
    calendar: WorkCalendar;
    wishes: Wishes;
  },
): Reminder[] {
  const { waiting, today, minute, calendar, wishes } = given;
  const isAsleep = minute < MORNING || wishes.isQuiet(minute) || presence(calendar, today) === 0;
  if (wishes.isMuted || isAsleep || !person.isActive) return [];
  return WAITING_STEPS.flatMap((step): Reminder[] => {
    const due = dueOf(cycle, step);
    const near = due === null ? undefined : nearnessOf(due, today);
    const own = waiting.filter(
      (one) => one.step === step && one.by.some(({ memberId }) => memberId === person.memberId),
    );
    if (due === null || near === undefined || own.length === 0) return [];
    return [{ step, near, due, about: own.map(({ about }) => about) }];
  });
}
