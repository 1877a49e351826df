import type { LocalDate } from '../kpi/localDate.ts';
import { holdingOn, type Span } from './dated.ts';
import type { Membership, TeamInfo } from './person.ts';

/** Teams stand in a tree whose branches are dated (P-06): who is in a team counts for every team above it. */

/** Under which team a team stands, over a while. */
export interface TeamLink extends Span {
  teamId: string;
  parentId: string;
}

/** A stay with the teams for which it counts: its own first, then those above it. */
export interface CountedStay extends Membership {
  under: readonly string[];
}

type Placed = Pick<TeamInfo, 'id' | 'parentId'>;

/** The team and those above it on a date, from the nearest up. A circle, which nobody can enter, ends where it closes. */
export function chainOn(links: readonly TeamLink[], teamId: string, date: LocalDate): string[] {
  const parents = new Map(holdingOn(links, date).map((link) => [link.teamId, link.parentId]));
  const chain: string[] = [];
  for (let at: string | undefined = teamId; at !== undefined && !chain.includes(at); at = parents.get(at))
    chain.push(at);
  return chain;
}

/** Teams and all below them on a date. */
export function reachOn(links: readonly TeamLink[], teamIds: readonly string[], date: LocalDate): string[] {
  const holding = holdingOn(links, date);
  const found = new Set(teamIds);
  // A set that grows while it is walked: what is added is visited too.
  for (const id of found) for (const link of holding) if (link.parentId === id) found.add(link.teamId);
  return [...found];
}

/** A team and those above it, from the nearest up, by the teams as of one date; nothing for nobody's. */
export function teamsAbove(teams: readonly Placed[], teamId: string | null): string[] {
  const chain: string[] = [];
  for (let at = teamId; at !== null && !chain.includes(at); ) {
    chain.push(at);
    const here = at;
    at = teams.find(({ id }) => id === here)?.parentId ?? null;
  }
  return chain;
}

/** A team and all below it, by the teams as of one date. */
export function teamsBelow(teams: readonly Placed[], teamId: string): Set<string> {
  const found = new Set([teamId]);
  for (const id of found) for (const team of teams) if (team.parentId === id) found.add(team.id);
  return found;
}

/** Whether a team would come to stand above itself if it stood under another from a date on. */
export function wouldCircle(
  links: readonly TeamLink[],
  teamId: string,
  parentId: string,
  from: LocalDate,
): boolean {
  const others = links.filter((link) => link.teamId !== teamId);
  const dates = [from, ...others.flatMap((link) => (link.from > from ? [link.from] : []))];
  return dates.some((date) => chainOn(others, parentId, date).includes(teamId));
}

/** P-06, A-03: stays, divided where the teams above them change. */
export function countedStays(stays: readonly Membership[], links: readonly TeamLink[]): CountedStay[] {
  const edges = [...new Set(links.flatMap(({ from, to }) => (to === null ? [from] : [from, to])))].sort();
  return stays.flatMap((stay) => {
    const { teamId, from, to } = stay;
    if (teamId === null) return [{ ...stay, under: [] }];
    const starts = [from, ...edges.filter((date) => date > from && (to === null || date < to))];
    return starts.map((start, index) => {
      return { ...stay, from: start, to: starts[index + 1] ?? to, under: chainOn(links, teamId, start) };
    });
  });
}

/** P-06, A-03: the stays that count for a team, its sub-teams' included, as stays in that team. */
export function staysFor(
  stays: readonly Membership[],
  links: readonly TeamLink[],
  teamId: string,
): Membership[] {
  return countedStays(stays, links)
    .filter(({ under }) => under.includes(teamId))
    .map(({ memberId, role, region, from, to }) => ({ memberId, teamId, role, region, from, to }));
}

/** Teams as a tree is read: each below its parent, by the order in which they come; the tops are at depth 0. */
export function inTreeOrder<T extends Placed>(teams: readonly T[]): { team: T; depth: number }[] {
  const ids = new Set(teams.map((team) => team.id));
  const found = new Map<string, { team: T; depth: number }>();
  const add = (team: T, depth: number): void => {
    if (found.has(team.id)) return;
    found.set(team.id, { team, depth });
    for (const child of teams) if (child.parentId === team.id) add(child, depth + 1);
  };
  for (const team of teams) if (team.parentId == null || !ids.has(team.parentId)) add(team, 0);
  for (const team of teams) add(team, 0);
  return [...found.values()];
}
