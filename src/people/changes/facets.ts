import { z } from 'zod';
import { dateText, linkRow, patternRow, roleText } from '../rows.ts';

/**
 * A change of people or teams as facets: each names one thing that can change by itself, with its value before and after as plain JSON. A
 * change is taken back by putting its facets back, as long as all of them still are as it left them.
 */
export type Facets = Readonly<Record<string, unknown>>;

/** Columns of a member that are changed in Pacer. */
export const MEMBER_COLUMNS = [
  'name',
  'tz',
  'locale',
  'overrides',
  'isAdmin',
  'isFinance',
  'firstDay',
  'lastDay',
] as const;
export type MemberColumn = (typeof MEMBER_COLUMNS)[number];
/** Columns of a team. */
export const TEAM_COLUMNS = ['name', 'nameKey', 'region', 'tz', 'channelId', 'retiredOn'] as const;
export type TeamColumn = (typeof TEAM_COLUMNS)[number];

/** What a facet is about; ids are never with a colon. */
export type FacetKey =
  | { readonly kind: 'member'; readonly memberId: string; readonly column: MemberColumn }
  | { readonly kind: 'stays' | 'weekdays'; readonly memberId: string }
  | { readonly kind: 'team'; readonly teamId: string; readonly column: TeamColumn }
  | { readonly kind: 'parent'; readonly teamId: string }
  | { readonly kind: 'leads'; readonly teamId: string; readonly memberId: string };

/** A facet's key as text. */
export function facetText(key: FacetKey): string {
  switch (key.kind) {
    case 'member':
      return `member:${key.memberId}:${key.column}`;
    case 'stays':
    case 'weekdays':
      return `${key.kind}:${key.memberId}`;
    case 'team':
      return `team:${key.teamId}:${key.column}`;
    case 'parent':
      return `parent:${key.teamId}`;
    case 'leads':
      return `leads:${key.teamId}:${key.memberId}`;
  }
}

/** The key behind a text; undefined for one that no version of Pacer wrote. */
export function facetKey(text: string): FacetKey | undefined {
  const [kind = '', first = '', second = ''] = text.split(':');
  const member = MEMBER_COLUMNS.find((column) => column === second);
  const team = TEAM_COLUMNS.find((column) => column === second);
  if (kind === 'member' && member !== undefined) return { kind, memberId: first, column: member };
  if (kind === 'stays' || kind === 'weekdays') return { kind, memberId: first };
  if (kind === 'team' && team !== undefined) return { kind, teamId: first, column: team };
  if (kind === 'parent') return { kind, teamId: first };
  return kind === 'leads' ? { kind, teamId: first, memberId: second } : undefined;
}

const span = z.object({ from: dateText, to: dateText.nullable() });
/** A stay as it is stored: the region is the person's own, not the team's. */
export const stayFacet = span.extend({
  teamId: z.string().nullable(),
  role: roleText,
  region: z.string().nullable(),
});
export const staysFacet = z.array(stayFacet);
export const weekdaysFacet = z.array(patternRow);
export const leadsFacet = z.array(span);
export const parentFacet = z.array(linkRow.omit({ teamId: true }));

/** Only what differs, on both sides; what one side lacks is null there. */
export function differing(before: Facets, after: Facets): { before: Facets; after: Facets } {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = keys.filter((key) => textOf(before[key]) !== textOf(after[key]));
  const pick = (facets: Facets) => Object.fromEntries(changed.map((key) => [key, facets[key] ?? null]));
  return { before: pick(before), after: pick(after) };
}

/** Whether everything that a change touched still is as it left it. */
export function isUntouched(current: Facets, after: Facets): boolean {
  return Object.entries(after).every(([key, value]) => textOf(current[key]) === textOf(value));
}

/** Before and after of each facet, for the audit log. */
export function auditDetail(before: Facets, after: Facets): Record<string, string> {
  const keys = Object.keys(after);
  return Object.fromEntries(keys.map((key) => [key, `${shown(before[key])} → ${shown(after[key])}`]));
}

/** No value and an empty list are the same: nothing. Keys in the order of the alphabet, as the database keeps JSON in its own. */
function textOf(value: unknown): string {
  return Array.isArray(value) && value.length === 0 ? 'null' : JSON.stringify(sorted(value ?? null));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
