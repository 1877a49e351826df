/** What can be checked of the form before it is taken: number and date. Rights and the rest are checked again afterwards. */
import { z } from 'zod';
import { isLocalDate, type LocalDate } from '../../kpi/localDate.ts';
import { DIRECTIONS, UNITS } from '../../kpi/metric.ts';
import { type CurrencyCode, isCurrency } from '../../kpi/money.ts';
import {
  CALENDAR_PERIOD_KINDS,
  type CalendarPeriodKind,
  isCalendarKind,
  kindOf,
  parsePeriodKey,
} from '../../kpi/period.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { isTimeZone, localDateOf } from '../../kpi/time.ts';
import { parseValue } from '../../kpi/value.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { checkAll, type LevelRule, type LevelsTrouble, placeOf, ruleOf } from '../levels/levels.ts';
import { levelWords } from '../levels/words.ts';
import type { Reader } from '../phrases.ts';
import { EXTRA_LEVELS, type ExtraLevel, type Shape, TRIGGERS, type Trigger } from '../target.ts';
import { formWords } from './words.ts';

// What decides how a metric's number is read, with the metrics for which it does. A hint only; what is written is read anew.
const rulesSchema = z.object({
  tz: z.string(),
  currency: z.string(),
  kinds: z.array(
    z.object({
      unit: z.enum(UNITS),
      direction: z.enum(DIRECTIONS),
      isAdditive: z.boolean(),
      mayBeNegative: z.boolean(),
      keys: z.array(z.string()),
    }),
  ),
});

/** The rules of the fields for `private_metadata`, within its 3,000 characters. */
export function packRules(metrics: readonly MetricInfo[], tz: string, reader: Reader): string {
  const kinds = new Map<string, LevelRule & { keys: string[] }>();
  for (const { key, definition } of metrics) {
    const rule = ruleOf(definition);
    const known = kinds.get(JSON.stringify(rule)) ?? { ...rule, keys: [] };
    kinds.set(JSON.stringify(rule), known);
    known.keys.push(key);
  }
  const packed = JSON.stringify({ tz, currency: reader.currency, kinds: [...kinds.values()] });
  return packed.length <= 2800 ? packed : '';
}

/** Errors at the fields; undefined where the form is right as far as it can be seen here. */
export function checkForm({ values, metadata, locale, now }: SubmitCheck): FieldErrors | undefined {
  const say = formWords(locale);
  const errors: FieldErrors = {};
  const rules = rulesOf(metadata);
  if ((values['metric'] ?? '') === '') errors['metric'] = say('choose');
  if (rules !== undefined) {
    Object.assign(errors, numberErrors(values, rules, locale));
    const from = values['from'] ?? '';
    if (isLocalDate(from) && from < localDateOf(now, rules.tz)) errors['from'] = say('past');
  }
  return Object.keys(errors).length === 0 ? undefined : errors;
}

type Rules = Omit<z.infer<typeof rulesSchema>, 'currency'> & { currency: CurrencyCode };

function rulesOf(metadata: string): Rules | undefined {
  if (metadata === '') return undefined;
  const read = rulesSchema.safeParse(JSON.parse(metadata));
  if (!read.success || !isTimeZone(read.data.tz) || !isCurrency(read.data.currency)) return undefined;
  return { ...read.data, currency: read.data.currency };
}

export type NumberTrouble = 'not_a_number' | 'ambiguous' | 'currency' | 'positive';

