import type { LocalDate } from '../../kpi/localDate.ts';
import type { CurrencyCode } from '../../kpi/money.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { parseValue, type ValueProblem } from '../../kpi/value.ts';
import { normalise } from '../../platform/normalise.ts';
import type { Locale } from '../../platform/words.ts';
import { findMetric, type MetricInfo, type Playbook } from '../../playbook/playbook.ts';
import type { LogLine } from '../grammar/context.ts';
import { checkDate, readDate } from '../grammar/dates.ts';
import type { Trouble } from '../grammar/problem.ts';

/** M-01: `/pace figure NPS 42 on:friday`: a figure of a manual metric, in the metric's own unit. */

export type FigureProblem =
  | { readonly kind: 'no metric' }
  /** It is computed from what is logged. */
  | { readonly kind: 'not by hand'; readonly metric: MetricInfo }
  | { readonly kind: 'no value'; readonly metric: MetricInfo }
  | { readonly kind: 'value'; readonly metric: MetricInfo; readonly why: ValueProblem | 'negative' }
  | { readonly kind: 'date'; readonly why: Trouble };

export interface FigureContext {
  playbook: Playbook;
  currency: CurrencyCode;
  locale: Locale;
  today: LocalDate;
  daysBack: number;
}

const DATE = /(?:^|\s)(?:on|date|日期|时间)\s*:\s*(?<date>.+)$/iu;

/** Reads a figure as the line that records it: an amount, or a quantity in the metric's smallest unit. */
export function parseFigure(text: string, context: FigureContext): Result<LogLine, FigureProblem> {
  const tidy = normalise(text).text.trim();
  const typed = DATE.exec(tidy)?.groups?.['date'];
  const said = tidy
    .replace(DATE, '')
    .split(/[\s:]+/u)
    .filter((word) => word !== '');
  const found = metricIn(said, context.playbook);
  if (found === undefined) return fail({ kind: 'no metric' });
  const { metric, rest } = found;
  const { definition } = metric;
  const [typeKey] = definition.kind === 'manual' ? (definition.source.filter.activityType ?? []) : [];
  if (definition.kind !== 'manual' || typeKey === undefined) return fail({ kind: 'not by hand', metric });
  if (rest.length === 0) return fail({ kind: 'no value', metric });
  const value = parseValue(rest.join(' '), definition.unit, context.currency);
  if (!value.ok) return fail({ kind: 'value', metric, why: value.problem });
  if (value.value < 0n) return fail({ kind: 'value', metric, why: 'negative' });
  const date = typed === undefined ? ok(context.today) : dateOf(typed, context);
  if (!date.ok) return fail({ kind: 'date', why: date.problem });
  const isAmount = definition.source.field === 'amount';
  return ok({
    ...{
      typeKey,
      customer: null,
      channel: '',
      campaign: '',
      region: '',
      product: '',
      note: '',
      shares: null,
    },
    quantity: isAmount ? 100n : value.value,
    money: isAmount ? { minor: value.value, currency: context.currency } : null,
    localDate: date.value,
  });
}

function dateOf(typed: string, context: FigureContext): Result<LocalDate, Trouble> {
  const date = readDate(typed, context.today, context.locale);
  if (date === undefined) return fail({ kind: 'unclear date' });
  return date.ok ? checkDate(date.value, context) : date;
}

/** The longest name of a metric at the beginning, of up to four words, and what stands behind it. */
function metricIn(
  said: readonly string[],
  playbook: Playbook,
): { metric: MetricInfo; rest: readonly string[] } | undefined {
  for (let length = Math.min(4, said.length); length > 0; length -= 1) {
    const metric = findMetric(playbook, said.slice(0, length).join(' '));
    if (metric !== undefined) return { metric, rest: said.slice(length) };
  }
  return undefined;
}
