import type { ModalView } from '@slack/types';
import { addDays, isLocalDate, type LocalDate, localDate } from '../../kpi/localDate.ts';
import {
  type PeriodKey,
  type PeriodOptions,
  parsePeriodKey,
  periodOf,
  previous,
  rangeOf,
} from '../../kpi/period.ts';
import { plainText } from '../../platform/blocks.ts';
import { formatPeriod } from '../../platform/format.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { choiceField, dateField, form, textField } from '../forms.ts';
import { cycleWords } from './words.ts';

export const CYCLE_FORM = 'evaluation.cycle-form';

const KINDS = ['month', 'quarter', 'half', 'year'] as const;

/** P-01: periods that can be evaluated: of each kind the last one and the one that runs, the last quarter first. */
export function periodChoices(today: LocalDate, periods: PeriodOptions): PeriodKey[] {
  const current = KINDS.map((kind) => periodOf(kind, today, periods));
  const last = current.map((key) => previous(key, periods));
  const [month, quarter, half, year] = last;
  return [quarter, month, half, year, ...current].filter((key) => key !== undefined);
}

/** The form of a new cycle. */
export function cycleView(
  given: { today: LocalDate; periods: PeriodOptions; chosen?: PeriodKey | undefined },
  locale: Locale,
): ModalView {
  const { today, periods, chosen } = given;
  const say = cycleWords(locale);
  const keys = [...new Set([...(chosen === undefined ? [] : [chosen]), ...periodChoices(today, periods)])];
  const options = keys.map((key) => ({ value: key, text: formatPeriod(key, locale, periods) }));
  const due = dueDates(rangeOf(keys[0] ?? periodOf('month', today, periods), periods).to, today);
  const said = { title: say('title'), submit: say('submit'), close: say('close') };
  return form(CYCLE_FORM, said, '', [
    choiceField('period', say('period'), options, { initial: keys[0] ?? '' }),
    textField('name', say('name'), { hint: say('nameHint'), optional: true, lines: false, limit: 80 }),
    {
      ...{
        type: 'input',
        block_id: 'who',
        optional: true,
        label: plainText(say('who')),
        hint: plainText(say('whoHint')),
      },
      element: { type: 'multi_users_select', action_id: 'who' },
    },
    dateField('self', say('selfDue'), due.self),
    dateField('manager', say('managerDue'), due.manager),
  ]);
}

/** A week after the end of the period for people, another for managers; never in the past. */
function dueDates(end: LocalDate, today: LocalDate): { self: LocalDate; manager: LocalDate } {
  const from = end > today ? end : today;
  return { self: addDays(from, 7), manager: addDays(from, 14) };
}

/** The form as it was filled in; undefined where a field is missing. */
export function cycleWish(values: ViewValues) {
  const period = parsePeriodKey(values['period'] ?? '');
  const [self = '', manager = ''] = [values['self'], values['manager']];
  if (!period.ok || !isLocalDate(self) || !isLocalDate(manager)) return undefined;
  return {
    periodKey: period.value,
    name: (values['name'] ?? '').trim(),
    slackUserIds: (values['who'] ?? '').split(',').filter((id) => id !== ''),
    selfDue: localDate(self),
    managerDue: localDate(manager),
  };
}

export function checkCycle({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const wish = cycleWish(values);
  if (wish === undefined) return { period: cycleWords(locale)('period') };
  return wish.managerDue < wish.selfDue ? { manager: cycleWords(locale)('dueWrong') } : undefined;
}
