import { toDecimal } from '../../../kpi/exact.ts';
import { currency, decimalOf, isCurrency } from '../../../kpi/money.ts';
import type { OutCell } from '../../../platform/tables/write/cell.ts';
import type { Locale } from '../../../platform/words.ts';
import { nameOf, type Playbook } from '../../../playbook/playbook.ts';
import type { RecordedActivity } from '../../activity.ts';
import { printRating } from '../../rating.ts';
import { ACTIVITY_COLUMNS, type ActivityColumn } from '../columns.ts';
import { sharesText } from '../shares.ts';
import { tableWords } from '../words.ts';

/** Activities as lines of a file that an import takes as it is, here or elsewhere. */

export interface CellFrame {
  locale: Locale;
  playbook: Playbook;
  /** The workspace's. */
  own: string;
  /** An address, or what else names one person. */
  handleOf: (memberId: string) => string;
}

/** The header, in the reader's language; behind what an import reads, the amount in the workspace's currency. */
export function activityHeader({ locale, own }: Pick<CellFrame, 'locale' | 'own'>): string[] {
  const say = tableWords(locale);
  return [...ACTIVITY_COLUMNS.map((column) => say(`column-${column}`)), say('converted', { currency: own })];
}

/** M-05: the amount as it was entered, so that nothing is lost on the way; `#` is left out of a reference as it is typed. */
export function activityCells(
  fact: RecordedActivity,
  { locale, playbook, own, handleOf }: CellFrame,
): OutCell[] {
  const type = playbook.types.find((one) => one.key === fact.typeKey);
  const { original, amount } = fact;
  const entered = original ?? (amount === null ? null : { minor: amount, currency: own });
  const money = (of: { minor: bigint; currency: string } | null): OutCell =>
    of === null || !isCurrency(of.currency)
      ? null
      : { money: decimalOf({ minor: of.minor, currency: currency(of.currency) }), currency: of.currency };
  const cells: Record<ActivityColumn, OutCell> = {
    date: { date: fact.localDate },
    type: type === undefined ? fact.typeKey : nameOf(type, locale, 100n),
    quantity: { number: toDecimal({ n: fact.quantity, d: 100n }, 2).replace(/\.?0+$/u, '') },
    amount: money(entered),
    currency: entered?.currency ?? '',
    customer: fact.customer ?? '',
    person: handleOf(fact.memberId),
    channel: fact.channel,
    campaign: fact.campaign,
    region: fact.region,
    product: fact.product,
    segment: fact.segment ?? '',
    note: fact.note,
    rating: fact.rating === undefined ? '' : printRating(fact.rating),
    ref: fact.ref ?? '',
    shares: sharesText(fact.shares, handleOf),
    id: fact.externalId ?? fact.id,
  };
  return [
    ...ACTIVITY_COLUMNS.map((column) => cells[column]),
    amount === null ? null : money({ minor: amount, currency: own }),
  ];
}
