import { type Exact, ONE, subtract } from '../kpi/exact.ts';
import type { LocalDate } from '../kpi/localDate.ts';
import type { Unit } from '../kpi/metric.ts';
import { currency } from '../kpi/money.ts';
import { nearnessOf, type PeriodKey, type PeriodOptions } from '../kpi/period.ts';
import type { Movement } from '../kpi/rank.ts';
import { formatPercent, formatValue } from '../kpi/value.ts';
import { capital, formatPeriod, languageTag } from '../platform/format.ts';
import { cut, plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import { nameOf } from '../playbook/playbook.ts';
import type { BoardPeriod } from './attainment.ts';
import { type Measure, type Summed, summedOf } from './measure.ts';
import { words } from './words.ts';

/** A board's figures as text in a reader's language: what the answer, the picture and its alt text all say. */
export interface Teller {
  locale: Locale;
  say: ReturnType<typeof words>;
  periods: PeriodOptions;
  /** "$57,079", "120%", "34". */
  value(measure: Measure, value: Exact): string;
  /** What was done in all, or a base, in the unit of the sum behind a measure. */
  amount(measure: Measure, value: Exact): string;
  /** Not escaped: "Revenue", "Attainment of calls". */
  measure(measure: Measure): string;
  /** "▲2", "new"; '' without a period before. */
  movement(movement: Movement | null): string;
  /** "This week", "Last month", else the dates. */
  period(period: BoardPeriod, today: LocalDate): string;
  dates(key: PeriodKey): string;
}

/** A name may be as long as somebody likes; a row of a board may not. */
const LONGEST_NAME = 60;

/** A person's or team's name as a row shows it, safe in mrkdwn. */
export const shownName = (name: string): string => cut(plainInMrkdwn(name), LONGEST_NAME);

/** Names with the rest counted, so that a long list stays short. */
export function namesIn(names: readonly string[], most: number, say: Teller['say']): string {
  const rest = names.length - most;
  const first = names.slice(0, most).join(say('join'));
  return rest > 0 ? `${first} ${say('more', { count: rest })}` : first;
}

/** A teller for a reader, in the workspace's currency. */
export function tellerFor(locale: Locale, workspaceCurrency: string, periods: PeriodOptions = {}): Teller {
  const say = words(locale);
  const tag = languageTag(locale);
  const format = { locale: tag, currency: currency(workspaceCurrency) };
  return {
    locale,
    say,
    periods,
    value(measure, value) {
      if (measure.kind === 'attainment') return formatPercent(value, tag);
      if (measure.kind === 'improvement') return signed(subtract(value, ONE), tag);
      return formatValue(value, unitOf(measure), format);
    },
    amount(measure, value) {
      const summed = summedOf(measure);
      return summed === undefined ? formatPercent(value, tag) : formatValue(value, unitOf(summed), format);
    },
    measure(measure) {
      if (measure.kind === 'points') return say('points');
      if (measure.kind === 'improvement') {
        const { of } = measure;
        return say('improvementOf', {
          metric: of.kind === 'points' ? say('pointsWithin') : nameOf(of.metric, locale),
        });
      }
      if (measure.metric === null) return say('attainment');
      const name = nameOf(measure.metric, locale);
      return measure.kind === 'value' ? capital(name) : say('attainmentOf', { metric: name });
    },
    movement: (movement) => (movement === null ? '' : movementText(movement, say)),
    period: (period, today) =>
      periodName(period, today, say, periods) ?? formatPeriod(period.key, locale, periods),
    dates: (key) => formatPeriod(key, locale, periods),
  };
}

const unitOf = (measure: Summed): Unit =>
  measure.kind === 'points' ? 'count' : measure.metric.definition.unit;

/** "+25%", "-20%". */
const signed = (ratio: Exact, tag: string): string =>
  `${ratio.n > 0n ? '+' : ''}${formatPercent(ratio, tag)}`;

function movementText(movement: Movement, say: Teller['say']): string {
  switch (movement.kind) {
    case 'up':
    case 'down':
      return say(movement.kind, { places: movement.places });
    case 'same':
    case 'new':
      return say(movement.kind);
  }
}

/** "This week" for the period of today, "Last week" for the one before it; undefined for others. */
export function periodName(
  { key, kind }: BoardPeriod,
  today: LocalDate,
  say: Teller['say'],
  periods: PeriodOptions,
): string | undefined {
  const near = nearnessOf(key, today, periods);
  return near === undefined ? undefined : say(`${near}-${kind}`);
}
