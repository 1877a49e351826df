import { nameKey } from '../names.ts';
import type { TeamInfo } from '../person.ts';
import type { KnownPerson } from './plan.ts';
import type { RowProblem, SaidOfPerson } from './row.ts';

/** What becomes of a team that a roster names. */
export interface TeamPlan {
  /** `nameKey`. */
  key: string;
  name: string;
  /** Undefined: it is made. */
  id: string | undefined;
  /** Of a team that is made: the region of all its people, where they agree. */
  region: string | null;
  /** The key of the team above it; undefined: as it is. */
  parent: string | null | undefined;
}

interface Entry extends TeamPlan {
  /** Key of the team above it today. */
  above: string | null;
  /** The row that said which team is above it. */
  saidBy: number | undefined;
  regions: Set<string>;
}

/** The teams while a roster is read: those that are there, and those that its rows make. */
export class TeamBook {
  private readonly entries = new Map<string, Entry>();
  private readonly keys: ReadonlyMap<string, string>;

  constructor(teams: readonly TeamInfo[]) {
    this.keys = new Map(teams.map((team) => [team.id, nameKey(team.name)]));
    for (const { id, name, region, parentId } of teams) {
      const above = this.keyOf(parentId ?? null);
      this.put({ key: nameKey(name), name, id, region, parent: undefined, above, saidBy: undefined });
    }
  }

  static keyOfName(name: string): string {
    return nameKey(name);
  }

  /** The key of a team that is there; null where it is none. */
  keyOf(teamId: string | null): string | null {
    return teamId === null ? null : (this.keys.get(teamId) ?? null);
  }

  key(name: string): string {
    return nameKey(name);
  }

  regionOf(key: string | null): string | null {
    return key === null ? null : (this.entries.get(key)?.region ?? this.agreed(key));
  }

  /** Notes the teams of a row; a problem where it says of a team what cannot be. */
  take(said: SaidOfPerson, known: KnownPerson | undefined): RowProblem | undefined {
    const problem = this.parentProblem(said, known);
    if (problem !== undefined) return problem;
    if (typeof said.team === 'string') this.note(said.team, said.region ?? null);
    for (const name of said.manages ?? []) this.note(name, null);
    const team = this.teamOf(said, known);
    if (said.parent === undefined || team === undefined) return undefined;
    if (said.parent !== null) this.note(said.parent, null);
    const parent = said.parent === null ? null : nameKey(said.parent);
    if (team.above !== parent) team.parent = parent;
    team.saidBy = said.row;
    return undefined;
  }

  /** Teams that are made or get another place; what is merely named is left out. */
  plans(): TeamPlan[] {
    return [...this.entries.values()]
      .filter((entry) => entry.id === undefined || entry.parent !== undefined)
      .map(({ key, name, id, region, parent }) => {
        return { key, name, id, region: id === undefined ? this.agreed(key) : region, parent };
      });
  }

  private put(entry: Omit<Entry, 'regions'>): void {
    this.entries.set(entry.key, { ...entry, regions: new Set() });
  }

  private note(name: string, region: string | null): void {
    const key = nameKey(name);
    if (!this.entries.has(key))
      this.put({ key, name, id: undefined, region: null, parent: undefined, above: null, saidBy: undefined });
    const entry = this.entries.get(key);
    if (entry?.id === undefined && region !== null) entry?.regions.add(region);
  }

  private agreed(key: string): string | null {
    const [only = null, ...others] = this.entries.get(key)?.regions ?? [];
    return others.length === 0 ? only : null;
  }

  private teamOf(said: SaidOfPerson, known: KnownPerson | undefined): Entry | undefined {
    const key = typeof said.team === 'string' ? nameKey(said.team) : this.keyOf(known?.teamId ?? null);
    return key === null ? undefined : this.entries.get(key);
  }

  private parentProblem(said: SaidOfPerson, known: KnownPerson | undefined): RowProblem | undefined {
    if (said.parent === undefined) return undefined;
    const wanted = said.parent === null ? null : nameKey(said.parent);
    const at = { row: said.row, column: 'parent', value: said.parent ?? '–' } as const;
    const key = typeof said.team === 'string' ? nameKey(said.team) : this.keyOf(known?.teamId ?? null);
    if (key === null || said.team === null) return { ...at, kind: 'parent without team' };
    const team = this.entries.get(key);
    const present = team?.parent === undefined ? (team?.above ?? null) : team.parent;
    if (team?.saidBy !== undefined && present !== wanted)
      return { ...at, kind: 'other parent', before: team.saidBy };
    return wanted !== null && this.isAbove(key, wanted) ? { ...at, kind: 'circle' } : undefined;
  }

  /** Whether a team is another one, or stands above it. */
  private isAbove(key: string, of: string): boolean {
    const seen = new Set<string>();
    for (let at: string | null | undefined = of; at != null && !seen.has(at); ) {
      if (at === key) return true;
      seen.add(at);
      const entry = this.entries.get(at);
      at = entry?.parent === undefined ? entry?.above : entry.parent;
    }
    return false;
  }
}
