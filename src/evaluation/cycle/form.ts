import type { InputBlock, ModalView } from '@slack/types';
import {
  addDays,
  type DateRange,
  daysBetween,
  isLocalDate,
  type LocalDate,
  localDate,
} from '../../kpi/localDate.ts';
import {
  type PeriodKey,
  type PeriodOptions,
  parsePeriodKey,
  periodOf,
  previous,
  rangeOf,
} from '../../kpi/period.ts';
import type { TeamInfo } from '../../people/person.ts';
import { option, plainText } from '../../platform/blocks.ts';
import { formatPeriod } from '../../platform/format.ts';
import { choiceField, dateField, form, manyField, textField } from '../../platform/forms.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { DUES, type Dues, outOfOrder, readDues, suggestedDues } from './due.ts';
import { type Circle, CYCLE_ROLES, isLeastPresence, PRESENCES } from './takingPart.ts';
import { cycleWords } from './words.ts';

export const CYCLE_FORM = 'evaluation.cycle-form';

const KINDS = ['month', 'quarter', 'half', 'year'] as const;
/** P-01: the choice of dates of one's own instead of a period of the calendar. */
const OWN_DATES = 'dates';
/** A longer period is nobody's evaluation, but a slip of the year. */
const MOST_DAYS = 731;

/** P-01: periods that can be evaluated: of each kind the last one and the one that runs, the last quarter first. */
export function periodChoices(today: LocalDate, periods: PeriodOptions): PeriodKey[] {
  const current = KINDS.map((kind) => periodOf(kind, today, periods));
  const last = current.map((key) => previous(key, periods));
  const [month, quarter, half, year] = last;
  return [quarter, month, half, year, ...current].filter((key) => key !== undefined);
}

/** What the form shows and reads. */
export interface CycleForm {
  /** A period of the calendar, or dates of one's own. */
  period: PeriodKey | DateRange;
  name: string;
  circle: Circle;
  dues: Dues;
}

/** A new cycle of a period, with the deadlines that suit it. */
export function newForm(period: CycleForm['period'], today: LocalDate, periods: PeriodOptions): CycleForm {
  const range = typeof period === 'string' ? rangeOf(period, periods) : period;
  const circle = { teamIds: [], roles: ['rep'], least: 0, withLeft: true, added: [], removed: [] } as const;
  return { period, name: '', circle, dues: suggestedDues(range.to, today) };
}

/** The form of a new cycle; another period shows it again with the deadlines that suit that one. */
export function cycleView(
  given: { today: LocalDate; periods: PeriodOptions; teams: readonly TeamInfo[]; shown: CycleForm },
  locale: Locale,
): ModalView {
  const { today, periods, teams, shown } = given;
  const { period, circle, dues } = shown;
  const say = cycleWords(locale);
  const isOwn = typeof period !== 'string';
  const keys = [...new Set([...(isOwn ? [] : [period]), ...periodChoices(today, periods)])];
  const options = [
    ...keys.map((key) => ({ value: key as string, text: formatPeriod(key, locale, periods) })),
    { value: OWN_DATES, text: say('ownDates') },
  ];
  const roles = CYCLE_ROLES.map((role) => option(say(`role-${role}`), role));
  const teamOptions = teams.slice(0, 100).map(({ id, name }) => option(name, id));
  const presences = PRESENCES.map((least) => ({ value: `${least}`, text: say(`presence-${least}`) }));
  const left = (['yes', 'no'] as const).map((key) => ({ value: key, text: say(`left-${key}`) }));
  const said = { title: say('title'), submit: say('submit'), close: say('close') };
  return form(CYCLE_FORM, said, '', [
    choiceField('period', say('period'), options, {
      initial: isOwn ? OWN_DATES : period,
      actionId: 'evaluation.cycle-period',
    }),
    ...(isOwn
      ? [
          dateField('from', say('from'), period.from),
          dateField('last', say('last'), addDays(period.to, -1), say('lastHint')),
        ]
      : []),
    textField('name', say('name'), {
      ...{ hint: say('nameHint'), initial: shown.name, optional: true, lines: false, limit: 80 },
    }),
    manyField('roles', say('roles'), roles, circle.roles),
    ...(teamOptions.length === 0
      ? []
      : [manyField('teams', say('teams'), teamOptions, circle.teamIds, { hint: say('teamsHint') })]),
    choiceField('least', say('least'), presences, { initial: `${circle.least}`, hint: say('leastHint') }),
    choiceField('left', say('left'), left, { initial: circle.withLeft ? 'yes' : 'no' }),
    usersField('added', say('added'), circle.added),
    usersField('removed', say('removed'), circle.removed),
    ...DUES.map((due) => ({ ...dateField(due, say(`due-${due}`), dues[due]) })),
  ]);
}

