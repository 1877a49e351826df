import { formatMoney } from '../../kpi/formatMoney.ts';
import type { MoneyProblem } from '../../kpi/money.ts';
import { formatDate, languageTag } from '../../platform/format.ts';
import { escapeText, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { nameOf, type Playbook } from '../../playbook/playbook.ts';
import type { LogProblem, Trouble } from './problem.ts';
import { problemWords } from './problemWords.ts';

/** Says what is wrong, and what to do about it, in mrkdwn; what people typed is escaped. */
export function explain(trouble: Trouble, locale: Locale, playbook: Playbook, own: string): string {
  const say = problemWords(locale);
  const typeName = (key: string): string => {
    const type = playbook.types.find((one) => one.key === key);
    return escapeText(type === undefined ? key : nameOf(type, locale, 100n));
  };
  const date = (of: Parameters<typeof formatDate>[0]): string => formatDate(of, locale, true);
  const either = (names: readonly string[]): string => names.map((name) => `*${name}*`).join(say('and'));
  switch (trouble.kind) {
    case 'empty':
      return say('empty');
    case 'too many lines':
      return say('tooManyLines', { limit: trouble.limit });
    case 'no activity':
      return say('noActivity');
    case 'unknown activity':
      return trouble.suggestions.length === 0
        ? say('unknownActivity')
        : say('didYouMean', { names: either(trouble.suggestions.map(typeName)) });
    case 'quantity':
      return say(QUANTITY[trouble.why], { limit: trouble.limit });
    case 'ambiguous quantity':
      return say('quantityAmbiguous', { first: trouble.readings[0], second: trouble.readings[1] });
    case 'amount':
      return explainAmount(trouble.why, locale);
    case 'amount zero':
      return say('amountZero');
    case 'amount missing':
      return say('amountMissing', { name: typeName(trouble.typeKey), example: `${own} 900` });
    case 'amount not allowed':
      return say('amountNotAllowed', { name: typeName(trouble.typeKey) });
    case 'customer missing':
      return say('customerMissing', { name: typeName(trouble.typeKey) });
    case 'customer not allowed':
      return say('customerNotAllowed', { name: typeName(trouble.typeKey) });
    case 'no rate':
      return say('noRate', { currency: trouble.money.currency, date: date(trouble.date), own });
    case 'unclear date':
      return say('dateUnclear');
    case 'ambiguous date': {
      const [first, second] = trouble.readings;
      return say('dateAmbiguous', { first: date(first), second: date(second), iso: first });
    }
    case 'future date':
      return say('dateFuture', { date: date(trouble.date) });
    case 'too far back':
      return say('dateTooFar', { date: date(trouble.date), earliest: date(trouble.earliest) });
    case 'unknown key':
      return trouble.suggestion === undefined
        ? say('unknownKey')
        : say('unknownKeyMaybe', { key: trouble.suggestion });
    case 'empty value':
      return say('emptyValue');
    case 'twice':
      return say('twice');
    case 'too long':
      return say('tooLong', { limit: trouble.limit });
    case 'unknown person':
      return trouble.suggestions.length === 0
        ? say('unknownPerson')
        : say('unknownPersonMaybe', { names: either(trouble.suggestions.map(plainInMrkdwn)) });
    case 'unclear share':
      return say('shareUnclear');
    case 'shares':
      return say(SHARES[trouble.why], { total: trouble.total });
    case 'rating':
      return say(RATING[trouble.why], { scale: trouble.scale });
    case 'rating missing':
      return say('ratingMissing', { name: typeName(trouble.typeKey), scale: trouble.scale });
    case 'rating not allowed':
      return say('ratingNotAllowed', { name: typeName(trouble.typeKey) });
    case 'unclear ref':
      return say('refUnclear');
    case 'ref taken':
      return say('refTaken', { ref: plainInMrkdwn(trouble.ref) });
    case 'unexpected':
      return say('unexpected');
  }
}

const QUANTITY = {
  zero: 'quantityZero',
  negative: 'quantityNegative',
  'not whole': 'quantityNotWhole',
  'too large': 'quantityTooLarge',
  unclear: 'quantityUnclear',
} as const;

const RATING = {
  unclear: 'ratingUnclear',
  beyond: 'ratingBeyond',
  'other scale': 'ratingOtherScale',
} as const;

const SHARES = {
  'not whole': 'shareNotWhole',
  'over 100': 'shareOver',
  'nothing left': 'shareNothingLeft',
  'not 100': 'shareNot100',
} as const;

function explainAmount(why: MoneyProblem, locale: Locale): string {
  const say = problemWords(locale);
  switch (why.kind) {
    case 'not an amount':
      return say('amountUnclear');
    case 'ambiguous': {
      const shown = why.readings.map(({ minor, currency }) =>
        formatMoney(minor, currency, languageTag(locale)),
      );
      return shown.length === 0
        ? say('amountUnclear')
        : say('amountAmbiguous', { readings: shown.join(say('and')) });
    }
    case 'ambiguous currency':
      return say('amountCurrencyAmbiguous', { currencies: why.currencies.join(say('and')) });
    case 'unknown currency':
      return say('amountCurrencyUnknown', { sign: plainInMrkdwn(why.sign) });
    case 'too many decimals':
      return say('amountDecimals', { currency: why.currency, allowed: why.allowed });
    case 'negative':
      return say('amountNegative');
    case 'too large':
      return say('amountTooLarge');
  }
}

/** One problem: the line as typed with the place marked, and what is wrong there. `manyLines`: say which line it is. */
export function explainProblem(
  { line, quote, trouble }: LogProblem,
  locale: Locale,
  playbook: Playbook,
  own: string,
  manyLines: boolean,
): string {
  const short = (text: string, from: 'start' | 'end'): string => {
    const letters = Array.from(text);
    if (letters.length <= 60) return plainInMrkdwn(text);
    return plainInMrkdwn(
      from === 'end' ? `…${letters.slice(-60).join('')}` : `${letters.slice(0, 60).join('')}…`,
    );
  };
  const place = quote.place.trim() === '' ? '' : `*▸${short(quote.place.trim(), 'start')}◂*`;
  const shown = [short(quote.before, 'end').trim(), place, short(quote.after, 'start').trim()]
    .filter(Boolean)
    .join(' ');
  const where = manyLines ? `${problemWords(locale)('line', { line })}: ` : '';
  const words = explain(trouble, locale, playbook, own);
  return shown === '' ? `${where}${words}` : `> ${where}${shown}\n${words}`;
}
