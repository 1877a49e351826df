import { meaningOfSign } from '../../kpi/currency.ts';
import { type CurrencyCode, isCurrency, type Money, type MoneyProblem, parseMoney } from '../../kpi/money.ts';
import type { Result } from '../../kpi/result.ts';
import { type Cursor, match, type Piece } from './cursor.ts';

/** Amounts inside a line: `$12,500`, `12.5k`, `EUR 900`, `900 eur`, `12.5万元`. What an amount is worth is read by kpi/money.ts. */

const SIGN = String.raw`(?:[A-Za-z]{0,3}\p{Sc}|[A-Za-z]{3}(?=[\s\d.+-])|人民币|美元|欧元)`;
const NUMBER = String.raw`[-+]?(?:\d[\d.,']*\d|\d|\.\d+)`;
const MULTIPLIER = `(?:(?:k|w|mn?|bn?)(?![A-Za-z])|[千百]?[万萬]|千|[亿億])`;
const UNIT = String.raw`(?:[A-Za-z]{3}(?![A-Za-z]|\s?\d)|\p{Sc}(?!\s?\d)|人民币|美元|美金|欧元|英镑|日元|港币|港元|新台币|韩元|元|块|円)`;
const AMOUNT = new RegExp(
  String.raw`(?<sign>${SIGN}\s?)?(?<number>${NUMBER})(?<multiplier>\s?${MULTIPLIER})?(?<unit>\s?${UNIT})?(?<tail>[^\s,;]*)`,
  'iuy',
);

export interface AmountFound {
  piece: Piece;
  money: Result<Money, MoneyProblem>;
  /** Nothing but a number: it may as well belong to a name (`Studio 54`). */
  isBare: boolean;
}

/** The amount at the cursor, or undefined where none begins there. `own`: the workspace's currency. */
export function amountAt(cursor: Cursor, own: CurrencyCode): AmountFound | undefined {
  const groups = match(cursor, AMOUNT)?.groups;
  if (groups === undefined) return undefined;
  const { number = '', multiplier = '' } = groups;
  const [sign = '', unit = ''] = [groups['sign'], groups['unit']];
  if (sign !== '' && !isMoneySign(sign.trim(), own)) return undefined;
  const hasUnit = unit !== '' && isMoneySign(unit.trim(), own);
  // What follows belongs to the number only where it is a unit: `900 all` is 900 and a word, `900all` is no amount.
  const isWordBehind = !hasUnit && unit.startsWith(' ');
  const tail = isWordBehind ? '' : (hasUnit ? '' : unit) + (groups['tail'] ?? '');
  if (!/^(?:[.!?]*$|\p{Script=Han})/u.test(tail)) return undefined;
  const text = sign + number + multiplier + (hasUnit ? unit : '');
  const piece = { text, start: cursor.at, end: cursor.at + text.length };
  const isBare = sign === '' && !hasUnit && multiplier === '' && /^\d+$/.test(number);
  return { piece, money: parseMoney(text, own), isBare };
}

const OFTEN_SMALL = new Set([
  'usd',
  'eur',
  'gbp',
  'cny',
  'rmb',
  'jpy',
  'chf',
  'cad',
  'aud',
  'hkd',
  'sgd',
  'inr',
]);

/** Signs, codes in capitals, and the codes that people write small; so that `900 all` is not in Albanian lek. */
function isMoneySign(sign: string, own: CurrencyCode): boolean {
  if (/\p{Sc}/u.test(sign)) return true;
  if (/^[a-z]{3}$/i.test(sign) && sign !== sign.toUpperCase())
    return OFTEN_SMALL.has(sign.toLowerCase()) || sign.toUpperCase() === own;
  return isCurrency(sign) || meaningOfSign(sign, own).kind !== 'unknown';
}

const UNKNOWN_CODE = /(?<code>[A-Z]{3})\s\d[\d.,]*(?=[\s,;]|$)/y;

/** `XYZ 900`: three capitals before a number that are no currency we know. */
export function unknownCurrencyAt(cursor: Cursor): Piece | undefined {
  const found = match(cursor, UNKNOWN_CODE);
  return found && { text: found.groups?.['code'] ?? '', start: cursor.at, end: cursor.at + found[0].length };
}