function usersField(id: string, label: string, chosen: readonly string[]): InputBlock {
  return {
    ...{ type: 'input', block_id: id, optional: true, label: plainText(label) },
    element: {
      ...{ type: 'multi_users_select', action_id: id },
      ...(chosen.length === 0 ? {} : { initial_users: [...chosen] }),
    },
  };
}

const listOf = (text: string | undefined): string[] => (text ?? '').split(',').filter((one) => one !== '');

/** The dates that were chosen; undefined where a field is missing, or they are the wrong way round. */
function ownDates({ from = '', last = '' }: ViewValues): DateRange | undefined {
  if (!isLocalDate(from) || !isLocalDate(last) || last < from) return undefined;
  return { from: localDate(from), to: addDays(localDate(last), 1) };
}

function circleOf(values: ViewValues): Circle {
  const least = Number(values['least'] ?? '');
  return {
    teamIds: listOf(values['teams']),
    roles: CYCLE_ROLES.filter((role) => listOf(values['roles']).includes(role)),
    least: isLeastPresence(least) ? least : 0,
    withLeft: values['left'] !== 'no',
    added: listOf(values['added']),
    removed: listOf(values['removed']),
  };
}

/** The form as it was filled in; undefined where a field is missing. */
export function cycleWish(values: ViewValues): CycleForm | undefined {
  const chosen = values['period'] ?? '';
  const read = parsePeriodKey(chosen);
  const period = chosen === OWN_DATES ? ownDates(values) : read.ok ? read.value : undefined;
  const dues = readDues(values);
  if (period === undefined || dues === undefined) return undefined;
  return { period, name: (values['name'] ?? '').trim(), circle: circleOf(values), dues };
}

/** The form after another period was chosen: what was typed stays, the deadlines follow the period. */
export function afterPeriod(
  values: ViewValues,
  chosen: string,
  today: LocalDate,
  periods: PeriodOptions,
): CycleForm {
  const read = parsePeriodKey(chosen);
  const [first = periodOf('month', today, periods)] = periodChoices(today, periods);
  const suggested = rangeOf(previous(periodOf('month', today, periods), periods), periods);
  const period = chosen === OWN_DATES ? suggested : read.ok ? read.value : first;
  return { ...newForm(period, today, periods), name: values['name'] ?? '', circle: circleOf(values) };
}

/** P-01: what is wrong is said at its field. */
export function checkCycle({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const say = cycleWords(locale);
  if (values['period'] === OWN_DATES) {
    const dates = ownDates(values);
    if (dates === undefined) return { last: say('datesWrong') };
    if (daysBetween(dates.from, dates.to) > MOST_DAYS) return { last: say('datesLong') };
  }
  const { roles, added } = circleOf(values);
  if (roles.length === 0 && added.length === 0) return { roles: say('rolesMissing') };
  const wish = cycleWish(values);
  if (wish === undefined) return { period: say('period') };
  const wrong = outOfOrder(wish.dues);
  return wrong === undefined ? undefined : { [wrong]: say('dueWrong') };
}
