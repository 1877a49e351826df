import { fail, ok, type Result } from '../../kpi/result.ts';
import { sameNameKey } from './sameName.ts';
import { cellOf, type TableRow, type Trouble, troubleIn } from './trouble.ts';

/** Who sells for whom, by the teams' file. A manager's name is the team's; the office is its region. */
export interface CrmAgent {
  name: string;
  manager: string;
  office: string;
}

/** The columns of the teams' file. */
export const TEAM_COLUMNS = ['sales_agent', 'manager', 'regional_office'] as const;

/** The agents of the teams' file; rows that lack a cell or name an agent again are trouble. */
export function readAgents(rows: readonly TableRow[]): { agents: CrmAgent[]; troubles: Trouble[] } {
  const agents = new Map<string, CrmAgent>();
  const troubles: Trouble[] = [];
  for (const row of rows) {
    const read = readAgent(row, agents);
    if (read.ok) agents.set(sameNameKey(read.value.name), read.value);
    else troubles.push(read.problem);
  }
  return { agents: [...agents.values()], troubles };
}

function readAgent(row: TableRow, known: ReadonlyMap<string, CrmAgent>): Result<CrmAgent, Trouble> {
  const empty = TEAM_COLUMNS.find((column) => cellOf(row, column) === '');
  if (empty !== undefined) return fail(troubleIn(row, empty, 'is empty'));
  const name = cellOf(row, 'sales_agent');
  if (known.has(sameNameKey(name))) return fail(troubleIn(row, 'sales_agent', 'stands in the file before'));
  return ok({ name, manager: cellOf(row, 'manager'), office: cellOf(row, 'regional_office') });
}

/** A member as an agent may be matched to them. */
export interface Candidate {
  memberId: string;
  slackUserId: string;
  name: string;
  email: string | null;
}

/** Whom a name of the file means. */
export type Match =
  | { readonly kind: 'member'; readonly memberId: string }
  | { readonly kind: 'nobody' }
  /** Several members have that name: the mapping file must say which. */
  | { readonly kind: 'several' }
  /** The mapping file names somebody who is no member. */
  | { readonly kind: 'mapped to nobody'; readonly to: string };

/**
 * The member whom an agent's (or manager's) name means: as the mapping file says, else by e-mail address where the name is one, else by
 * the same name.
 */
export function matchMember(
  name: string,
  candidates: readonly Candidate[],
  mapping: ReadonlyMap<string, string> = new Map(),
): Match {
  const mapped = mapping.get(sameNameKey(name));
  const found = candidatesFor(mapped ?? name, candidates);
  const [first, second] = found;
  if (first === undefined)
    return mapped === undefined ? { kind: 'nobody' } : { kind: 'mapped to nobody', to: mapped };
  return second === undefined ? { kind: 'member', memberId: first.memberId } : { kind: 'several' };
}

function candidatesFor(wanted: string, candidates: readonly Candidate[]): Candidate[] {
  const lower = wanted.toLowerCase();
  const exact = candidates.filter((one) => one.slackUserId === wanted || one.email?.toLowerCase() === lower);
  if (exact.length > 0 || wanted.includes('@')) return exact;
  return candidates.filter((one) => sameNameKey(one.name) === sameNameKey(wanted));
}
