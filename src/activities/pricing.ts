import { type Exact, exact } from '../kpi/exact.ts';
import type { LocalDate } from '../kpi/localDate.ts';
import { type CurrencyCode, convert } from '../kpi/money.ts';
import { fail, ok, type Result } from '../kpi/result.ts';
import type { NewActivity } from './activity.ts';
import type { LogLine, Trouble } from './parse.ts';

/** M-05: one currency for a workspace's figures. Another is converted at the stored rate of the date; without one nothing is saved. */

/** The rate of a currency on a date, as decimal text. */
export type RateOf = (currency: string, date: LocalDate) => string | undefined;

/** The currencies and dates for which rates are needed, each once. */
export function ratesNeeded(
  lines: readonly LogLine[],
  own: CurrencyCode,
): { currency: string; date: LocalDate }[] {
  const needed = lines.flatMap(({ money, localDate: date }) =>
    money === null || money.currency === own ? [] : [{ currency: money.currency, date }],
  );
  return [...new Map(needed.map((one) => [`${one.currency} ${one.date}`, one])).values()];
}

/** A line as a fact, its amount in the workspace's currency, with what was typed kept beside it. */
export function priced(line: LogLine, own: CurrencyCode, rateOf: RateOf): Result<NewActivity, Trouble> {
  const { money, ...what } = line;
  if (money === null) return ok({ ...what, amount: null, original: null });
  if (money.currency === own) return ok({ ...what, amount: money.minor, original: null });
  const rate = rateOf(money.currency, line.localDate);
  if (rate === undefined) return fail({ kind: 'no rate', money, date: line.localDate });
  const amount = convert(money, own, decimal(rate)).minor;
  return ok({ ...what, amount, original: { minor: money.minor, currency: money.currency, rate } });
}

/** Decimal text of the database, exactly: `0.9215` → 9215/10000. */
export function decimal(text: string): Exact {
  const [whole = '0', fraction = ''] = text.split('.');
  return exact(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
}
