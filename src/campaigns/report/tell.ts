import { type Exact, exact, roundHalfEven } from '../../kpi/exact.ts';
import { formatMoney } from '../../kpi/formatMoney.ts';
import { type CurrencyCode, currency, exponentOf } from '../../kpi/money.ts';
import { formatPercent } from '../../kpi/value.ts';
import { formatCount, languageTag } from '../../platform/format.ts';
import { plain, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { nameOf, type Playbook } from '../../playbook/playbook.ts';
import type { Rate } from './figures.ts';
import type { Cut } from './groups.ts';
import { reportWords } from './words.ts';

/** Figures of a report as text; everything that a table, a picture and a sentence say comes through here, so that they agree. */
export interface Teller {
  locale: Locale;
  say: ReturnType<typeof reportWords>;
  /** "$12,500". */
  money(minor: bigint): string;
  /** A computed amount, rounded half to even once: "$33.33". */
  cost(minor: Exact): string;
  /** An estimate in whole units: "$21,465". */
  about(minor: Exact): string;
  count(hundredths: bigint): string;
  /** "15.0%". */
  share(share: Exact): string;
  /** "11–20.1%"; '' where there is none. */
  interval(rate: Rate): string;
  /** "3.2×". */
  times(ratio: Exact): string;
  /** "+220%". */
  gain(gain: Exact): string;
  /** A step's name, safe in mrkdwn: "deals". */
  step(key: string): string;
  /** A row's name, safe in mrkdwn. */
  name(name: string, cut: Cut): string;
  plainName(name: string, cut: Cut): string;
}

export function tellerFor(locale: Locale, own: string, playbook: Playbook): Teller {
  const say = reportWords(locale);
  const tag = languageTag(locale);
  const code: CurrencyCode = currency(own);
  const share = (value: Exact): string => formatPercent(value, tag, 1);
  const named = (name: string, cut: Cut): string => (name === '' ? say(`none-${cut}`) : name);
  return {
    ...{ locale, say, share },
    money: (minor) => formatMoney(minor, code, tag, 'short'),
    cost: (minor) => formatMoney(roundHalfEven(minor), code, tag, 'short'),
    count: (hundredths) => formatCount(hundredths, locale),
    interval: ({ interval }) => (interval === null ? '' : between(interval, share)),
    about: (minor) => {
      const unit = 10n ** BigInt(exponentOf(code));
      return formatMoney(roundHalfEven({ n: minor.n, d: minor.d * unit }) * unit, code, tag, 'short');
    },
    times: (ratio) => `${oneDecimal(ratio)}×`,
    gain: (gain) =>
      `${gain.n < 0n ? '−' : '+'}${formatPercent({ n: gain.n < 0n ? -gain.n : gain.n, d: gain.d }, tag)}`,
    step(key) {
      const type = playbook.types.find((one) => one.key === key);
      return plainInMrkdwn(type === undefined ? key : nameOf(type, locale));
    },
    name: (name, cut) => plainInMrkdwn(named(name, cut)),
    plainName: (name, cut) => plain(named(name, cut)),
  };
}

function between([low, high]: readonly [number, number], share: (value: Exact) => string): string {
  const [from, to] = [low, high].map((end) => share(exact(Math.round(end * 1e6), 1_000_000)));
  return `${from?.replace('%', '')}–${to}`;
}

function oneDecimal(value: Exact): string {
  const tenths = roundHalfEven({ n: value.n * 10n, d: value.d });
  return `${tenths / 10n}.${(tenths < 0n ? -tenths : tenths) % 10n}`;
}
