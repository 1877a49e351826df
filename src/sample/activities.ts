import type { ImportedActivity } from '../activities/activity.ts';
import { type Exact, exact } from '../kpi/exact.ts';
import { convert, currency } from '../kpi/money.ts';
import type { SampleFact } from './day.ts';
import { type Market, rates } from './market.ts';

/** M-05: an amount of whole units in the workspace's minor units, and as it was entered where that is another currency. */
function moneyOf(whole: number, market: Market): Pick<ImportedActivity, 'amount' | 'original'> {
  const entered = { minor: BigInt(whole) * 100n, currency: currency(market.currency) };
  const known = rates.find((one) => one.currency === market.currency);
  if (known === undefined) return { amount: entered.minor, original: null };
  const { minor } = convert(entered, currency('USD'), decimal(known.rate));
  return { amount: minor, original: { ...entered, rate: known.rate } };
}

/** "0.14" as a fraction. */
function decimal(text: string): Exact {
  const [whole = '0', part = ''] = text.split('.');
  return exact(BigInt(whole + part), 10n ** BigInt(part.length));
}

/** A fact of the sample as it is imported, known by its person and position, so that filling in twice changes nothing. */
export function activityOf(
  fact: SampleFact,
  market: Market,
  memberOf: (handle: string) => string,
): ImportedActivity {
  const { handle, seq, typeKey, date, quantity, amount, customer, sharedWith } = fact;
  const memberId = memberOf(handle);
  const shares =
    sharedWith === undefined
      ? null
      : { [memberId]: 100 - sharedWith.percent, [memberOf(sharedWith.handle)]: sharedWith.percent };
  return {
    ...{ typeKey, memberId, shares, localDate: date, quantity: BigInt(quantity) * 100n },
    ...(amount === undefined ? { amount: null, original: null } : moneyOf(amount, market)),
    ...{ customer: customer ?? null, channel: fact.channel ?? '', campaign: '', region: '' },
    ...{ product: fact.product ?? '', note: fact.note ?? '', externalId: `sample:${handle}:${seq}` },
  };
}
