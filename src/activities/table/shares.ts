import { fail, ok, type Result } from '../../kpi/result.ts';
import type { MemberLookup } from '../../people/lookup.ts';
import type { Shares } from '../activity.ts';

/** M-04: split credit in a cell: "ana@acme.example 70%; bo@acme.example 30%". */

const ENTRY = /^(?<who>.+?)[\s:=：]+(?<percent>\d{1,3})\s*%?$/u;

/**
 * Reads the shares of a fact; what is left of 100 is the member's own. Null: all of it is theirs. A problem is the wrong total, or 'unclear'
 * for what nobody can read, and for somebody who is not known.
 */
export function readShares(
  text: string,
  memberId: string,
  members: Pick<MemberLookup, 'find'>,
): Result<Shares | null, number | 'unclear'> {
  const shares: Record<string, number> = {};
  for (const part of text.split(/[;；、|]/u)) {
    if (part.trim() === '') continue;
    const { who = '', percent = '' } = ENTRY.exec(part.trim())?.groups ?? {};
    const found = who === '' ? undefined : members.find(who);
    if (found?.kind !== 'person' || shares[found.person.memberId] !== undefined || Number(percent) < 1)
      return fail('unclear');
    shares[found.person.memberId] = Number(percent);
  }
  const total = Object.values(shares).reduce((sum, share) => sum + share, 0);
  const own = shares[memberId];
  if (total > 100 || (own !== undefined && total < 100) || (own === undefined && total === 100))
    return fail(total);
  if (own === undefined) shares[memberId] = 100 - total;
  return ok(shares[memberId] === 100 ? null : shares);
}

/** The cell that `readShares` reads; '' where all credit is the member's. `nameOf`: an address, or what else names one person. */
export function sharesText(shares: Shares | null, nameOf: (memberId: string) => string): string {
  return Object.entries(shares ?? {})
    .map(([memberId, percent]) => `${nameOf(memberId)} ${percent}%`)
    .join('; ');
}
