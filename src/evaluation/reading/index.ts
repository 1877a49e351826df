import { creditsOf } from '../../activities/credit.ts';
import { samplesNeeded } from '../../activities/samples/need.ts';
import { readSamples } from '../../activities/samples/store.ts';
import { readRollupBetween } from '../../activities/store.ts';
import { typesToConfirm } from '../../activities/trust/pending.ts';
import { listUnconfirmed } from '../../activities/trust/store.ts';
import { asOfEnd } from '../../goals/asOf.ts';
import { definitionsBehind } from '../../goals/behind.ts';
import type { Facts } from '../../goals/standing.ts';
import { targetsOf } from '../../goals/store.ts';
import type { Subject, Target } from '../../goals/target.ts';
import { workCalendar } from '../../kpi/calendar.ts';
import { addDays, type DateRange, type LocalDate, lengthOf } from '../../kpi/localDate.ts';
import { asksByDimension, type MetricDefinition } from '../../kpi/metric.ts';
import {
  isCalendarKind,
  kindOf,
  type PeriodKey,
  type PeriodOptions,
  previous,
  rangeOf,
} from '../../kpi/period.ts';
import { partsOfKey } from '../../kpi/periodKey.ts';
import type { RollupRow } from '../../kpi/tally.ts';
import { calendarsOf } from '../../people/store.ts';
import type { Db } from '../../platform/db/index.ts';
import type { WorkspaceInfo } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';

/** Reads what evaluations are computed from; decides nothing. Cost follows the people and the period, never the history. */

/** What the readings of one cycle share. */
export interface Frame {
  db: Db;
  workspace: WorkspaceInfo;
  playbook: Playbook;
  periodKey: PeriodKey;
  range: DateRange;
  /** Metrics of the templates. */
  metricKeys: readonly string[];
}

/** So many people are read at once, so that memory does not follow the size of the company. */
const CHUNK = 200;
/** More amounts of one period are never open for confirmation at once. */
const MOST_UNCONFIRMED = 20_000;

/** The workspace's periods, with the dates of a cycle of one's own choice. */
export function periodsFor({
  workspace,
  periodKey,
  range,
}: Pick<Frame, 'workspace' | 'periodKey' | 'range'>): PeriodOptions {
  const parts = partsOfKey(periodKey);
  const { fiscalYearStart } = workspace;
  return parts.kind === 'custom'
    ? { fiscalYearStart, customRanges: new Map([[parts.id, range]]) }
    : { fiscalYearStart };
}

/**
 * The facts of each person as of the period's end: official targets alone (T-06), and of amounts that need confirmation those alone that
 * have it (M-07). People come in the order given, some hundreds read at a time.
 */
export async function* readFacts(
  frame: Frame,
  memberIds: readonly string[],
): AsyncGenerator<{ memberId: string; facts: Facts }> {
  for (let from = 0; from < memberIds.length; from += CHUNK) {
    const chunk = memberIds.slice(from, from + CHUNK);
    const read = await readChunk(frame, chunk);
    for (const memberId of chunk) yield { memberId, facts: factsOf(frame, memberId, read) };
  }
}

/** One person's facts. */
export async function readFactsOf(frame: Frame, memberId: string): Promise<Facts> {
  return factsOf(frame, memberId, await readChunk(frame, [memberId]));
}

type Read = Awaited<ReturnType<typeof readChunk>>;

async function readChunk(frame: Frame, memberIds: readonly string[]) {
  const { db, workspace, playbook, range } = frame;
  const definitions = definitionsBehind(playbook.metrics, frame.metricKeys);
  const wide = withBase(frame, definitions);
  const need = samplesNeeded(definitions);
  const types = [...typesToConfirm(workspace, playbook)];
  const subjects = memberIds.map((id): Subject => ({ kind: 'member', id }));
  const query = { range: wide, memberIds };
  const targets = await targetsOf(db, workspace.id, {
    ...{ subjects, metricKeys: frame.metricKeys, range },
    fiscalYearStart: workspace.fiscalYearStart,
  });
  const byDimension = definitions.some(asksByDimension);
  const [calendars, rows, samples, open] = await Promise.all([
    calendarsOf(db, workspace.id, memberIds, range),
    readRollupBetween(db, workspace.id, { ...query, byDimension, cuts: cutsOf(wide, range, targets) }),
    need === undefined ? [] : readSamples(db, workspace.id, need, query),
    listUnconfirmed(db, workspace.id, { ...query, types }, MOST_UNCONFIRMED),
  ]);
  const ids = new Set(open.map(({ id }) => id));
  const trusted = samples.filter(({ sample }) => sample === undefined || !ids.has(sample.factId));
  // M-07: what nobody confirmed is taken out again, as it was put in.
  const taken: RollupRow[] = open.flatMap((fact) => creditsOf(fact, -1));
  return {
    targets: Map.groupBy(targets, ({ subject }) => subject.id),
    rows: Map.groupBy([...rows, ...trusted, ...taken], ({ memberId }) => memberId),
    calendars,
  };
}

/**
 * Dates between which the database may add up, since nothing is measured from or to a date within: where the period, its base (as many of
 * its days) and a version of a target begin. So a quarter costs a row a person and activity, not one a day.
 */
function cutsOf(wide: DateRange, range: DateRange, targets: readonly Target[]): LocalDate[] {
  const begins = targets.flatMap(({ versions }) => versions.map(({ from }) => from));
  const within = begins.filter((date) => wide.from < date && date < wide.to);
  return [...new Set([wide.from, addDays(wide.from, lengthOf(range)), range.from, range.to, ...within])];
}

/** M-01: growth compares with the period before, which is read too. */
function withBase(
  { periodKey, range, workspace }: Frame,
  definitions: readonly MetricDefinition[],
): DateRange {
  const grows = definitions.some((metric) => metric.kind === 'growth');
  if (!grows || !isCalendarKind(kindOf(periodKey))) return range;
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  return { from: rangeOf(previous(periodKey, periods), periods).from, to: range.to };
}

function factsOf(frame: Frame, memberId: string, read: Read): Facts {
  return {
    subject: { kind: 'member', id: memberId },
    metrics: frame.playbook.metrics,
    targets: read.targets.get(memberId) ?? [],
    calendar: read.calendars.get(memberId) ?? workCalendar(),
    rows: read.rows.get(memberId) ?? [],
    asOf: asOfEnd(frame.range),
    periods: periodsFor(frame),
    purpose: 'official',
  };
}
