import type { LocalDate } from '../../kpi/localDate.ts';
import { planAssignment } from '../assignments.ts';
import {
  type Facets,
  facetText,
  isUntouched,
  leadsFacet,
  type MemberColumn,
  parentFacet,
  staysFacet,
  weekdaysFacet,
} from '../changes/facets.ts';
import { heldFrom } from '../dated.ts';
import type { PersonPlan, RosterPlan } from './plan.ts';

/** Dates from which an import holds: who had no team before belongs to theirs from Monday on, so that their first week is whole. */
export interface RosterDays {
  today: LocalDate;
  sinceMonday: LocalDate;
}

/** Where everybody is to be found: ids of members by Slack user id, and of teams by key. */
export interface RosterIds {
  members: ReadonlyMap<string, string>;
  teams: ReadonlyMap<string, string>;
}

/** P-06: the facets that an import writes, from those that are there. What was before its date stays as it was. */
export function aimed(plan: RosterPlan, now: Facets, ids: RosterIds, days: RosterDays): Facets {
  const facets: Record<string, unknown> = {};
  for (const person of plan.people) {
    const memberId = ids.members.get(person.person.id);
    if (memberId !== undefined && person.kind !== 'same')
      Object.assign(facets, personFacets(person, memberId, now, ids, days));
  }
  for (const { key, parent } of plan.teams) {
    const teamId = ids.teams.get(key);
    if (teamId === undefined || parent === undefined) continue;
    const parentId = parent === null ? undefined : ids.teams.get(parent);
    const text = facetText({ kind: 'parent', teamId });
    const links = parentFacet.parse(now[text] ?? []);
    const wanted = parentId === undefined ? undefined : { parentId };
    facets[text] = heldFrom(links, wanted, days.today, (a, b) => a.parentId === b.parentId);
  }
  return facets;
}

function personFacets(
  person: PersonPlan,
  memberId: string,
  now: Facets,
  ids: RosterIds,
  days: RosterDays,
): Record<string, unknown> {
  const facets: Record<string, unknown> = {};
  const set = (column: MemberColumn, value: unknown): void => {
    if (value !== undefined) facets[facetText({ kind: 'member', memberId, column })] = value;
  };
  set('firstDay', person.firstDay);
  set('lastDay', person.lastDay);
  set('isAdmin', person.isAdmin);
  set('isFinance', person.isFinance);
  const stays = facetText({ kind: 'stays', memberId });
  const from = isNewcomer(now[stays]) ? days.sinceMonday : days.today;
  if (person.place !== undefined) facets[stays] = placed(person.place, memberId, now[stays], ids, from);
  if (person.weekdays !== undefined) {
    const text = facetText({ kind: 'weekdays', memberId });
    const value = { weekdays: [...person.weekdays] };
    const isSame = (a: typeof value, b: typeof value) => a.weekdays.join() === b.weekdays.join();
    facets[text] = heldFrom(weekdaysFacet.parse(now[text] ?? []), value, from, isSame);
  }
  return { ...facets, ...leadFacets(person, memberId, now, ids, from) };
}

const isNewcomer = (stays: unknown): boolean =>
  staysFacet.parse(stays ?? []).every((stay) => stay.teamId === null);

function placed(
  { team, role, region }: NonNullable<PersonPlan['place']>,
  memberId: string,
  stays: unknown,
  ids: RosterIds,
  from: LocalDate,
) {
  const rows = staysFacet.parse(stays ?? []);
  const place = { teamId: team === null ? null : (ids.teams.get(team) ?? null), role, region };
  const own = rows.map((row) => ({ memberId, ...row }));
  const plan = planAssignment(own, memberId, place, from);
  if (plan === undefined) return rows;
  const gone = new Set([...plan.remove, ...plan.write.map((row) => row.from)]);
  const written = plan.write.map(({ from: first, to, teamId, role: as, region: where }) => {
    return { from: first, to, teamId, role: as, region: where };
  });
  return [...rows.filter((row) => !gone.has(row.from)), ...written].toSorted((a, b) =>
    a.from < b.from ? -1 : 1,
  );
}

/** Exactly the named teams are led from the date on. */
function leadFacets(
  { manages }: PersonPlan,
  memberId: string,
  now: Facets,
  ids: RosterIds,
  from: LocalDate,
): Record<string, unknown> {
  if (manages === undefined) return {};
  const wanted = new Set(manages.flatMap((key) => ids.teams.get(key) ?? []));
  const known = [...ids.teams.values()].filter((teamId) => `leads:${teamId}:${memberId}` in now);
  const facets: Record<string, unknown> = {};
  for (const teamId of new Set([...wanted, ...known])) {
    const text = facetText({ kind: 'leads', teamId, memberId });
    const spans = leadsFacet.parse(now[text] ?? []);
    facets[text] = heldFrom(spans, wanted.has(teamId) ? {} : undefined, from, () => true);
  }
  return facets;
}

/** Facets that an undo writes, and about how many members something newer is known, who stay as they are. */
export interface Restoration {
  facets: Facets;
  /** Members who changed since. */
  left: number;
}

/** What takes an import back: everything that still is as the import left it; of a member or team that changed since, nothing. */
export function restoration(before: Facets, after: Facets, now: Facets): Restoration {
  const newer = new Set<string>();
  for (const [text, value] of Object.entries(after))
    if (!isSameFacet(now[text], value)) newer.add(subjectOf(text));
  const kept = Object.entries(before).filter(([text]) => !newer.has(subjectOf(text)));
  const left = [...newer].filter((subject) => subject.startsWith('member:')).length;
  return { facets: Object.fromEntries(kept), left };
}

/** Whom a facet belongs to: who leads a team is said of the person. */
function subjectOf(text: string): string {
  const [kind = '', first = '', second = ''] = text.split(':');
  if (kind === 'leads') return `member:${second}`;
  return kind === 'team' || kind === 'parent' ? `team:${first}` : `member:${first}`;
}

const isSameFacet = (a: unknown, b: unknown): boolean => isUntouched({ it: a }, { it: b });