/** What is wrong with the value and the levels, each at its field (T-08). */
function numberErrors(values: ViewValues, rules: Rules, locale: Locale): FieldErrors {
  const say = formWords(locale);
  const rule = rules.kinds.find(({ keys }) => keys.includes(values['metric'] ?? ''));
  if (rule === undefined) return {};
  const errors: FieldErrors = {};
  const numbers: { [field: string]: bigint } = {};
  for (const field of ['value', ...EXTRA_LEVELS] as const) {
    const typed = (values[field] ?? '').trim();
    if (typed === '' && field !== 'value') continue;
    const read = readNumber(typed, rule, rules.currency, field !== 'value');
    if (typeof read === 'bigint') numbers[field] = read;
    else errors[field] = say(read);
  }
  const { value, ...levels } = numbers;
  if (value === undefined || Object.keys(errors).length > 0) return errors;
  const checked = checkAll(rule, value, levels);
  return checked.ok ? errors : { [placeOf(checked.problem)]: levelsWord(checked.problem, rule, locale) };
}

/** What is wrong with the levels, at a field: the figures stand in the form. */
export function levelsWord(problem: LevelsTrouble, { direction }: LevelRule, locale: Locale): string {
  const say = formWords(locale);
  const level = levelWords(locale);
  switch (problem.kind) {
    case 'out of order': {
      const names = { lower: level(problem.lower), upper: level(problem.upper) };
      return say(direction === 'lower' ? 'order_above' : 'order_below', names);
    }
    case 'baseline needed':
      return say('baseline_needed');
    case 'tolerance needed':
      return say('tolerance_needed');
    case 'not for this metric':
      return say(problem.level === 'tolerance' ? 'no_tolerance' : 'only_tolerance');
    case 'negative':
      return say('positive');
  }
}

/** A number as the field of a form wants it, or what is wrong with it. */
export function readNumber(
  typed: string,
  rule: LevelRule,
  currency: CurrencyCode,
  isLevel: boolean,
): bigint | NumberTrouble {
  const read = parseValue(typed, rule.unit, currency);
  if (read.ok) {
    const mayBeZero = isLevel || rule.direction === 'lower';
    const isFine = rule.mayBeNegative || read.value > 0n || (read.value === 0n && mayBeZero);
    return isFine ? read.value : 'positive';
  }
  const { problem } = read;
  const kind = problem.kind === 'money' ? problem.problem.kind : problem.kind;
  if (kind === 'ambiguous') return 'ambiguous';
  if (kind === 'other currency' || kind === 'ambiguous currency' || kind === 'unknown currency')
    return 'currency';
  return kind === 'negative' ? 'positive' : 'not_a_number';
}

/** What the form says, once it was handed in. */
export interface Filled {
  /** "member:<id>", "team:<id>" … (see `readSubject`); '' is oneself. */
  who: string;
  metricKey: string;
  value: string;
  /** As typed; '' where the field is empty. */
  levels: Record<ExtraLevel, string>;
  shape: Shape;
  from: LocalDate | null;
  trigger: Trigger;
  reason: string;
}

/** The form's values as they are meant; a period that is none is a problem (only a forged form has one). */
export function readForm(values: ViewValues): Result<Filled, 'no period'> {
  const shape = shapeOf(values['period'] ?? '');
  if (shape === undefined) return fail('no period');
  const from = values['from'] ?? '';
  return ok({
    who: values['who'] ?? '',
    metricKey: values['metric'] ?? '',
    value: (values['value'] ?? '').trim(),
    levels: {
      baseline: (values['baseline'] ?? '').trim(),
      commit: (values['commit'] ?? '').trim(),
      stretch: (values['stretch'] ?? '').trim(),
      tolerance: (values['tolerance'] ?? '').trim(),
    },
    shape,
    from: isLocalDate(from) ? from : null,
    trigger: TRIGGERS.find((trigger) => trigger === values['trigger']) ?? '',
    reason: (values['reason'] ?? '').trim().slice(0, 500),
  });
}

function shapeOf(text: string): Shape | undefined {
  const kind = CALENDAR_PERIOD_KINDS.find((known): known is CalendarPeriodKind => known === text);
  if (kind !== undefined) return { periodKind: kind, periodKey: null };
  const key = parsePeriodKey(text);
  if (!key.ok) return undefined;
  const named = kindOf(key.value);
  return isCalendarKind(named) ? { periodKind: named, periodKey: key.value } : undefined;
}
