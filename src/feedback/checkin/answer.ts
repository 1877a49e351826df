import type { PeriodKey } from '../../kpi/period.ts';
import type { Question } from './question.ts';

/** What somebody said about one target in one week. */
export interface Answer {
  memberId: string;
  week: PeriodKey;
  metricKey: string;
  periodKey: PeriodKey;
  /** 0 to 10. */
  sure: number;
  /** What is in the way, in their own words; '' where they did not say. */
  way: string;
}

/** Whoever says this or less is unsure: their leads hear of it. */
export const UNSURE = 4;
export const MOST_SURE = 10;
/** So much may be said of what is in the way. */
export const LONGEST_WAY = 500;

export const isUnsure = ({ sure }: Answer): boolean => sure <= UNSURE;

/** The answer to a question, if it was answered. */
export function answerTo(question: Question, answers: readonly Answer[]): Answer | undefined {
  return answers.find((one) => one.metricKey === question.metricKey && one.periodKey === question.periodKey);
}

/** What a press hands in: the week, the question, and the number where one was chosen. */
export interface Pressed {
  week: string;
  questionId: string;
  sure: number | undefined;
}

/** The value of a button or an option. */
export function pressValue(week: string, questionId: string, sure?: number): string {
  return [week, questionId, ...(sure === undefined ? [] : [String(sure)])].join(' ');
}

/** Reads it; undefined where it is none of ours. */
export function readPress(value: string): Pressed | undefined {
  const [week = '', questionId = '', number, more] = value.split(' ');
  const sure = number === undefined ? undefined : sureOf(number);
  if (week === '' || questionId === '' || more !== undefined) return undefined;
  return number !== undefined && sure === undefined ? undefined : { week, questionId, sure };
}

/** A number from 0 to 10 as handed in. */
export function sureOf(text: string): number | undefined {
  return /^(?:\d|10)$/.test(text) ? Number(text) : undefined;
}
