import { readRollup, sumRollup } from '../../activities/store.ts';
import { beginsWithin } from '../../goals/standing.ts';
import { targetsOf } from '../../goals/store.ts';
import type { Target } from '../../goals/target.ts';
import { add, type Exact, ZERO } from '../../kpi/exact.ts';
import type { DateRange, LocalDate } from '../../kpi/localDate.ts';
import { addDays } from '../../kpi/localDate.ts';
import { dependsOn } from '../../kpi/metric.ts';
import { type PeriodKey, type PeriodOptions, previous, rangeOf } from '../../kpi/period.ts';
import type { RollupRow } from '../../kpi/tally.ts';
import type { Membership, Person, TeamInfo } from '../../people/person.ts';
import { calendarsOf, listPeople, listTeams, membershipsIn } from '../../people/store.ts';
import type { Db } from '../../platform/db/index.ts';
import type { WorkspaceInfo } from '../../platform/slice.ts';
import type { MetricInfo, Playbook } from '../../playbook/playbook.ts';
import { type BoardPeriod, boardPeriod, type Reach, reachOf } from '../attainment.ts';
import { type Board, boardOf, type Candidate, type Order } from '../board.ts';
import { type BoardFacts, type Choice, candidatesOf, type PeriodFacts, subjectKey } from '../candidates.ts';
import { type Measure, mainMetric, partsOf } from '../measure.ts';
import { type Place, placesIn, type Scope } from '../places.ts';

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
interface Frame {
  db: Db;
  workspaceId: string;
  playbook: Playbook;
  periods: PeriodOptions;
  scope: Scope;
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
  const range = rangeOf(wanted.period, periods);
  const period = boardPeriod(wanted.period, range.to <= wanted.today);
  if (period === undefined) return undefined;
  const past = boardPeriod(previous(period.key, periods), true);
  const pastRange = past === undefined ? range : rangeOf(past.key, periods);
  const wide = { from: pastRange.from, to: range.to };
  const on = addDays(range.to, -1);
  const [people, teams, memberships, targets] = await Promise.all([
    listPeople(db, workspace.id, on),
    listTeams(db, workspace.id, on),
    membershipsIn(db, workspace.id, wide),
    targetsOf(db, workspace.id, { range: wide, fiscalYearStart: workspace.fiscalYearStart }),
  ]);
  const stays = Map.groupBy(memberships, (stay) => stay.memberId);
  const frame: Frame = {
    db,
    workspaceId: workspace.id,
    playbook,
    periods,
    scope: wanted.scope,
    people,
    stays,
  };
  const places = placesOf(frame, range);
  const groups = groupsOf(wanted.scope, teams, places);
  const official = onBoard(targets, wanted.scope, places, groups);
  const choice = chosen(official, period, wanted.measure, playbook, periods);
  if (choice === undefined) return undefined;
  const [now, before, calendars] = await Promise.all([
    readPeriod(frame, period, places, choice, official),
    past === undefined ? null : readPeriod(frame, past, placesOf(frame, pastRange), choice, official),
    readCalendars(frame, choice, wide),
  ]);
  const facts: BoardFacts = {
    ...{ playbook, periods, people, groups, calendars, today: wanted.today },
    targets: Map.groupBy(official, ({ subject }) => subjectKey(subject.kind, subject.id)),
  };
  const candidates = candidatesOf(facts, now, wanted.scope, choice);
  const earlier = before === null ? null : candidatesOf(facts, before, wanted.scope, choice);
  const { scope } = wanted;
  return {
    ...{ candidates, ...choice, period, range, scope },
    board: boardOf(candidates, earlier, orderOf(choice.measure, period)),
    team: scope.kind === 'people' ? teams.find((team) => team.id === scope.teamId) : undefined,
  };
}

/** L-02: the measure that was asked for, or the fair default. */
function chosen(
  official: readonly Target[],
  period: BoardPeriod,
  measure: Measure | null,
  playbook: Playbook,
  periods: PeriodOptions,
): Choice | undefined {
  const metric = measure?.kind === 'attainment' ? measure.metric : null;
  const reach = reachOf(official, period, metric, periods);
  if (measure !== null) return { measure, reach };
  if (reach !== 'none') return { measure: { kind: 'attainment', metric: null }, reach };
  const main = mainMetric(playbook);
  return { measure: main === undefined ? { kind: 'points' } : { kind: 'value', metric: main }, reach };
}

/** K-04: what should stay low is ranked when the period is over. */
function orderOf(measure: Measure, period: BoardPeriod): Order {
  const direction = measure.kind === 'value' ? measure.metric.definition.direction : 'higher';
  return { direction, isRanked: direction === 'higher' || period.isComplete };
}

function placesOf({ people, stays, scope }: Frame, range: DateRange): Map<string, Place[]> {
  return new Map(people.map(({ memberId }) => [memberId, placesIn(range, stays.get(memberId) ?? [], scope)]));
}

/** Teams or regions of a board of groups; regions are those of the teams and those that people had for themselves. */
function groupsOf(
  scope: Scope,
  teams: readonly TeamInfo[],
  places: ReadonlyMap<string, readonly Place[]>,
): { id: string; name: string }[] {
  if (scope.kind === 'people') return [];
  if (scope.kind === 'teams') return teams.map(({ id, name }) => ({ id, name }));
  const named = [
    ...teams.map((team) => team.region),
    ...[...places.values()].flatMap((own) => own.map((place) => place.group)),
  ];
  return [...new Set(named.filter((region) => region !== null))].map((id) => ({ id, name: id }));
}

