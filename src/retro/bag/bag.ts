/**
 * What is contributed to a retrospective without anybody's name (docs/decisions: anonymous retrospectives). Who somebody is comes in here as
 * keyed hashes alone; texts stand in the order of their random ids and marks in the order of the hashes, so that neither tells which came when,
 * or which belong together.
 */

export const KINDS = ['well', 'obstacle', 'idea'] as const;
export type Kind = (typeof KINDS)[number];

/** A text of somebody. */
export interface Contribution {
  /** Random. */
  id: string;
  kind: Kind;
  text: string;
  /** Null until the votes are counted, and where too few voted. */
  votes: number | null;
}

/** A text in the bag; whoever knows what its seal was made of may take it out again. */
export interface BagItem extends Contribution {
  seal: string;
}

export interface Bag {
  /** Who took part: a keyed hash each. */
  people: readonly string[];
  /** How many texts: a keyed hash for each person and number. */
  counts: readonly string[];
  /** Forms handed in: a keyed hash each. */
  forms: readonly string[];
  items: readonly BagItem[];
  /** Keyed hash of a voter → ids. */
  ballots: Readonly<Record<string, readonly string[]>>;
}

export const EMPTY_BAG: Bag = { people: [], counts: [], forms: [], items: [], ballots: {} };

/** Fewer people than this would be known by what they wrote. */
export const LEAST_PEOPLE = 3;
/** So many texts one person can contribute. */
export const MOST_TEXTS = 9;
export const MOST_VOTES = 3;
export const LONGEST_TEXT = 300;

/** Somebody, as the bag may know them. */
export interface Hand {
  person: string;
  /** Of the person's first, second … text; {@link MOST_TEXTS} of them. */
  counts: readonly string[];
}

export const isEnough = ({ people }: Pick<Bag, 'people'>): boolean => people.length >= LEAST_PEOPLE;

/** How many texts of somebody are in the bag. */
export const countOf = ({ counts }: Pick<Bag, 'counts'>, hand: Hand): number =>
  hand.counts.filter((one) => counts.includes(one)).length;

export type Put =
  | { kind: 'put'; bag: Bag }
  /** The same form came before. */
  | { kind: 'repeated' }
  | { kind: 'too many'; left: number };

/** Puts what one form holds into the bag. */
export function put(bag: Bag, hand: Hand, form: string, items: readonly BagItem[]): Put {
  if (bag.forms.includes(form)) return { kind: 'repeated' };
  const had = countOf(bag, hand);
  if (had + items.length > MOST_TEXTS) return { kind: 'too many', left: MOST_TEXTS - had };
  return {
    kind: 'put',
    bag: {
      ...bag,
      people: sorted([...bag.people, hand.person]),
      counts: sorted([...bag.counts, ...hand.counts.slice(0, had + items.length)]),
      forms: sorted([...bag.forms, form]),
      items: [...bag.items, ...items].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    },
  };
}

/** Takes out what these seals belong to; undefined where nothing of it is there. */
export function takeOut(bag: Bag, hand: Hand, isOwn: (item: BagItem) => boolean): Bag | undefined {
  const items = bag.items.filter((item) => !isOwn(item));
  const gone = bag.items.length - items.length;
  if (gone === 0) return undefined;
  const left = Math.max(0, countOf(bag, hand) - gone);
  const dropped = new Set(hand.counts.slice(left));
  return {
    ...bag,
    items,
    counts: bag.counts.filter((one) => !dropped.has(one)),
    people: left > 0 ? bag.people : bag.people.filter((one) => one !== hand.person),
  };
}

/** Gives somebody's votes, in the place of those they gave before; ids that are not in the bag, and any beyond the limit, count nothing. */
export function vote(bag: Bag, voter: string, ids: readonly string[]): Bag {
  const known = new Set(bag.items.map(({ id }) => id));
  const chosen = [...new Set(ids)].filter((id) => known.has(id)).slice(0, MOST_VOTES);
  const others = Object.entries(bag.ballots).filter(([key]) => key !== voter);
  const all = chosen.length === 0 ? others : [...others, [voter, chosen.toSorted()] as const];
  return { ...bag, ballots: Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The texts with their votes, most first; where fewer than three people voted nothing is counted. */
export function counted({ items, ballots }: Bag): Contribution[] {
  const all = Object.values(ballots);
  const isKnown = all.length >= LEAST_PEOPLE;
  const found = items.map(({ id, kind, text }) => ({
    ...{ id, kind, text },
    votes: isKnown ? all.filter((ids) => ids.includes(id)).length : null,
  }));
  return found.toSorted((a, b) => (b.votes ?? 0) - (a.votes ?? 0) || (a.id < b.id ? -1 : 1));
}

/** The texts as they are shown while people vote. */
export const shown = ({ items }: Bag): Contribution[] =>
  items.map(({ id, kind, text }) => ({ id, kind, text, votes: null }));

const sorted = (hashes: readonly string[]): string[] => [...new Set(hashes)].toSorted();
