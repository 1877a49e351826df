import { samplesNeeded } from '../../activities/samples/need.ts';
import { readSamples } from '../../activities/samples/store.ts';
import { readRollup, readRollupBetween } from '../../activities/store.ts';
import { typesToConfirm } from '../../activities/trust/pending.ts';
import { readUnconfirmed } from '../../activities/trust/store.ts';
import { type AsOf, asOfNow, rangeFor } from '../../goals/asOf.ts';
import { definitionsBehind, withBases } from '../../goals/behind.ts';
import { forecastFrom } from '../../goals/forecast.ts';
import type { Facts } from '../../goals/standing.ts';
import { targetsOf } from '../../goals/store.ts';
import type { Purpose, Subject, Target } from '../../goals/target.ts';
import { rowsOfStays, rowsOfTeam, teamCalendar } from '../../goals/team.ts';
import { type WorkCalendar, workCalendar } from '../../kpi/calendar.ts';
import type { DateRange, LocalDate } from '../../kpi/localDate.ts';
import { asksByDimension, type MetricDefinition } from '../../kpi/metric.ts';
import type { CalendarPeriodKind, PeriodOptions } from '../../kpi/period.ts';
import type { RollupRow } from '../../kpi/tally.ts';
import { localDateOf, type Temporal } from '../../kpi/time.ts';
import type { Membership } from '../../people/person.ts';
import { calendarsOf, membershipsIn } from '../../people/store.ts';
import type { Db } from '../../platform/db/index.ts';
import type { WorkspaceInfo } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { cutsOf, pastOf, sinceOf, staysWithin, withPast } from './rows.ts';

/** Reads what a standing is computed from: targets, calendars, roll-up, playbook. Decides nothing. */

/** Whose figures, and as of when. */
export interface Wanted {
  subject: Subject;
  asOf: AsOf;
  /** Period kinds to read beside those of the targets, for figures without a target. */
  kinds?: readonly CalendarPeriodKind[];
  /** A longer range of dates, for figures of earlier periods. */
  also?: DateRange;
  purpose?: Purpose;
  /** Metrics that are shown without a target, too; those with one are read anyway. */
  metrics?: readonly string[];
  /** M-07: whether to read what of the amounts is not confirmed. */
  withUnconfirmed?: boolean;
  /** K-07: whether to read the past that forecasts of months and longer periods rest on; those of weeks come by themselves. */
  withForecast?: boolean;
}

/** The frame that all readings of one answer share. */
export interface Frame {
  db: Db;
  workspace: WorkspaceInfo;
  playbook: Playbook;
}

/** The workspace's playbook beside it. */
export async function frameOf(db: Db, workspace: WorkspaceInfo): Promise<Frame> {
  return { db, workspace, playbook: await readPlaybook(db, workspace.id, workspace.playbookVersion) };
}

/** As of now, by the clock of somebody's zone. */
export function nowIn(now: Temporal.Instant, tz: string): { asOf: AsOf; today: LocalDate } {
  return { asOf: asOfNow(now, tz), today: localDateOf(now, tz) };
}

/** Facts of one member; a few queries, whatever the history. */
export async function readMember(frame: Frame, wanted: Wanted, known?: readonly Target[]): Promise<Facts> {
  const targets = known ?? (await targetsOf(frame.db, frame.workspace.id, { subjects: [wanted.subject] }));
  const reach = reachOf(frame, wanted, targets);
  const read = await readPeople(frame, [wanted.subject.id], reach);
  return memberFacts(frame, wanted, targets, read);
}

/** Facts of several members by id, with as many queries as one takes; each has the targets that are theirs. */
export async function readMembers(
  frame: Frame,
  memberIds: readonly string[],
  wanted: Omit<Wanted, 'subject'>,
): Promise<Map<string, Facts>> {
  const subjects = memberIds.map((id): Subject => ({ kind: 'member', id }));
  const targets = await targetsOf(frame.db, frame.workspace.id, { subjects });
  const reach = reachOf(frame, wanted, targets);
  const read = await readPeople(frame, [...memberIds], reach);
  const rows = Map.groupBy(read.rows, (row) => row.memberId);
  const own = Map.groupBy(targets, (target) => target.subject.id);
  return new Map(
    subjects.map((subject) => {
      const mine = { ...read, rows: rows.get(subject.id) ?? [] };
      return [subject.id, memberFacts(frame, { ...wanted, subject }, own.get(subject.id) ?? [], mine)];
    }),
  );
}

/** Facts of a team, a region or the company from its own sums: those of whoever was in it on each date (P-06). */
export async function readTeam(frame: Frame, wanted: Wanted, known?: readonly Target[]): Promise<Facts> {
  const targets = known ?? (await targetsOf(frame.db, frame.workspace.id, { subjects: [wanted.subject] }));
  const reach = reachOf(frame, wanted, targets);
  const dates = withPast(reach.range, reach.past);
  const stays = await staysFor(frame, wanted.subject, dates);
  const read = await readPeople(frame, idsOf(stays), reach, stays);
  return teamFacts(frame, wanted, targets, stays, read);
}

/** P-06: the stays that count for a group: a team's and those below it, a region's, or all. */
async function staysFor(
  { db, workspace }: Frame,
  { kind, id }: Subject,
  dates: DateRange,
): Promise<Membership[]> {
  const stays = await membershipsIn(db, workspace.id, dates, kind === 'team' ? id : undefined);
  return kind === 'region' ? stays.filter((stay) => stay.region === id) : stays;
}

