import type { LocalDate } from '../kpi/localDate.ts';
import type { Membership, Person } from './person.ts';

/** Where somebody belongs from a date on. */
export type Place = Pick<Membership, 'teamId' | 'role' | 'region'>;

/** What to write so that a place holds from a date on. */
export interface AssignmentPlan {
  /** First dates of rows that go. */
  remove: LocalDate[];
  /** Rows that are written, by their first date. */
  write: Membership[];
}

/** P-06: the membership that holds on a date: the newest one that began and has not ended. */
export function membershipOn<M extends Pick<Membership, 'from' | 'to'>>(
  rows: readonly M[],
  date: LocalDate,
): M | undefined {
  const holding = rows.filter((row) => row.from <= date && (row.to === null || row.to > date));
  return holding.reduce<M | undefined>((best, row) => (best && best.from > row.from ? best : row), undefined);
}

/**
 * P-06: what to write so that a person has a place from a date on; undefined where that is so already. What held before keeps
 * holding until that date, and a later place stays: a transfer never moves history. Only a later stay without a team, as
 * the first contact with Pacer makes it, gives way.
 */
export function planAssignment(
  rows: readonly Membership[],
  memberId: string,
  place: Place,
  from: LocalDate,
): AssignmentPlan | undefined {
  const later = rows.filter((row) => row.from >= from);
  const remove = later.filter((row) => row.from > from && isFirstContact(row)).map((row) => row.from);
  const current = membershipOn(rows, from);
  if (current !== undefined && isSamePlace(current, place) && remove.length === 0) return undefined;
  const followers = later.filter((row) => row.from > from && !isFirstContact(row)).map((row) => row.from);
  const to = followers.sort()[0] ?? null;
  if (current !== undefined && isSamePlace(current, place)) return { remove, write: [{ ...current, to }] };
  const ended = current !== undefined && current.from < from ? [{ ...current, to: from }] : [];
  return { remove, write: [...ended, { memberId, ...place, from, to }] };
}

const isFirstContact = (row: Membership): boolean => row.teamId === null && row.role === 'rep';

const isSamePlace = (a: Place, b: Place): boolean =>
  a.teamId === b.teamId && a.role === b.role && a.region === b.region;

/** Nobody is assigned before the first contact: a rep without a team. */
export const NOWHERE: Pick<Person, 'role' | 'teamId' | 'region'> = {
  role: 'rep',
  teamId: null,
  region: null,
};
