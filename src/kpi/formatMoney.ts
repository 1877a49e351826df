/** M-05: money as text in a person's language, through `Intl` with exact decimal text, so that no digit is lost. */
import { type CurrencyCode, exponentOf } from './currency.ts';
import { numberFormat } from './intl.ts';
import { decimalOf, type Money } from './money.ts';

export type MoneyStyle =
  /** Always the currency's own decimals: `$12,500.00`. */
  | 'full'
  /** Decimals only where they are not zero: `$12,500`, `$12.50`. */
  | 'short'
  /** For charts, rounded: `$12.5K`, `12.5万`. */
  | 'compact';

/** M-05: `formatMoney(1250000n, 'USD', 'en')` → `$12,500.00`; in `zh-CN` CNY is `¥12,500.00`. */
export function formatMoney(
  minor: bigint,
  currency: CurrencyCode,
  locale: string,
  style: MoneyStyle = 'full',
): string {
  const money: Money = { minor, currency };
  const exponent = exponentOf(currency);
  const isWhole = minor % 10n ** BigInt(exponent) === 0n;
  const decimals = style === 'short' && isWhole ? 0 : exponent;
  const digits =
    style === 'compact'
      ? ({ notation: 'compact', maximumFractionDigits: 1 } as const)
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return numberFormat(locale, { style: 'currency', currency, ...digits }).format(numeric(decimalOf(money)));
}

/** Decimal text as `Intl` wants it typed; `Intl` reads such text without going through a float. */
export function numeric(text: string): `${number}` {
  if (isNumeric(text)) return text;
  throw new RangeError(`Not a decimal: ${text}`);
}

function isNumeric(text: string): text is `${number}` {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}
