import type { LocalDate } from '../../kpi/localDate.ts';
import type { CrmRow } from './crm.ts';
import type { Trouble } from './trouble.ts';

/** What a pipeline holds, counted while it is read. */
export interface CrmCount {
  rows: number;
  troubles: Trouble[];
  /** Facts by type. */
  byType: Map<string, number>;
  /** Minor units of what was won. */
  won: bigint;
  /** "product GTXPro → GTX Pro" → rows. */
  renamed: Map<string, number>;
  lacks: Map<string, number>;
  /** Accounts that the accounts' file lacks → rows. */
  unknownAccounts: Map<string, number>;
  /** Agents with at least one fact. */
  agents: Set<string>;
  /** Date of the first and last fact. */
  first: LocalDate | undefined;
  last: LocalDate | undefined;
}

/** Nothing read yet. */
export function emptyCount(): CrmCount {
  return {
    ...{ rows: 0, troubles: [], won: 0n, first: undefined, last: undefined },
    ...{
      byType: new Map(),
      renamed: new Map(),
      lacks: new Map(),
      unknownAccounts: new Map(),
      agents: new Set(),
    },
  };
}

/** Counts a good row in. */
export function countRow(count: CrmCount, row: CrmRow): void {
  for (const { column, from, to } of row.renamed) raise(count.renamed, `${column} ${from} → ${to}`);
  for (const column of row.lacks) raise(count.lacks, column);
  if (row.unknownAccount !== undefined) raise(count.unknownAccounts, row.unknownAccount);
  for (const { typeKey, localDate, amount, agent } of row.facts) {
    raise(count.byType, typeKey);
    if (typeKey === 'deal') count.won += amount ?? 0n;
    count.agents.add(agent);
    if (count.first === undefined || localDate < count.first) count.first = localDate;
    if (count.last === undefined || localDate > count.last) count.last = localDate;
  }
}

/** How many facts there are in all. */
export function factsIn(count: CrmCount): number {
  return [...count.byType.values()].reduce((sum, one) => sum + one, 0);
}

function raise(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
