import type { Facts } from '../../goals/standing.ts';
import { plannedAfter } from '../../goals/target.ts';
import type { RepWeek } from '../weekly/week.ts';
import { type Behind, behindOf } from './behind.ts';
import { type Silent, silentOf } from './silent.ts';

/** What of a person's week a lead should know. Pure. */

/** A rep's week, with the facts that it was decided from. */
export interface Decided {
  facts: Facts;
  week: RepWeek;
}

/** Somebody of the team: their week, and what of it is an exception. */
export interface DigestPerson {
  name: string;
  week: RepWeek;
  behind?: Behind | undefined;
  silent?: Silent | undefined;
  /** Whether a target of theirs begins after the week: whoever set it needs no reminder. */
  begins?: boolean;
}

/** What of somebody's week is an exception; who was away all week is none. */
export function personOf(name: string, { facts, week }: Decided): DigestPerson {
  if (week.hold.kind === 'away') return { name, week };
  // C-02: whoever is short as everybody is, is no exception.
  const behind = week.hold.kind === 'market' ? undefined : behindOf(facts, week);
  const begins = facts.targets.some((target) =>
    plannedAfter(target, facts.asOf.lastDate).some(({ value }) => value !== null),
  );
  return { name, week, behind, silent: silentOf(facts), begins };
}
