import { isLocalDate } from '../../kpi/localDate.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import type { Away } from './absence.ts';
import { problemText } from './blocks.ts';
import { rangeProblem } from './command.ts';
import { absenceWords } from './words.ts';

/** The dates of the form; undefined where a first day is missing. A single day is its own last. */
export function awayOf(values: ViewValues): Away | undefined {
  const firstDate = values['first'] ?? '';
  const lastDate = values['last'] || firstDate;
  if (!isLocalDate(firstDate) || !isLocalDate(lastDate)) return undefined;
  const part = values['part'] === 'am' || values['part'] === 'pm' ? values['part'] : 'full';
  return { firstDate, lastDate, part };
}

/** What is wrong with the form's fields; rights and the closed past are checked when it is handed in. */
export function checkAbsenceForm({ values, locale, now }: SubmitCheck): FieldErrors | undefined {
  const away = awayOf(values);
  if (away === undefined) return { first: absenceWords(locale)('missing') };
  const { firstDate: first, lastDate: last } = away;
  if (last < first) return { last: problemText({ kind: 'backwards', first, last }, locale) };
  const problem = rangeProblem(away, localDateOf(now, 'UTC'), Number.POSITIVE_INFINITY);
  return problem === undefined ? undefined : { last: problemText(problem, locale) };
}
