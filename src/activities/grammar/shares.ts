import { fail, ok, type Result } from '../../kpi/result.ts';
import { suggest } from '../../platform/suggest.ts';
import type { Shares } from '../activity.ts';
import type { LogContext, Mentionable } from './context.ts';
import { type Cursor, match, moved, type Piece, skip } from './cursor.ts';
import type { Finding, Trouble } from './problem.ts';

/** `share:@bo=30%`, `分成:@波=30%,@cy=20%`. */

const PERSON = /<@(?<id>[A-Z0-9]+)>|@(?<name>[^\s=:,;%@<>]+)/y;
const ENTRY =
  /(?<person><@[A-Z0-9]+>|@[^\s=:,;%@<>]+)\s*[=:]?\s*(?<percent>\d+(?:\.\d+)?)\s*%?(?=[\s,;@<]|$)/y;

/** A person and their per cent. */
export interface ShareEntry {
  person: Piece;
  percent: string;
  end: number;
}

/** Whether a mention begins at the cursor. */
export function mentionAt(cursor: Cursor): Piece | undefined {
  const found = match(cursor, PERSON);
  return found && { text: found[0], start: cursor.at, end: cursor.at + found[0].length };
}

/** The entries at the cursor, one or several. */
export function shareEntries(from: Cursor): { entries: ShareEntry[]; behind: Cursor } {
  const entries: ShareEntry[] = [];
  let cursor = from;
  for (;;) {
    const next = skip(cursor);
    const found = match(next, ENTRY);
    const { person, percent } = found?.groups ?? {};
    if (found === undefined || person === undefined || percent === undefined)
      return { entries, behind: cursor };
    cursor = moved(next, next.at + found[0].length);
    entries.push({
      person: { text: person, start: next.at, end: next.at + person.length },
      percent,
      end: cursor.at,
    });
  }
}

/** The person that a mention means: by Slack's id, by the whole name, or by a first name that only one has. */
export function personOf(mention: string, people: readonly Mentionable[]): Result<Mentionable, Trouble> {
  const id = /^<@([A-Z0-9]+)>$/.exec(mention)?.[1];
  const typed = mention.replace(/^@/, '').toLowerCase();
  const byName = people.filter((person) => person.name.toLowerCase() === typed);
  const byFirst = people.filter((person) => person.name.toLowerCase().split(/[\s.]/u)[0] === typed);
  const found =
    id === undefined ? (byName.length === 1 ? byName : byFirst) : people.filter((p) => p.slackUserId === id);
  const [person] = found;
  if (person !== undefined && found.length === 1) return ok(person);
  const near =
    found.length > 1 ? found : suggest(typed, people, (p) => [p.name, p.name.split(/[\s.]/u)[0] ?? '']);
  const suggestions = id === undefined ? near.slice(0, 3).map((p) => p.name) : [];
  return fail({ kind: 'unknown person', name: id ?? typed, suggestions });
}

/**
 * M-04: whole per cent that total 100. What the entries leave goes to the member; where the member is among them, they must total 100.
 * Somebody must keep credit of what they log themselves.
 */
export function sharesOf(
  entries: readonly ShareEntry[],
  { people, memberId }: LogContext,
): { shares: Shares | null; findings: Finding[] } {
  const shares: Record<string, number> = {};
  const findings: Finding[] = [];
  for (const { person, percent, end } of entries) {
    const found = personOf(person.text, people);
    const place = { start: person.start, end };
    if (!found.ok) findings.push({ trouble: found.problem, start: person.start, end: person.end });
    else if (shares[found.value.memberId] !== undefined)
      findings.push({ trouble: { kind: 'unclear share' }, ...place });
    else if (!/^(?:[1-9]\d?|100)$/.test(percent))
      findings.push({ trouble: { kind: 'shares', why: 'not whole', total: 0 }, ...place });
    else shares[found.value.memberId] = Number(percent);
  }
  const [first, last] = [entries[0], entries.at(-1)];
  if (findings.length > 0 || first === undefined || last === undefined) return { shares: null, findings };
  const trouble = completed(shares, memberId);
  if (trouble !== undefined) findings.push({ trouble, start: first.person.start, end: last.end });
  return { shares: findings.length > 0 || shares[memberId] === 100 ? null : shares, findings };
}

/** Gives the rest to the member; what is wrong with the total, or undefined. */
function completed(shares: Record<string, number>, memberId: string): Trouble | undefined {
  const total = Object.values(shares).reduce((a, b) => a + b, 0);
  const own = shares[memberId];
  if (total > 100) return { kind: 'shares', why: 'over 100', total };
  if (own === undefined && total === 100) return { kind: 'shares', why: 'nothing left', total };
  if (own !== undefined && total < 100) return { kind: 'shares', why: 'not 100', total };
  if (own === undefined) shares[memberId] = 100 - total;
  return undefined;
}
