import { samplesNeeded } from '../../../activities/samples/need.ts';
import { readSamples } from '../../../activities/samples/store.ts';
import { readRollup, sumRollup } from '../../../activities/store.ts';
import { definitionsBehind } from '../../../goals/behind.ts';
import { beginsWithin } from '../../../goals/standing.ts';
import type { Target } from '../../../goals/target.ts';
import { add, type Exact, ZERO } from '../../../kpi/exact.ts';
import type { DateRange } from '../../../kpi/localDate.ts';
import { type PeriodOptions, rangeOf } from '../../../kpi/period.ts';
import type { RollupRow } from '../../../kpi/tally.ts';
import type { Db } from '../../../platform/db/index.ts';
import type { MetricInfo, Playbook } from '../../../playbook/playbook.ts';
import type { BoardPeriod } from '../../attainment.ts';
import { sourcesFor } from '../../choice.ts';
import type { Choice, PeriodFacts, Span } from '../../facts.ts';
import { partsOf, type Summed, summedOf } from '../../measure.ts';
import { idsOnBoard, type Place, type Scope } from '../../places.ts';

/** Reads what was credited in one period: sums by the database for most people, single rows for those who need them. */

/** What the queries share. */
export interface Frame {
  db: Db;
  workspaceId: string;
  playbook: Playbook;
  periods: PeriodOptions;
  scope: Scope;
}

/** Where everybody stood in the periods that make the base (L-02). */
export interface BasePlaces {
  ranges: readonly DateRange[];
  /** Of groups; a person's base is all that they did, wherever it was. */
  places: ReadonlyMap<string, readonly Place[]>;
}

/** What a board's candidates are measured from in one period; a handful of queries, bounded by the period and its base. */
export async function readPeriod(
  frame: Frame,
  period: BoardPeriod,
  places: ReadonlyMap<string, readonly Place[]>,
  { measure }: Choice,
  { official, base }: { official: readonly Target[]; base?: BasePlaces },
): Promise<PeriodFacts> {
  const range = rangeOf(period.key, frame.periods);
  if (measure.kind === 'attainment') {
    const read = { range, places, official, metric: measure.metric };
    const [rows, samples] = await Promise.all([rowsForTargets(frame, read), samplesFor(frame, read)]);
    return { period, range, places, sums: new Map(), rows: [...rows, ...samples] };
  }
  const summed = summedOf(measure);
  if (summed === undefined) throw new Error(`${measure.kind} is no sum`);
  const [span, past] = await Promise.all([
    readSpan(frame, range, places, summed, among(frame, places)),
    base === undefined ? undefined : readBase(frame, base, summed, among(frame, places)),
  ]);
  return { period, range, ...span, ...(past === undefined ? {} : { base: past }) };
}

async function readBase(
  frame: Frame,
  { ranges, places }: BasePlaces,
  summed: Summed,
  only: Only,
): Promise<Span & { ranges: readonly DateRange[] }> {
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (first === undefined || last === undefined) return { ranges, places, sums: new Map(), rows: [] };
  const span = await readSpan(frame, { from: first.from, to: last.to }, places, summed, only);
  return { ranges, ...span };
}

/** What was credited over some dates: one sum for who stayed in one group, single rows for who moved. */
async function readSpan(
  frame: Frame,
  range: DateRange,
  places: ReadonlyMap<string, readonly Place[]>,
  summed: Summed,
  only: Only,
): Promise<Span> {
  const parts = partsOf(summed, frame.playbook);
  const moved = [...places].flatMap(([id, own]) => (own.length > 1 ? [id] : []));
  const [sums, rows] = await Promise.all([
    parts === undefined ? new Map<string, Exact>() : readSums(frame, range, parts, only),
    parts !== undefined && moved.length === 0
      ? []
      : readRollup(frame.db, frame.workspaceId, {
          range,
          ...(parts === undefined ? only : { memberIds: moved }),
        }),
  ]);
  const single = new Set(moved);
  return { places, sums: new Map([...sums].filter(([id]) => !single.has(id))), rows };
}

/** One sum per member and group of activity types, added up by the database. */
async function readSums(
  frame: Frame,
  range: DateRange,
  parts: NonNullable<ReturnType<typeof partsOf>>,
  only: Only,
): Promise<Map<string, Exact>> {
  const sums = new Map<string, Exact>();
  const query = { range, groupBy: 'member', ...only } as const;
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

/** What attainment is read for. */
interface ForTargets {
  range: DateRange;
  places: ReadonlyMap<string, readonly Place[]>;
  official: readonly Target[];
  metric: MetricInfo | null;
}

/** M-01: single facts, where a metric with a target does not add up. */
async function samplesFor(
  frame: Frame,
  { range, places, official, metric }: ForTargets,
): Promise<RollupRow[]> {
  const keys = metric === null ? official.map((target) => target.metricKey) : [metric.key];
  const need = samplesNeeded(definitionsBehind(frame.playbook.metrics, keys));
  if (need === undefined) return [];
  return readSamples(frame.db, frame.workspaceId, need, { range, ...among(frame, places) });
}

/**
 * What attainment is computed from: for most people one row for each activity type, which the database adds up; the single rows for those who
 * moved within the period, or whose target began in it.
 */
async function rowsForTargets(frame: Frame, read: ForTargets): Promise<RollupRow[]> {
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

/** Whom a query is about; absent: everybody. */
type Only = { memberIds?: string[] };

/** A team's board asks for its own people alone; a board of everybody does not name them all. */
function among({ scope }: Frame, places: ReadonlyMap<string, readonly Place[]>): Only {
  return scope.kind === 'people' && scope.teamId !== null ? { memberIds: idsOnBoard(places) } : {};
}
