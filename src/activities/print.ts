import { type CurrencyCode, currency, decimalOf, type Money } from '../kpi/money.ts';
import type { Locale } from '../platform/words.ts';
import { findType, nameOf, type Playbook } from '../playbook/playbook.ts';
import type { NewActivity } from './activity.ts';
import type { LogLine, Mentionable } from './grammar/context.ts';
import { keyWord } from './grammar/keys.ts';
import { printRating } from './rating.ts';

/**
 * A line as somebody would type it, so that it can be copied into `/log` and mean the same: `3 calls with "Acme Corp" on:2026-11-20`.
 * `people` must hold those who share in it.
 */
export function printLine(
  line: LogLine,
  { playbook, locale, memberId }: { playbook: Playbook; locale: Locale; memberId: string },
  people: readonly Mentionable[],
): string {
  const type = playbook.types.find((one) => one.key === line.typeKey);
  const shown = type === undefined ? line.typeKey : nameOf(type, locale, line.quantity);
  const name = findType(playbook, shown)?.key === line.typeKey ? shown : line.typeKey;
  const key = (of: Parameters<typeof keyWord>[0], value: string): string[] =>
    value === '' ? [] : [`${keyWord(of, locale)}:${value}`];
  const text = (value: string): string => (value === '' ? '' : `"${value}"`);
  const shares = Object.entries(line.shares ?? {})
    .filter(([holder]) => holder !== memberId)
    .map(
      ([holder, percent]) => `<@${people.find((one) => one.memberId === holder)?.slackUserId}>=${percent}%`,
    );
  return [
    ...(line.quantity === 100n ? [name] : [`${line.quantity / 100n} ${name}`]),
    ...(line.rating === undefined ? [] : [printRating(line.rating)]),
    ...key('with', text(line.customer ?? '')),
    ...(line.money === null ? [] : [printMoney(line.money)]),
    ...key('ref', line.ref ?? ''),
    ...key('via', text(line.channel)),
    ...key('campaign', text(line.campaign)),
    ...key('region', text(line.region)),
    ...key('product', text(line.product)),
    ...key('segment', text(line.segment ?? '')),
    ...key('on', line.localDate),
    ...key('share', shares.join(',')),
    ...key('note', line.note === '' ? '' : ` ${line.note}`),
  ].join(' ');
}

/** `EUR 900.00`; a fraction of three digits gets a fourth, since `1.234` may be read in two ways. */
function printMoney(money: Money): string {
  return `${money.currency} ${decimalOf(money).replace(/\.(\d{3})$/, '.$10')}`;
}

/** A fact as the line that would record it again; an amount in another currency as it was typed. `own`: the workspace's currency. */
export function lineFromFact(fact: NewActivity, own: CurrencyCode): LogLine {
  const {
    amount,
    original,
    typeKey,
    quantity,
    customer,
    channel,
    campaign,
    region,
    product,
    note,
    localDate,
    shares,
    rating,
    ref,
    segment,
  } = fact;
  const typed = original === null ? null : { minor: original.minor, currency: currency(original.currency) };
  const money = typed ?? (amount === null ? null : { minor: amount, currency: own });
  const more = {
    ...(segment === undefined ? {} : { segment }),
    ...(rating === undefined ? {} : { rating }),
    ...(ref === undefined ? {} : { ref }),
  };
  return {
    ...{ typeKey, quantity, money, customer, channel, campaign, region, product, note, localDate, shares },
    ...more,
  };
}
