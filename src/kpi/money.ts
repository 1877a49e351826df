/**
 * M-05: money is an integer of minor units with an ISO 4217 code and that currency's own exponent. Rounding is
 * explicit, once, at the end. JSON carries money as strings.
 */
import { type CurrencyCode, exponentOf, isCurrency, meaningOfSign } from './currency.ts';
import { distribute } from './distribute.ts';
import { type Exact, exact, multiply, roundHalfEven, scaledText } from './exact.ts';
import { type NumberProblem, parseNumber } from './number.ts';
import { fail, ok, type Result } from './result.ts';

export { CURRENCY_CODES, type CurrencyCode, currency, exponentOf, isCurrency } from './currency.ts';

/** `minor` is an integer of the currency's smallest unit: $12.50 is 1250n USD, ¥3,000 is 3000n JPY. */
export type Money = { readonly minor: bigint; readonly currency: CurrencyCode };

/** Money as JSON carries it. */
export type MoneyJson = { readonly minor: string; readonly currency: string };

export type MoneyProblem =
  | { readonly kind: 'not an amount'; readonly text: string }
  | { readonly kind: 'ambiguous'; readonly text: string; readonly readings: readonly Money[] }
  | { readonly kind: 'ambiguous currency'; readonly text: string; readonly currencies: readonly string[] }
  | { readonly kind: 'unknown currency'; readonly text: string; readonly sign: string }
  | {
      readonly kind: 'too many decimals';
      readonly text: string;
      readonly currency: CurrencyCode;
      readonly allowed: number;
    }
  | { readonly kind: 'negative'; readonly text: string }
  | { readonly kind: 'too large'; readonly text: string };

/** Amounts from here on are refused: far beyond any deal, far within a 64-bit column even when summed over years. */
export const LARGEST_MINOR = 10n ** 16n;

const MULTIPLIER_WORDS = /^(?:k|w|mn?|bn?|[千万萬百亿億]{1,2})$/i;
const AMOUNT =
  /^(?<before>[^\d\s.,'+−-]*)\s*(?<number>[-−+]?(?:\d[\d.,' ]*\d|\d|\.\d+))\s*(?<after>[^\d\s.,'+−-]*(?:\s*[^\d\s.,'+−-]+)?)$/;

/**
 * M-05: reads an amount as typed: `$12,500`, `12.5k`, `EUR 900`, `900 EUR`, `12.5万`, `1.2亿元`, `￥3,000`. Without a sign it
 * is in the workspace's `own` currency. Two possible readings (`1.234`), a sign of two currencies (`¥` in a dollar
 * workspace), too many decimals, a negative or huge amount are problems.
 */
export function parseMoney(text: string, own: CurrencyCode): Result<Money, MoneyProblem> {
  const groups = AMOUNT.exec(text.normalize('NFKC').trim())?.groups;
  if (groups === undefined) return fail({ kind: 'not an amount', text });
  const { multiplier, sign: after } = takeMultiplier(groups['after'] ?? '');
  const before = groups['before'] ?? '';
  if (before !== '' && after !== '') return fail({ kind: 'not an amount', text });
  const sign = before + after;
  const meaning = meaningOfSign(sign, own);
  if (meaning.kind === 'unknown') return fail({ kind: 'unknown currency', text, sign });
  if (meaning.kind === 'ambiguous')
    return fail({ kind: 'ambiguous currency', text, currencies: meaning.codes });
  const number = parseNumber((groups['number'] ?? '') + multiplier);
  return number.ok
    ? toMinor(number.value, meaning.code, text)
    : numberTrouble(number.problem, meaning.code, text);
}

/** M-05: whole units as money, without rounding: more decimals than the currency has are a problem. */
function toMinor(units: Exact, code: CurrencyCode, text: string): Result<Money, MoneyProblem> {
  const allowed = exponentOf(code);
  const scaled = multiply(units, exact(10n ** BigInt(allowed)));
  if (scaled.d !== 1n) return fail({ kind: 'too many decimals', text, currency: code, allowed });
  if (scaled.n < 0n) return fail({ kind: 'negative', text });
  if (scaled.n >= LARGEST_MINOR) return fail({ kind: 'too large', text });
  return ok({ minor: scaled.n, currency: code });
}

function numberTrouble(
  problem: NumberProblem,
  code: CurrencyCode,
  text: string,
): Result<Money, MoneyProblem> {
  if (problem.kind === 'not a number') return fail({ kind: 'not an amount', text });
  const readings = problem.readings
    .map((reading) => toMinor(reading, code, text))
    .flatMap((reading) => (reading.ok ? [reading.value] : []));
  return fail({ kind: 'ambiguous', text, readings });
}

/** `12.5万元` has the multiplier 万 and the sign 元; `900 EUR` has no multiplier. */
function takeMultiplier(after: string): { multiplier: string; sign: string } {
  for (let length = Math.min(2, after.length); length > 0; length -= 1) {
    const [head, rest] = [after.slice(0, length), after.slice(length)];
    const isLatinWord = /[a-z]$/i.test(head) && /^[a-z]/i.test(rest);
    if (MULTIPLIER_WORDS.test(head) && !isLatinWord) return { multiplier: head, sign: rest.trim() };
  }
  return { multiplier: '', sign: after.trim() };
}

/** M-05: another currency converted at a stored rate (units of `to` for one unit of the money's), rounded half to even once. */
export function convert(money: Money, to: CurrencyCode, rate: Exact): Money {
  const scale = exact(10n ** BigInt(exponentOf(to)), 10n ** BigInt(exponentOf(money.currency)));
  return { minor: roundHalfEven(multiply(multiply(exact(money.minor), rate), scale)), currency: to };
}

/** M-04: money in parts by weights; the parts sum to the whole. */
export function splitMoney(money: Money, weights: readonly bigint[]): Money[] {
  return distribute(money.minor, weights).map((minor) => ({ minor, currency: money.currency }));
}

/** The amount in whole units as decimal text, exact: 1250n USD → `'12.50'`. */
export function decimalOf(money: Money): string {
  return scaledText(money.minor, exponentOf(money.currency));
}

/** M-05: money for JSON. */
export function moneyToJson(money: Money): MoneyJson {
  return { minor: money.minor.toString(), currency: money.currency };
}

/** M-05: money from JSON; undefined where it is none. */
export function moneyFromJson(json: MoneyJson): Money | undefined {
  if (!/^-?\d+$/.test(json.minor) || !isCurrency(json.currency)) return undefined;
  return { minor: BigInt(json.minor), currency: json.currency };
}
