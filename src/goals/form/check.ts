/** What can be checked of the form before it is taken: number and date. Rights and the rest are checked again afterwards. */
import { z } from 'zod';
import { isLocalDate, type LocalDate } from '../../kpi/localDate.ts';
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
import type { MetricInfo } from '../../playbook/playbook.ts';
import type { Reader } from '../phrases.ts';
import type { Shape } from '../target.ts';
import { formWords } from './words.ts';

// Which metrics are money and which may be 0: enough to check a number. A hint only; what is written is read anew.
const rulesSchema = z.object({
  tz: z.string(),
  currency: z.string(),
  money: z.array(z.string()),
  zero: z.array(z.string()),
});

/** The rules of the fields for `private_metadata`, within its 3,000 characters. */
export function packRules(metrics: readonly MetricInfo[], tz: string, reader: Reader): string {
  const money = metrics.filter((metric) => metric.definition.unit === 'money').map((metric) => metric.key);
  const zero = metrics
    .filter((metric) => metric.definition.direction === 'lower')
    .map((metric) => metric.key);
  const packed = JSON.stringify({ tz, currency: reader.currency, money, zero });
  return packed.length <= 2800 ? packed : '';
}

/** Errors at the fields; undefined where the form is right as far as it can be seen here. */
export function checkForm({ values, metadata, locale, now }: SubmitCheck): FieldErrors | undefined {
  const say = formWords(locale);
  const errors: FieldErrors = {};
  const rules = rulesOf(metadata);
  if ((values['metric'] ?? '') === '') errors['metric'] = say('choose');
  if (rules !== undefined) {
    const trouble = valueTrouble(values, rules);
    if (trouble !== undefined) errors['value'] = say(trouble);
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

function valueTrouble(
  values: ViewValues,
  rules: Rules,
): 'not_a_number' | 'ambiguous' | 'currency' | 'positive' | undefined {
  const metric = values['metric'] ?? '';
  const typed = (values['value'] ?? '').trim();
  const read = parseValue(typed, rules.money.includes(metric) ? 'money' : 'count', rules.currency);
  if (read.ok)
    return read.value > 0n || (read.value === 0n && rules.zero.includes(metric)) ? undefined : 'positive';
  const { problem } = read;
  const kind = problem.kind === 'money' ? problem.problem.kind : problem.kind;
  if (kind === 'ambiguous') return 'ambiguous';
  if (kind === 'other currency' || kind === 'ambiguous currency' || kind === 'unknown currency')
    return 'currency';
  return kind === 'negative' ? 'positive' : 'not_a_number';
}

/** What the form says, once it was handed in. */
export interface Filled {
  /** "member:<id>" or "team:<id>"; '' is oneself. */
  who: string;
  metricKey: string;
  value: string;
  shape: Shape;
  from: LocalDate | null;
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
    shape,
    from: isLocalDate(from) ? from : null,
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
