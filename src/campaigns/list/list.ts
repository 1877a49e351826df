import type { OriginSum } from '../../activities/origins/store.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import { suggest } from '../../platform/suggest.ts';
import type { Book } from '../book.ts';
import { type Campaign, type CampaignState, campaignKey, STATES, stateOf } from '../campaign.ts';

/** The list of campaigns, and of names that people log and that belong to none. Pure. */

export interface Listed {
  campaign: Campaign;
  state: CampaignState;
  /** Minor units; null where nothing was recorded. */
  spend: bigint | null;
  /** Hundredths. */
  leads: bigint;
}

/** A name that was logged, and which campaigns could be meant. */
export interface Stray {
  name: string;
  near: readonly Campaign[];
}

/** Running ones first, then planned ones, then those that are over; the newest first. */
export function listedOf(
  book: Book,
  sums: readonly OriginSum[],
  keys: { leadKey: string; spendKey: string | undefined },
  today: LocalDate,
): Listed[] {
  const place = ({ state }: Listed): number => STATES.indexOf(state);
  const byId = Map.groupBy(sums, ({ campaign }) => book.find(campaign)?.id ?? '');
  return book.campaigns
    .map((campaign): Listed => {
      const own = byId.get(campaign.id) ?? [];
      const spends = own.filter(({ source }) => source === keys.spendKey);
      const leads = own.filter(({ source }) => source === keys.leadKey);
      return {
        ...{ campaign, state: stateOf(campaign, today) },
        spend: spends.length === 0 ? null : spends.reduce((sum, { amount }) => sum + amount, 0n),
        leads: leads.reduce((sum, { count }) => sum + count, 0n),
      };
    })
    .sort(
      (a, b) =>
        place(a) - place(b) ||
        (a.campaign.from < b.campaign.from
          ? 1
          : a.campaign.from > b.campaign.from
            ? -1
            : a.campaign.name < b.campaign.name
              ? -1
              : 1),
    );
}

/** Shorter words are in too many names. */
const LEAST_WORD = 4;

/** Campaigns whose names, or a word of them, are near to what was typed. */
export const nearTo = (typed: string, book: Book): Campaign[] =>
  suggest(campaignKey(typed), book.campaigns, ({ name, aliases }) =>
    [name, ...aliases].flatMap((one) => {
      const key = campaignKey(one);
      return [key, ...key.split(' ').filter((word) => word.length >= LEAST_WORD && word !== key)];
    }),
  );

/** Names that belong to no campaign, each once, in their order. */
export function straysOf(sums: readonly OriginSum[], book: Book): Stray[] {
  const names = new Map(
    sums.flatMap(({ campaign }) =>
      campaign === '' || book.find(campaign) !== undefined
        ? []
        : [[campaignKey(campaign), campaign] as const],
    ),
  );
  return [...names.values()]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => ({ name, near: nearTo(name, book) }));
}