/** Facts of a member and of a team (theirs, as a rule) in one reading, which costs hardly more than the team's alone. */
export async function readBoth(
  frame: Frame,
  member: { wanted: Wanted; targets: readonly Target[] },
  team: { wanted: Wanted; targets: readonly Target[] },
): Promise<{ mine: Facts; ours: Facts }> {
  const reach = reachOf(frame, member.wanted, [...member.targets, ...team.targets]);
  const stays = await membershipsIn(frame.db, frame.workspace.id, reach.range, team.wanted.subject.id);
  const read = await readPeople(frame, [member.wanted.subject.id, ...idsOf(stays)], reach, stays);
  return {
    mine: memberFacts(frame, member.wanted, member.targets, read),
    ours: teamFacts(frame, team.wanted, team.targets, stays, read),
  };
}

/** How far a reading reaches: `range` day by day, the `past` before it in sums, and what of the metrics needs single facts. */
interface Reach {
  range: DateRange;
  past: DateRange | undefined;
  definitions: readonly MetricDefinition[];
  withUnconfirmed: boolean;
}

/** What was read of some people. */
interface Read extends Pick<Reach, 'range' | 'past'> {
  calendars: ReadonlyMap<string, WorkCalendar>;
  rows: readonly RollupRow[];
}

/** The roll-up answers for all that adds up; single facts are read only where a metric needs them (M-01). */
async function readPeople(
  { db, workspace, playbook }: Frame,
  memberIds: string[],
  { range, past, definitions, withUnconfirmed }: Reach,
  stays: readonly Membership[] = [],
): Promise<Read> {
  const need = samplesNeeded(definitions);
  // Most targets ask for an activity alone: then the database adds up what channels and campaigns tell apart.
  const byDimension = definitions.some(asksByDimension);
  const types = withUnconfirmed ? [...typesToConfirm(workspace, playbook)] : [];
  const [calendars, before, rows, samples, open] = await Promise.all([
    calendarsOf(db, workspace.id, memberIds, withPast(range, past)),
    past === undefined
      ? []
      : readRollupBetween(db, workspace.id, {
          range: past,
          memberIds,
          byDimension,
          cuts: cutsOf(past, stays),
        }),
    readRollup(db, workspace.id, { range, memberIds, byDimension }),
    need === undefined ? [] : readSamples(db, workspace.id, need, { range, memberIds }),
    readUnconfirmed(db, workspace.id, { range, memberIds, types }),
  ]);
  return { calendars, rows: [...before, ...rows, ...samples, ...open], range, past };
}

function definitionsOf(
  { playbook }: Frame,
  { metrics = [] }: Pick<Wanted, 'metrics'>,
  targets: readonly Target[],
): MetricDefinition[] {
  return definitionsBehind(playbook.metrics, [...targets.map((target) => target.metricKey), ...metrics]);
}

const idsOf = (stays: readonly Membership[]): string[] => [...new Set(stays.map((stay) => stay.memberId))];

function memberFacts(frame: Frame, wanted: Wanted, targets: readonly Target[], read: Read): Facts {
  const { id } = wanted.subject;
  return facts(frame, wanted, targets, {
    ...sinceOf(read.range, read.past),
    calendar: read.calendars.get(id) ?? workCalendar(),
    rows: read.rows.filter((row) => row.memberId === id),
  });
}

function teamFacts(
  frame: Frame,
  wanted: Wanted,
  targets: readonly Target[],
  stays: readonly Membership[],
  read: Read,
): Facts {
  const calendars = idsOf(staysWithin(stays, read.range)).flatMap((id) => read.calendars.get(id) ?? []);
  return facts(frame, wanted, targets, {
    ...sinceOf(read.range, read.past),
    calendar: teamCalendar(calendars),
    rows: rowsOfGroup(read.rows, stays, wanted.subject),
  });
}

function rowsOfGroup(rows: readonly RollupRow[], stays: readonly Membership[], { kind, id }: Subject) {
  return kind === 'team' ? rowsOfTeam(rows, stays, id) : rowsOfStays(rows, stays);
}

/** Facts of a member or a group. */
export function readSubject(frame: Frame, wanted: Wanted, known?: readonly Target[]): Promise<Facts> {
  return wanted.subject.kind === 'member' ? readMember(frame, wanted, known) : readTeam(frame, wanted, known);
}

function reachOf(frame: Frame, wanted: Omit<Wanted, 'subject'>, targets: readonly Target[]): Reach {
  const { asOf, kinds = [], withForecast = false, withUnconfirmed = false } = wanted;
  const definitions = definitionsOf(frame, wanted, targets);
  const used = new Set([...kinds, ...targets.map((target) => target.periodKind)]);
  const periods = { fiscalYearStart: frame.workspace.fiscalYearStart };
  const range = rangeOfAll(used, wanted, definitions, periods);
  const past = withForecast ? pastOf(range, forecastFrom(asOf, used, periods)) : undefined;
  return { range, past, definitions, withUnconfirmed };
}

function rangeOfAll(
  used: ReadonlySet<CalendarPeriodKind>,
  { asOf, also }: Pick<Wanted, 'asOf' | 'also'>,
  definitions: readonly MetricDefinition[],
  periods: PeriodOptions,
): DateRange {
  const range = withBases(rangeFor(asOf, [...used], periods), definitions, { kinds: used, asOf, periods });
  if (also === undefined) return range;
  const [from = range.from] = [also.from, range.from].sort();
  const [, to = range.to] = [also.to, range.to].sort();
  return { from, to };
}

function facts(
  { workspace, playbook }: Frame,
  { subject, asOf, purpose }: Wanted,
  targets: readonly Target[],
  read: Pick<Facts, 'calendar' | 'rows' | 'since'>,
): Facts {
  return {
    subject,
    metrics: playbook.metrics.filter((metric) => !metric.isRetired),
    targets,
    asOf,
    periods: { fiscalYearStart: workspace.fiscalYearStart },
    ...(purpose === undefined ? {} : { purpose }),
    ...read,
  };
}