/** T-06: official targets of those whom the board is about. */
function onBoard(
  targets: readonly Target[],
  scope: Scope,
  places: ReadonlyMap<string, readonly Place[]>,
  groups: readonly { id: string }[],
): Target[] {
  const official = targets.filter((target) => target.layer === 'official');
  if (scope.kind === 'people')
    return official.filter(
      ({ subject }) =>
        subject.kind === 'member' && places.get(subject.id)?.some((place) => place.group !== null),
    );
  const kind = scope.kind === 'teams' ? 'team' : 'region';
  return official.filter(
    ({ subject }) => subject.kind === kind && groups.some((group) => group.id === subject.id),
  );
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

function idsOnBoard(places: ReadonlyMap<string, readonly Place[]>): string[] {
  return [...places].flatMap(([id, own]) => (own.some((place) => place.group !== null) ? [id] : []));
}

async function readPeriod(
  frame: Frame,
  period: BoardPeriod,
  places: ReadonlyMap<string, readonly Place[]>,
  { measure }: Choice,
  official: readonly Target[],
): Promise<PeriodFacts> {
  const range = rangeOf(period.key, frame.periods);
  if (measure.kind === 'attainment') {
    const rows = await rowsForTargets(frame, { range, places, official, metric: measure.metric });
    return { period, range, places, sums: new Map(), rows };
  }
  const parts = partsOf(measure, frame.playbook);
  const moved = [...places].flatMap(([id, own]) => (own.length > 1 ? [id] : []));
  const [sums, rows] = await Promise.all([
    parts === undefined ? new Map<string, Exact>() : readSums(frame, range, places, parts),
    parts !== undefined && moved.length === 0
      ? []
      : readRollup(frame.db, frame.workspaceId, {
          range,
          ...(parts === undefined ? {} : { memberIds: moved }),
        }),
  ]);
  return { period, range, places, sums, rows };
}

/** One sum per member and group of activity types, added up by the database. */
async function readSums(
  frame: Frame,
  range: DateRange,
  places: ReadonlyMap<string, readonly Place[]>,
  parts: NonNullable<ReturnType<typeof partsOf>>,
): Promise<Map<string, Exact>> {
  const sums = new Map<string, Exact>();
  const query = { range, groupBy: 'member', ...among(frame, places) } as const;
  const found = await Promise.all(
    parts.map(async (part) => ({
      part,
      rows: await sumRollup(frame.db, frame.workspaceId, { ...query, sources: part.sources }),
    })),
  );
  for (const { part, rows } of found)
    for (const row of rows) sums.set(row.memberId, add(sums.get(row.memberId) ?? ZERO, part.value(row)));
  return sums;
}

/**
 * What attainment is computed from: for most people one row for each activity type, which the database adds up; the single rows for those who
 * moved within the period, or whose target began in it.
 */
async function rowsForTargets(
  frame: Frame,
  read: {
    range: DateRange;
    places: ReadonlyMap<string, readonly Place[]>;
    official: readonly Target[];
    metric: MetricInfo | null;
  },
): Promise<RollupRow[]> {
  const { range, places, official, metric } = read;
  const only = among(frame, places);
  const sources = sourcesFor(official, metric?.key ?? null, frame.playbook);
  const begun = official.filter((target) => beginsWithin(target, range) !== null);
  if (sources === undefined || begun.some(({ subject }) => subject.kind !== 'member'))
    return readRollup(frame.db, frame.workspaceId, { range, ...only });
  const moved = [...places].flatMap(([id, own]) => (own.length > 1 ? [id] : []));
  const single = new Set([...moved, ...begun.map(({ subject }) => subject.id)]);
  const [rows, ...sums] = await Promise.all([
    single.size === 0
      ? []
      : readRollup(frame.db, frame.workspaceId, { range, memberIds: [...single], sources }),
    ...sources.map((source) => sumsOf(frame, range, source, only)),
  ]);
  return [...rows, ...sums.flat().filter((row) => !single.has(row.memberId))];
}

async function sumsOf(
  { db, workspaceId }: Frame,
  range: DateRange,
  source: string,
  only: { memberIds?: string[] },
): Promise<RollupRow[]> {
  const sums = await sumRollup(db, workspaceId, { range, sources: [source], groupBy: 'member', ...only });
  return sums.map(({ memberId, count, amount }) => {
    return { memberId, date: range.from, activityType: source, count, amount };
  });
}

/** A team's board asks for its own people alone; a board of everybody does not name them all. */
function among({ scope }: Frame, places: ReadonlyMap<string, readonly Place[]>): { memberIds?: string[] } {
  return scope.kind === 'people' && scope.teamId !== null ? { memberIds: idsOnBoard(places) } : {};
}

/** The activity types that the metrics with a target read; undefined where one of them asks for a channel, a region or the like. */
function sourcesFor(
  official: readonly Target[],
  metricKey: string | null,
  { metrics }: Playbook,
): string[] | undefined {
  const keys = new Set(metricKey === null ? official.map((target) => target.metricKey) : [metricKey]);
  const targeted = metrics.filter((metric) => keys.has(metric.key));
  const needed = new Set([...keys, ...targeted.flatMap(({ definition }) => dependsOn(definition))]);
  const sources: string[] = [];
  for (const { key, definition } of metrics) {
    if (!needed.has(key) || definition.kind === 'ratio' || definition.kind === 'growth') continue;
    const { activityType, ...others } = 'source' in definition ? definition.source.filter : {};
    if (activityType === undefined || Object.values(others).some((allowed) => allowed !== undefined))
      return undefined;
    sources.push(...activityType);
  }
  return [...new Set(sources)];
}
