import { targetsOf } from '../../goals/store.ts';
import type { Subject, Target } from '../../goals/target.ts';
import { addDays, type DateRange, type LocalDate } from '../../kpi/localDate.ts';
import { type PeriodKey, previous, rangeOf } from '../../kpi/period.ts';
import type { Membership, Person, TeamInfo } from '../../people/person.ts';
import {
  calendarsOf,
  countedStaysIn,
  listPeople,
  listPeopleAmong,
  listTeams,
  membershipsIn,
} from '../../people/store.ts';
import type { Db } from '../../platform/db/index.ts';
import type { WorkspaceInfo } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { type BoardPeriod, boardPeriod, type Reach } from '../attainment.ts';
import { type Board, boardOf, type Candidate } from '../board.ts';
import { type BoardFacts, type Choice, candidatesOf, subjectKey } from '../candidates.ts';
import { chosen, groupsOf, onBoard, orderOf } from '../choice.ts';
import type { Measure } from '../measure.ts';
import { idsOnBoard, type Place, placesIn, type Scope } from '../places.ts';
import { type Frame as PeriodFrame, readPeriod } from './period/index.ts';

/** Reads what a board rests on: a handful of queries, each bounded by the two periods, whatever the number of people and years. */

export interface Wanted {
  scope: Scope;
  /** Null: attainment where anybody has an official target, else the main metric (L-02). */
  measure: Measure | null;
  period: PeriodKey;
  /** The reader's own date; for a report the day after the period. */
  today: LocalDate;
}

/** A board with what is needed to tell it. */
export interface ReadBoard {
  board: Board;
  candidates: readonly Candidate[];
  measure: Measure;
  reach: Reach;
  period: BoardPeriod;
  range: DateRange;
  scope: Scope;
  /** The team of a board of one team. */
  team: TeamInfo | undefined;
}

/** What the queries of both periods share. */
interface Frame extends PeriodFrame {
  people: readonly Person[];
  stays: ReadonlyMap<string, readonly Membership[]>;
}

/** The board of a period with its movement against the period before (L-04). Undefined for periods that are of no calendar kind. */
export async function readBoard(
  db: Db,
  workspace: WorkspaceInfo,
  playbook: Playbook,
  wanted: Wanted,
): Promise<ReadBoard | undefined> {
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const { scope, today } = wanted;
  const range = rangeOf(wanted.period, periods);
  const period = boardPeriod(wanted.period, range.to <= today);
  const past = period === undefined ? undefined : boardPeriod(previous(period.key, periods), true);
  if (period === undefined || past === undefined) return undefined;
  const pastRange = rangeOf(past.key, periods);
  const wide = { from: pastRange.from, to: range.to };
  const { teams, targets, frame } = await readFrame(
    { db, workspaceId: workspace.id, playbook, periods, scope },
    wide,
  );
  const places = placesOf(frame, range);
  const groups = groupsOf(scope, teams, places);
  const official = onBoard(targets, scope, places, groups);
  const choice = chosen(official, period, wanted.measure, playbook, periods);
  const [now, before, calendars] = await Promise.all([
    readPeriod(frame, period, places, choice, official),
    readPeriod(frame, past, placesOf(frame, pastRange), choice, official),
    readCalendars(frame, choice, wide),
  ]);
  const facts: BoardFacts = {
    ...{ playbook, periods, people: frame.people, groups, calendars, today },
    targets: Map.groupBy(official, ({ subject }) => subjectKey(subject.kind, subject.id)),
  };
  const candidates = candidatesOf(facts, now, scope, choice);
  const earlier = candidatesOf(facts, before, scope, choice);
  return {
    ...{ candidates, ...choice, period, range, scope },
    board: boardOf(candidates, earlier, orderOf(choice.measure, period)),
    team: scope.kind === 'people' ? teams.find((team) => team.id === scope.teamId) : undefined,
  };
}

/** Who there is, in which teams, and with which targets, over both periods. */
async function readFrame(
  base: PeriodFrame,
  wide: DateRange,
): Promise<{ teams: TeamInfo[]; targets: Target[]; frame: Frame }> {
  const { db, workspaceId, periods, scope } = base;
  const on = addDays(wide.to, -1);
  const memberships = await staysOf(base, wide);
  // A team's board asks for its own people alone, however large the company.
  const isTeam = scope.kind === 'people' && scope.teamId !== null;
  const memberIds = [...new Set(memberships.map((stay) => stay.memberId))];
  const subjects = memberIds.map((id): Subject => ({ kind: 'member', id }));
  const [people, teams, targets] = await Promise.all([
    isTeam ? listPeopleAmong(db, workspaceId, on, { memberIds }) : listPeople(db, workspaceId, on),
    listTeams(db, workspaceId, on),
    targetsOf(db, workspaceId, {
      ...{ range: wide, fiscalYearStart: periods.fiscalYearStart ?? 1 },
      ...(isTeam ? { subjects } : {}),
    }),
  ]);
  const stays = Map.groupBy(memberships, (stay) => stay.memberId);
  return { teams, targets, frame: { ...base, people, stays } };
}

/** a team's board reads who counts for it; one of teams, for which teams everybody counts. */
function staysOf({ db, workspaceId, scope }: PeriodFrame, wide: DateRange): Promise<Membership[]> {
  if (scope.kind === 'teams') return countedStaysIn(db, workspaceId, wide);
  const teamId = scope.kind === 'people' ? (scope.teamId ?? undefined) : undefined;
  return membershipsIn(db, workspaceId, wide, teamId);
}

function placesOf({ people, stays, scope }: Frame, range: DateRange): Map<string, Place[]> {
  return new Map(people.map(({ memberId }) => [memberId, placesIn(range, stays.get(memberId) ?? [], scope)]));
}

async function readCalendars(
  frame: Frame,
  { measure }: Choice,
  wide: DateRange,
): ReturnType<typeof calendarsOf> {
  // Presence is asked of people; teams and regions are ranked whatever the days, and only their targets need working days.
  if (frame.scope.kind !== 'people' && measure.kind !== 'attainment') return new Map();
  const ids = idsOnBoard(placesOf(frame, wide));
  return calendarsOf(frame.db, frame.workspaceId, ids, wide);
}
