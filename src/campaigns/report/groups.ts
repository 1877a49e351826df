import type { OriginSum } from '../../activities/origins/store.ts';
import { nameKey } from '../../people/names.ts';
import type { Book } from '../book.ts';
import type { Tally } from './figures.ts';
import type { Funnel } from './funnel.ts';

/** By what a report is divided. */
export const CUTS = ['channel', 'campaign', 'region'] as const;
export type Cut = (typeof CUTS)[number];

/** What belongs to one channel, campaign or region. */
export interface Group {
  /** `nameKey` of the name, or a campaign's id; '' for what names none. */
  key: string;
  /** As it was typed most often, or as the campaign is called; '' for what names none. */
  name: string;
  tally: Tally;
}

interface Open {
  names: Map<string, number>;
  counts: Map<string, bigint>;
  spend: bigint | null;
  revenue: bigint;
}

/** where a sum belongs: what the fact says, else what its campaign says, else (regions) whoever did it. */
export function placeOf(sum: OriginSum, cut: Cut, book: Book): { key: string; name: string } {
  const campaign = book.find(sum.campaign);
  const first = (...names: readonly string[]): { key: string; name: string } => {
    const name = names.find((one) => one !== '') ?? '';
    return { key: nameKey(name), name };
  };
  switch (cut) {
    case 'channel':
      return first(sum.channel, campaign?.channel ?? '');
    case 'campaign':
      return campaign === undefined ? first(sum.campaign) : { key: campaign.id, name: campaign.name };
    case 'region':
      return first(sum.region, campaign?.region ?? '', sum.homeRegion);
  }
}

/**
 * sums by channel, campaign or region. `touched`: what names no origin, by that of its customer; it is taken from where it stood. Groups
 * come by spend, then revenue, then name; what names none comes last.
 */
export function groupsOf(
  sums: readonly OriginSum[],
  touched: readonly OriginSum[],
  cut: Cut,
  funnel: Funnel,
  book: Book,
): Group[] {
  const groups = new Map<string, Open>();
  const add = (sum: OriginSum, sign: 1n | -1n): void => {
    const { key, name } = placeOf(sum, cut, book);
    const group = groups.get(key) ?? { names: new Map(), counts: new Map(), spend: null, revenue: 0n };
    groups.set(key, group);
    if (sign > 0n) group.names.set(name, (group.names.get(name) ?? 0) + 1);
    if (sum.source === funnel.spendKey) group.spend = (group.spend ?? 0n) + sign * sum.amount;
    else group.counts.set(sum.source, (group.counts.get(sum.source) ?? 0n) + sign * sum.count);
    if (funnel.revenueKeys.includes(sum.source)) group.revenue += sign * sum.amount;
  };
  for (const sum of sums) add(sum, 1n);
  // What was spent has no customer.
  for (const sum of touched) {
    add({ ...sum, channel: '', campaign: '' }, -1n);
    add(sum, 1n);
  }
  return [...groups]
    .map(([key, { names, ...tally }]): Group => ({ key, name: mostTyped(names), tally }))
    .filter(({ tally }) => hasAnything(tally))
    .sort(inOrder);
}

const hasAnything = ({ counts, spend, revenue }: Tally): boolean =>
  spend !== null || revenue !== 0n || [...counts.values()].some((count) => count !== 0n);

function mostTyped(names: ReadonlyMap<string, number>): string {
  const sorted = [...names].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return sorted[0]?.[0] ?? '';
}

function inOrder(a: Group, b: Group): number {
  if ((a.key === '') !== (b.key === '')) return a.key === '' ? 1 : -1;
  const [x, y] = [a.tally.spend ?? -1n, b.tally.spend ?? -1n];
  if (x !== y) return x > y ? -1 : 1;
  if (a.tally.revenue !== b.tally.revenue) return a.tally.revenue > b.tally.revenue ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}

/** All groups as one. */
export function wholeOf(groups: readonly Group[]): Tally {
  const counts = new Map<string, bigint>();
  let spend: bigint | null = null;
  let revenue = 0n;
  for (const { tally } of groups) {
    for (const [key, count] of tally.counts) counts.set(key, (counts.get(key) ?? 0n) + count);
    if (tally.spend !== null) spend = (spend ?? 0n) + tally.spend;
    revenue += tally.revenue;
  }
  return { counts, spend, revenue };
}
