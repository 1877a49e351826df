import { daysBetween, type LocalDate, partsOf, type Weekday, weekdayOf } from '../kpi/localDate.ts';
import type { Character } from './character.ts';
import { type Span, WEEKS } from './span.ts';

/** How much is done on a day, per cent of the average one. */

const byWeekday: Readonly<Record<Weekday, number>> = { 1: 104, 2: 112, 3: 108, 4: 101, 5: 75, 6: 60, 7: 60 };

/** Summer is slow, the last weeks of a quarter are not. */
function seasonOf(date: LocalDate): number {
  const { month, day } = partsOf(date);
  if (month === 8) return 86;
  if (month === 12 && day > 20) return 55;
  const isLastOfQuarter = month % 3 === 0;
  return isLastOfQuarter && day > 8 ? 108 : 100;
}

/** In the last weeks of a quarter more is decided: wins and losses alike. */
export function isClosingTime(date: LocalDate): boolean {
  const { month, day } = partsOf(date);
  return month % 3 === 0 && day > 12;
}

function trendOf({ trend: [from, to] }: Character, date: LocalDate, span: Span): number {
  const week = Math.min(Math.max(Math.floor(daysBetween(span.start, date) / 7), 0), WEEKS);
  return from + Math.trunc(((to - from) * week) / WEEKS);
}

/** Who logs in bursts enters the days since on Tuesdays and Fridays. */
function burstOf({ logsInBursts }: Character, weekday: Weekday): number {
  if (!logsInBursts) return 100;
  return weekday === 2 ? 200 : weekday === 5 ? 300 : 0;
}

/** The share of an average day's work that is logged on a date, per mille: weekday, season, the person's own way, half days. */
export function loadOf(character: Character, date: LocalDate, span: Span, halves: number): number {
  const weekday = weekdayOf(date);
  const weekdayShare = character.logsInBursts ? 100 : byWeekday[weekday];
  const percents = [
    weekdayShare,
    seasonOf(date),
    trendOf(character, date, span),
    burstOf(character, weekday),
    halves * 50,
  ];
  return Math.trunc(percents.reduce((product, percent) => (product * percent) / 100, 1_000));
}
