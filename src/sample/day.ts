import type { LocalDate } from '../kpi/localDate.ts';
import type { Character } from './character.ts';
import type { Market } from './market.ts';
import type { Chance } from './random.ts';

/** Something that a sample person logged. */
export interface SampleFact {
  /** Handle of whose it is. */
  handle: string;
  /** The position among all that the person did: always the same for the same span. */
  seq: number;
  typeKey: string;
  date: LocalDate;
  /** Minute of the person's day. */
  minute: number;
  /** How many: 3 calls are 3. */
  quantity: number;
  /** Whole units of the market's currency. */
  amount?: number;
  customer?: string;
  channel?: string;
  product?: string;
  note?: string;
  /** Handle of who shares the credit, and their per cent. */
  sharedWith?: { handle: string; percent: number };
}

/** A fact without what its person's stream adds. */
export type Deed = Omit<SampleFact, 'handle' | 'seq' | 'date'>;

/** What a day of a person is made from. */
export interface Day {
  chance: Chance;
  character: Character;
  market: Market;
  date: LocalDate;
  /** Per mille of an average day's work. */
  load: number;
}

/** A minute of the working day. */
export const minuteIn = (chance: Chance): number => chance.between(9 * 60 + 5, 17 * 60 + 50);
