/** Reads what flags and effects are found from: targets, calendars, roll-up, for everybody at once. Decides nothing. */
import { samplesNeeded } from '../../activities/samples/need.ts';
import { readSamples } from '../../activities/samples/store.ts';
import { readRollup } from '../../activities/store.ts';
import { asOfEnd } from '../../goals/asOf.ts';
import { definitionsBehind } from '../../goals/behind.ts';
import { targetsOf } from '../../goals/store.ts';
import type { Target } from '../../goals/target.ts';
import { workCalendar } from '../../kpi/calendar.ts';
import { addDays, type DateRange } from '../../kpi/localDate.ts';
import { type PeriodOptions, periodOf, rangeOf } from '../../kpi/period.ts';
import type { Person } from '../../people/person.ts';
import { calendarsOf } from '../../people/store.ts';
import type { Db } from '../../platform/db/index.ts';
import type { WorkspaceInfo } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import type { Seen } from '../flag/find.ts';

/** Everybody who sells or leads, with what they did in a range of whole weeks; only metrics with official targets are read. */
export async function readSeen(
  db: Db,
  workspace: WorkspaceInfo,
  playbook: Playbook,
  wanted: { people: readonly Person[]; range: DateRange },
): Promise<Seen[]> {
  const { range } = wanted;
  const people = wanted.people.filter((person) => person.isActive && person.role !== 'none');
  const ids = people.map((person) => person.memberId);
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const subjects = ids.map((id) => ({ kind: 'member', id }) as const);
  const all = ids.length === 0 ? [] : await targetsOf(db, workspace.id, { subjects });
  const targets = all.filter(({ layer }) => layer === 'official');
  const definitions = definitionsBehind(
    playbook.metrics,
    targets.map(({ metricKey }) => metricKey),
  );
  const need = samplesNeeded(definitions);
  const [calendars, rows, samples] = await Promise.all([
    calendarsOf(db, workspace.id, ids, wholePeriods(range, targets, periods)),
    readRollup(db, workspace.id, { range, memberIds: ids }),
    need === undefined ? [] : readSamples(db, workspace.id, need, { range, memberIds: ids }),
  ]);
  const byMember = Map.groupBy([...rows, ...samples], ({ memberId }) => memberId);
  const ofMember = Map.groupBy(targets, ({ subject }) => subject.id);
  const metrics = playbook.metrics.filter(({ isRetired }) => !isRetired);
  return people.map((person) => ({
    person,
    facts: {
      ...{ subject: { kind: 'member', id: person.memberId }, asOf: asOfEnd(range), purpose: 'official' },
      ...{ metrics, periods, targets: ofMember.get(person.memberId) ?? [] },
      calendar: calendars.get(person.memberId) ?? workCalendar(),
      rows: byMember.get(person.memberId) ?? [],
    },
  }));
}

/** T-03: a day's share of a month's target depends on the whole month. */
function wholePeriods(range: DateRange, targets: readonly Target[], periods: PeriodOptions): DateRange {
  const kinds = new Set(targets.map(({ periodKind }) => periodKind));
  const whole = [range.from, addDays(range.to, -1)].flatMap((date) =>
    [...kinds].map((kind) => rangeOf(periodOf(kind, date, periods), periods)),
  );
  const from = [range.from, ...whole.map((one) => one.from)].sort()[0] ?? range.from;
  const to = [range.to, ...whole.map((one) => one.to)].sort().at(-1) ?? range.to;
  return { from, to };
}
