import { type Campaign, campaignKey } from './campaign.ts';

/** The campaigns of a workspace by all their names. */
export interface Book {
  readonly campaigns: readonly Campaign[];
  /** The campaign that a typed name means; undefined for '' and for names that nobody gave to one. */
  find(typed: string): Campaign | undefined;
}

export function bookOf(campaigns: readonly Campaign[]): Book {
  const byName = new Map<string, Campaign>();
  for (const campaign of campaigns)
    for (const name of [campaign.name, ...campaign.aliases]) {
      const key = campaignKey(name);
      // Of two the older one keeps a name; nobody can give it twice.
      if (key !== '' && !byName.has(key)) byName.set(key, campaign);
    }
  return { campaigns, find: (typed) => byName.get(campaignKey(typed)) };
}
