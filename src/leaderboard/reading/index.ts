import { targetsOf } from '../../goals/store.ts';
import type { Subject, Target } from '../../goals/target.ts';
import { addDays, type DateRange, type LocalDate } from '../../kpi/localDate.ts';
import { type PeriodKey, periodsBefore, previous, rangeOf } from '../../kpi/period.ts';
import type { Membership, Person, TeamInfo } from '../../people/person.ts';
import {
  calendarsOf,
  countedStaysIn,
  listPeople,
  listPeopleAmong,
  listTeams,
  membershipsIn,
} from '../../people/store.ts';
import { onceIn, type Pass } from '../../platform/pass.ts';
import type { Deps, WorkspaceInfo } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { type BoardPeriod, boardPeriod, type Reach } from '../attainment.ts';
import { type Board, boardOf, type Candidate } from '../board.ts';
import { candidatesOf } from '../candidates.ts';
import { chosen, groupsOf, onBoard, orderOf } from '../choice.ts';
import { type BoardFacts, soFar, subjectKey } from '../facts.ts';
import { daysCounted } from '../groups.ts';
import { BASE_PERIODS } from '../improvement.ts';
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
  /** L-05: working days by which a mean per day becomes a figure per person. */
  daysCounted: number;
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
  { db, pass }: Pick<Deps, 'db' | 'pass'>,
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
  const isImprovement = wanted.measure?.kind === 'improvement';
  const first = isImprovement ? periodsBefore(past.key, BASE_PERIODS, periods)[0] : undefined;
  const wide = { from: first === undefined ? pastRange.from : rangeOf(first, periods).from, to: range.to };
  const { teams, targets, frame } = await readFrame(
    { db, workspaceId: workspace.id, playbook, periods, scope },
    wide,
    pass,
  );
  const everywhere = placesOf(frame, range);
  const groups = groupsOf(scope, teams, everywhere);
  const official = onBoard(targets, scope, everywhere, groups);
  const choice = chosen(official, period, wanted.measure, playbook, periods);
  // L-05: a mean per member-day is of reps; of attainment a group's own sums count.
  const isOfReps = scope.kind !== 'people' && choice.measure.kind !== 'attainment';
  const placesOver = (dates: DateRange) => placesOf(frame, dates, isOfReps);
  const readOf = ({ key }: BoardPeriod) => ({
    official,
    ...(isImprovement
      ? { base: basePlaces(periodsBefore(key, BASE_PERIODS, periods), frame, placesOver) }
      : {}),
  });
  const [now, before, calendars] = await Promise.all([
    readPeriod(frame, period, placesOver(range), choice, readOf(period)),
    readPeriod(frame, past, placesOver(pastRange), choice, readOf(past)),
    readCalendars(frame, wide),
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
    daysCounted: daysCounted(soFar(range, today)),
    team: scope.kind === 'people' ? teams.find((team) => team.id === scope.teamId) : undefined,
  };
}

/** Who there is, in which teams, and with which targets, over both periods. */
async function readFrame(
  base: PeriodFrame,
  wide: DateRange,
  pass: Pass | undefined,
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
    onceIn(pass, 'teams', [workspaceId, on], () => listTeams(db, workspaceId, on)),
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

function placesOf({ people, stays, scope }: Frame, range: DateRange, isOfReps = false): Map<string, Place[]> {
  return new Map(
    people.map(({ memberId }) => [memberId, placesIn(range, stays.get(memberId) ?? [], scope, isOfReps)]),
  );
}

/** L-02: where everybody was in the periods before; of a person all counts, so that nobody loses their base by a transfer. */
function basePlaces(
  keys: readonly PeriodKey[],
  frame: Frame,
  placesOver: (range: DateRange) => Map<string, Place[]>,
) {
  const ranges = keys.map((key) => rangeOf(key, frame.periods));
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (frame.scope.kind === 'people' || first === undefined || last === undefined)
    return { ranges, places: new Map() };
  return { ranges, places: placesOver({ from: first.from, to: last.to }) };
}

/** Presence is asked of people, and of groups per member-day (L-05). */
async function readCalendars(frame: Frame, wide: DateRange): ReturnType<typeof calendarsOf> {
  const ids = idsOnBoard(placesOf(frame, wide));
  return calendarsOf(frame.db, frame.workspaceId, ids, wide);
}
