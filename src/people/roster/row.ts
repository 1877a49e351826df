import type { LocalDate, Weekday } from '../../kpi/localDate.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import type { SlackPerson } from '../../platform/slack.ts';
import { dateOf } from '../../platform/tables/dates.ts';
import { type Outsider, standingOf } from '../standing.ts';
import { isNothing, listOf, type Role, roleOf, weekdaysOf, yesOrNo } from './cells.ts';
import { type Column, PERSON_COLUMNS } from './columns.ts';
import type { RosterFacts } from './plan.ts';
import type { RosterRow } from './table.ts';

/** What one row says; what is undefined it does not say, null takes away what is there. */
export interface SaidOfPerson {
  row: number;
  person: SlackPerson;
  team?: string | null;
  parent?: string | null;
  role?: Role;
  manages?: readonly string[];
  region?: string | null;
  firstDay?: LocalDate | null;
  lastDay?: LocalDate | null;
  weekdays?: readonly Weekday[];
  isAdmin?: boolean;
  isFinance?: boolean;
}

/** What is wrong with a row, where, and what stands there. */
export type RowProblem = { readonly row: number; readonly column: Column; readonly value: string } & (
  | { readonly kind: 'unknown person'; readonly maybe: readonly string[] }
  | { readonly kind: 'several people'; readonly names: readonly string[] }
  | { readonly kind: 'outsider'; readonly why: Outsider }
  | { readonly kind: 'twice' | 'other parent'; readonly before: number }
  | {
      readonly kind:
        | 'no person'
        | 'too long'
        | 'role'
        | 'date'
        | 'ambiguous date'
        | 'backwards'
        | 'weekdays'
        | 'yes or no'
        | 'parent without team'
        | 'circle'
        | 'last administrator';
    }
);

/** As long as the form of a team takes a name. */
const LONGEST_NAME = 60;

/** Reads a row: who, and what of them; every cell that cannot be read is a problem of its own. */
export function readRow(
  { row, cells }: RosterRow,
  facts: RosterFacts,
  isHinting: boolean,
): Result<SaidOfPerson, RowProblem[]> {
  const who = personIn(row, cells, facts, isHinting);
  const problems: RowProblem[] = who.ok ? [] : [who.problem];
  const wrong = (
    column: Column,
    kind: 'role' | 'date' | 'ambiguous date' | 'weekdays' | 'yes or no' | 'too long' | 'backwards',
  ) => {
    problems.push({ row, column, value: cells.get(column) ?? '', kind });
  };
  const said: Partial<SaidOfPerson> = {};
  for (const column of ['team', 'parent', 'region'] as const) {
    const cell = cells.get(column);
    if (cell === undefined) continue;
    if (cell.length > LONGEST_NAME) wrong(column, 'too long');
    said[column] = isNothing(cell) ? null : cell;
  }
  const manages = cells.get('manages');
  if (manages !== undefined) {
    const names = isNothing(manages) ? [] : listOf(manages);
    if (names.some((name) => name.length > LONGEST_NAME)) wrong('manages', 'too long');
    said.manages = names;
  }
  for (const column of ['firstDay', 'lastDay'] as const) {
    const cell = cells.get(column);
    if (cell === undefined) continue;
    const date = isNothing(cell) ? null : dateOf(cell);
    if (date === undefined) wrong(column, 'date');
    else if (date === 'ambiguous') wrong(column, 'ambiguous date');
    else said[column] = date;
  }
  if (said.firstDay && said.lastDay && said.lastDay < said.firstDay) wrong('lastDay', 'backwards');
  readOthers(cells, said, wrong);
  if (!who.ok || problems.length > 0) return fail(problems);
  return ok({ row, person: who.value, ...said });
}

function readOthers(
  cells: RosterRow['cells'],
  said: Partial<SaidOfPerson>,
  wrong: (column: Column, kind: 'role' | 'weekdays' | 'yes or no') => void,
): void {
  const role = cells.get('role');
  if (role !== undefined) {
    const read = isNothing(role) ? 'none' : roleOf(role);
    if (read === undefined) wrong('role', 'role');
    else said.role = read;
  }
  const weekdays = cells.get('weekdays');
  if (weekdays !== undefined) {
    const read = weekdaysOf(weekdays);
    if (read === undefined) wrong('weekdays', 'weekdays');
    else said.weekdays = read;
  }
  for (const [column, field] of [
    ['admin', 'isAdmin'],
    ['finance', 'isFinance'],
  ] as const) {
    const cell = cells.get(column);
    if (cell === undefined) continue;
    const read = yesOrNo(cell);
    if (read === undefined) wrong(column, 'yes or no');
    else said[field] = read;
  }
}

/** The person of a row: by address where there is one, else by Slack's words for them, else by name. */
function personIn(
  row: number,
  cells: RosterRow['cells'],
  { directory, members, workspaceId }: RosterFacts,
  isHinting: boolean,
): Result<SlackPerson, RowProblem> {
  const column = PERSON_COLUMNS.find((one) => cells.has(one));
  if (column === undefined) return fail({ row, column: 'email', value: '', kind: 'no person' });
  const value = cells.get(column) ?? '';
  const found = directory.find(value, isHinting);
  if (found.kind === 'unknown')
    return fail({ row, column, value, kind: 'unknown person', maybe: found.maybe });
  if (found.kind === 'several')
    return fail({ row, column, value, kind: 'several people', names: found.names });
  const standing = standingOf(found.person, workspaceId);
  if (standing === 'member') return ok(found.person);
  // Somebody who left stays in the file of those who were here: only their last day can be said.
  const isLeaving = standing === 'gone' && members.has(found.person.id) && cells.has('lastDay');
  if (isLeaving) return ok(found.person);
  // An id, as of a user group, tells nobody who it is.
  const shown = column === 'slack' ? found.person.name : value;
  return fail({ row, column, value: shown, kind: 'outsider', why: standing });
}
