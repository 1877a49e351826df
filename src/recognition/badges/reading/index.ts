import { creditsOf } from '../../../activities/credit.ts';
import { listChangedAfter } from '../../../activities/facts/store.ts';
import { firstDates, hasLateChanges } from '../../../activities/lookback/store.ts';
import { samplesNeeded } from '../../../activities/samples/need.ts';
import { readSamples } from '../../../activities/samples/store.ts';
import { readRollup } from '../../../activities/store.ts';
import { typesToConfirm } from '../../../activities/trust/pending.ts';
import { listUnconfirmed } from '../../../activities/trust/store.ts';
import { asOfNow } from '../../../goals/asOf.ts';
import { definitionsBehind } from '../../../goals/behind.ts';
import { targetsOf } from '../../../goals/store.ts';
import type { Subject } from '../../../goals/target.ts';
import { workCalendar } from '../../../kpi/calendar.ts';
import type { DateRange, LocalDate } from '../../../kpi/localDate.ts';
import { asksByDimension } from '../../../kpi/metric.ts';
import { periodOf, rangeOf } from '../../../kpi/period.ts';
import type { RollupRow } from '../../../kpi/tally.ts';
import { localDateOf, type Temporal } from '../../../kpi/time.ts';
import type { Person } from '../../../people/person.ts';
import { calendarsOf } from '../../../people/store.ts';
import type { Db } from '../../../platform/db/index.ts';
import type { WorkspaceInfo } from '../../../platform/slice.ts';
import type { Playbook } from '../../../playbook/playbook.ts';
import type { Badge, Earned } from '../badge.ts';
import { mayBeRecord, type Seen, windowOf } from '../earn.ts';
import { datesOf, dealTypes, firstDeal, firstLog } from '../firsts.ts';

/** Reads what badges are earned by. Decides nothing. */

export interface BadgeFrame {
  db: Db;
  workspace: WorkspaceInfo;
  playbook: Playbook;
  now: Temporal.Instant;
}

const MOST_UNCONFIRMED = 20_000;

/** A person's weeks, with official targets (T-06); amounts that nobody confirmed are taken out again (M-07). */
export async function readSeen(frame: BadgeFrame, { memberId, tz }: Person): Promise<Seen> {
  const { db, workspace, playbook, now } = frame;
  const today = localDateOf(now, tz);
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const subject: Subject = { kind: 'member', id: memberId };
  const metrics = playbook.metrics.filter((metric) => !metric.isRetired);
  const window = windowOf(today);
  const targets = await targetsOf(db, workspace.id, { subjects: [subject] });
  const asked = [
    ...targets.map((one) => one.metricKey),
    ...metrics.filter(mayBeRecord).map(({ key }) => key),
  ];
  const definitions = definitionsBehind(metrics, asked);
  const need = samplesNeeded(definitions);
  // The current periods are read as well, for what comes next.
  const range = { from: window.from, to: rangeOf(periodOf('year', today, periods), periods).to };
  const query = { range, memberIds: [memberId] };
  const [calendars, rows, samples, open] = await Promise.all([
    calendarsOf(db, workspace.id, [memberId], range),
    readRollup(db, workspace.id, { ...query, byDimension: definitions.some(asksByDimension) }),
    need === undefined ? [] : readSamples(db, workspace.id, need, query),
    openOf(frame, memberId, range),
  ]);
  const ids = new Set(open.map(({ id }) => id));
  const trusted = samples.filter(({ sample }) => sample === undefined || !ids.has(sample.factId));
  return {
    today,
    facts: {
      ...{ subject, metrics, targets, periods, asOf: asOfNow(now, tz), purpose: 'official' },
      calendar: calendars.get(memberId) ?? workCalendar(),
      rows: [...rows, ...trusted, ...takenOf(open, memberId)],
    },
  };
}

const openOf = ({ db, workspace, playbook }: BadgeFrame, memberId: string, range: DateRange) =>
  listUnconfirmed(
    db,
    workspace.id,
    { range, types: [...typesToConfirm(workspace, playbook)], memberIds: [memberId] },
    MOST_UNCONFIRMED,
  );

/** What nobody confirmed, as it is taken out again. */
const takenOf = (open: Awaited<ReturnType<typeof openOf>>, memberId: string): RollupRow[] =>
  open.flatMap((fact) => creditsOf(fact, -1)).filter((credit) => credit.memberId === memberId);

/** First things: the first entry that stands; the first deal on the dates of its badge, and where it is not (any more), in all that there is. */
export async function readFirsts(
  frame: BadgeFrame,
  memberId: string,
  today: LocalDate,
  kept: readonly Badge[],
): Promise<Earned[]> {
  const first = (await firstDates(frame.db, frame.workspace.id, [memberId])).get(memberId);
  const held = kept.find(({ key }) => key === 'first-deal');
  const there = firstDeal(await dealsOf(frame, memberId, datesOf(held, today)));
  const isAll = held === undefined || held.withdrawnAt !== null;
  const deals =
    there.length > 0 || isAll ? there : firstDeal(await dealsOf(frame, memberId, datesOf(undefined, today)));
  return [...firstLog(first), ...deals];
}

/** What somebody is credited with of deals; what nobody confirmed is taken out again. */
async function dealsOf(frame: BadgeFrame, memberId: string, range: DateRange): Promise<RollupRow[]> {
  const { db, workspace, playbook } = frame;
  const sources = dealTypes(playbook);
  const query = { range, memberIds: [memberId], byDimension: false, sources };
  const rows = await readRollup(db, workspace.id, query);
  if (rows.length === 0) return [];
  const open = await openOf(frame, memberId, range);
  return [...rows, ...takenOf(open, memberId).filter((row) => sources.includes(row.activityType))];
}

/** Whether an entry on which a badge rests was taken back, or changed, after it was granted. */
export async function wasTakenBack(
  { db, workspace, playbook }: BadgeFrame,
  { memberId, range, grantedAt }: Badge,
): Promise<boolean> {
  const types = playbook.types.map((type) => type.key);
  const changed = await listChangedAfter(db, workspace.id, {
    ...{ range, memberIds: [memberId], types, after: grantedAt },
  });
  return changed.some(({ isTaken }) => isTaken);
}

/** Whether something was entered late, changed or taken back of weeks that are over, since a date. */
export const hasChanged = (
  { db, workspace }: BadgeFrame,
  memberId: string,
  since: LocalDate,
  today: LocalDate,
): Promise<boolean> => hasLateChanges(db, workspace.id, memberId, { since, before: windowOf(today).to });
