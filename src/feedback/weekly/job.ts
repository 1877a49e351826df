import { creditsOf } from '../../activities/credit.ts';
import { listChangedAfter } from '../../activities/facts/store.ts';
import { samplesNeeded } from '../../activities/samples/need.ts';
import { readSamples } from '../../activities/samples/store.ts';
import { readRollup, readRollupBetween } from '../../activities/store.ts';
import { type AsOf, asOfEnd, rangeFor } from '../../goals/asOf.ts';
import { definitionsBehind, withBases } from '../../goals/behind.ts';
import { forecastFrom } from '../../goals/forecast.ts';
import type { MarketEvent } from '../../goals/review/market.ts';
import type { Facts } from '../../goals/standing.ts';
import { targetsOf } from '../../goals/store.ts';
import type { Subject, Target } from '../../goals/target.ts';
import { rowsOfTeam, teamCalendar } from '../../goals/team.ts';
import { type WorkCalendar, workCalendar } from '../../kpi/calendar.ts';
import { addDays, type LocalDate, localDate } from '../../kpi/localDate.ts';
import { CALENDAR_PERIOD_KINDS, type PeriodOptions, previous, rangeOf } from '../../kpi/period.ts';
import type { RollupRow } from '../../kpi/tally.ts';
import type { Membership, Person, TeamInfo } from '../../people/person.ts';
import { calendarsOf, listPeopleAmong, listTeams, membershipsIn } from '../../people/store.ts';
import { formatPeriod } from '../../platform/format.ts';
import type { OutMessage, ReportPart, ReportRequest } from '../../platform/jobs/report.ts';
import { reportBuiltAt } from '../../platform/jobs/store.ts';
import { onceIn } from '../../platform/pass.ts';
import type { Deps } from '../../platform/slice.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { readWorkspace } from '../../workspace/store.ts';
import { type Said, saidBy } from '../checkin/shown.ts';
import { answersOf } from '../checkin/store.ts';
import { forLead, type PartsFor } from '../digest/job.ts';
import { tellerFor } from '../figures.ts';
import { type Frame, frameOf } from '../reading/index.ts';
import { cutsOf, pastOf, sinceOf, withPast } from '../reading/rows.ts';
import { type Besides, type LinesFor, type PlacesFor, readBesides } from './besides/job.ts';
import { weekReply } from './blocks.ts';
import { chartOf } from './chart.ts';
import { readMarket } from './market/job.ts';
import type { LateRow } from './notes.ts';
import { type Cohort, REACH_DAYS } from './way.ts';
import { decideWeek, type RepWeek } from './week.ts';

/** Everything that a team's weekly report is made of, read with a handful of queries whatever the team's size. */
export interface TeamWeek {
  frame: Frame;
  request: ReportRequest;
  team: TeamInfo;
  /** Last date of the reported week. */
  lastDate: LocalDate;
  reps: readonly { person: Person; facts: Facts }[];
  leads: readonly Person[];
  /** What came in of the week before after its report. */
  late: readonly LateRow[];
  /** Names of the teams right below it. */
  below: readonly string[];
  /** Who is in it, and in teams below it that nobody leads. */
  memberIds: ReadonlySet<string>;
  teamFacts: Facts;
  /** What the reps said in this week of how sure they are. */
  said: readonly Said[];
}

/** The weekly feedback: a direct message for each rep of the team, and a digest for each of its leads, to which other slices bring their parts. */
export const weeklyFeedback = (
  partsFor: PartsFor,
  placesFor: PlacesFor = () => Promise.resolve(() => undefined),
  linesFor: LinesFor = () => Promise.resolve(() => []),
): ReportPart => ({
  kind: 'weekly-feedback',
  also: ['digest'],
  async build(deps, request) {
    const read = await readTeamWeek(deps, request);
    if (read === undefined) return [];
    const around = {
      types: read.frame.playbook.types,
      cohort: cohortOf(read.reps.map(({ facts }) => facts)),
    };
    const decided = (market: readonly MarketEvent[]) =>
      read.reps.map(({ person, facts }) => {
        const late = read.late.filter(({ row }) => row.memberId === person.memberId);
        return { person, facts, week: decideWeek(facts, request.periodKey, { ...around, late, market }) };
      });
    const alone = decided([]);
    const market = await readMarket(
      read.frame,
      request.periodKey,
      read.lastDate,
      alone.map(({ week }) => week),
      deps.pass,
    );
    const weeks = market.length === 0 ? alone : decided(market);
    const digests = read.leads.map((lead) => forLead(deps, { ...read, market }, lead, weeks, partsFor));
    const besides = await readBesides(deps, read, placesFor, linesFor);
    const own = weeks.map(({ person, week }) => forRep(read, person, week, besides(person)));
    return [...own, ...(await Promise.all(digests))];
  },
});

/** What is usual in the team: the rows and days of its reps. */
function cohortOf(all: readonly Facts[]): Cohort {
  const from = addDays(all[0]?.asOf.lastDate ?? localDate('1970-01-01'), -REACH_DAYS);
  return {
    people: all.length,
    rows: all.flatMap(({ rows }) => rows.filter((row) => row.date >= from)),
    calendars: all.map(({ calendar }) => calendar),
  };
}

async function readTeamWeek(deps: Deps, request: ReportRequest): Promise<TeamWeek | undefined> {
  const { workspaceId, teamId, periodKey } = request;
  const workspace = await readWorkspace(deps.db, workspaceId);
  if (workspace === undefined) return undefined;
  const frame = await frameOf(deps.db, workspace);
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const asOf = asOfEnd(rangeOf(periodKey, periods));
  const { lastDate } = asOf;
  const teams = await onceIn(deps.pass, 'teams', [workspaceId, lastDate], () =>
    listTeams(deps.db, workspaceId, lastDate),
  );
  const team = teams.find((candidate) => candidate.id === teamId);
  if (team === undefined) return undefined;
  const ledHere = teamsLedIn(team, teams);
  const people = await listPeopleAmong(deps.db, workspaceId, lastDate, {
    ...{ teamIds: [...ledHere], memberIds: team.leadIds },
  });
  const reps = people.filter((person) => isRepOf(person, teamId, lastDate));
  const metrics = frame.playbook.metrics.filter((metric) => !metric.isRetired);
  const records = await readRecords(deps, request, reps, { metrics, asOf, periods });
  const memberIds = reps.map((person) => person.memberId);
  const answers = await answersOf(deps.db, workspaceId, { memberIds, week: periodKey });
  const names = new Map(reps.map((person) => [person.memberId, person.name]));
  const { factsOf, teamFacts } = factsFrom(records, teamId, { metrics, asOf, periods });
  return {
    ...{ frame, request, team, lastDate, teamFacts },
    late: await readLate(deps, request, memberIds, frame),
    said: saidBy(answers, names, metrics),
    below: teams.filter((one) => one.parentId === teamId).map((one) => one.name),
    memberIds: membersOf(ledHere, people),
    reps: reps.map((person) => ({ person, facts: factsOf(person.memberId) })),
    leads: people.filter((person) => person.isActive && team.leadIds.includes(person.memberId)),
  };
}

/** The team, and those below it as far as nobody leads them. */
function teamsLedIn(team: TeamInfo, teams: readonly TeamInfo[]): Set<string> {
  const ledHere = new Set([team.id]);
  for (const id of ledHere)
    for (const one of teams) if (one.parentId === id && one.leadIds.length === 0) ledHere.add(one.id);
  return ledHere;
}

function membersOf(teamIds: ReadonlySet<string>, people: readonly Person[]): Set<string> {
  const theirs = people.filter(({ isActive, teamId }) => isActive && teamId !== null && teamIds.has(teamId));
  return new Set(theirs.map(({ memberId }) => memberId));
}

/** Entries of the week before that were added, changed or taken back after that week was reported. */
async function readLate(
  { db }: Deps,
  request: ReportRequest,
  memberIds: readonly string[],
  { playbook }: Frame,
): Promise<LateRow[]> {
  const periodKey = previous(request.periodKey);
  const after = await reportBuiltAt(db, { ...request, periodKey }, 'weekly-feedback');
  if (after === undefined) return [];
  const types = playbook.types.map((type) => type.key);
  const query = { range: rangeOf(periodKey), memberIds, types, after };
  const changed = await listChangedAfter(db, request.workspaceId, query);
  return changed.flatMap(({ fact, isTaken }) => {
    const entry = `${fact.batchId}-${fact.line}`;
    return creditsOf(fact, isTaken ? -1 : 1).map((row) => ({ entry, row }));
  });
}

/** What is on record of a team and all who were in it: targets, calendars, activity, memberships. */
interface Records {
  targets: Target[];
  calendars: ReadonlyMap<string, WorkCalendar>;
  rows: RollupRow[];
  stays: Membership[];
  /** K-07: from when on all of that is whole. */
  since: LocalDate;
}

async function readRecords(
  { db }: Deps,
  { workspaceId, teamId }: ReportRequest,
  reps: readonly Person[],
  { metrics, asOf, periods }: { metrics: readonly MetricInfo[]; asOf: AsOf; periods: PeriodOptions },
): Promise<Records> {
  const members = reps.map((rep): Subject => ({ kind: 'member', id: rep.memberId }));
  const targets = await targetsOf(db, workspaceId, { subjects: [{ kind: 'team', id: teamId }, ...members] });
  const keys = targets.map((target) => target.metricKey);
  const definitions = definitionsBehind(metrics, keys);
  const kinds = new Set(targets.map((target) => target.periodKind));
  const based = withBases(rangeFor(asOf, [...CALENDAR_PERIOD_KINDS], periods), definitions, {
    ...{ kinds, asOf, periods },
  });
  const reach = addDays(asOf.lastDate, -REACH_DAYS);
  const range = { ...based, from: [reach, based.from].toSorted()[0] ?? reach };
  // The week after is asked for too: what it demands is part of the feedback.
  const wide = { from: range.from, to: [range.to, addDays(asOf.lastDate, 15)].toSorted().at(-1) ?? range.to };
  const past = pastOf(range, forecastFrom(asOf, kinds, periods));
  const dates = withPast(wide, past);
  const stays = await membershipsIn(db, workspaceId, dates, teamId);
  const counted = stays.map((stay) => stay.memberId);
  const memberIds = [...new Set([...reps.map((rep) => rep.memberId), ...counted])];
  const need = samplesNeeded(definitions);
  const [calendars, before, rows, samples] = await Promise.all([
    calendarsOf(db, workspaceId, memberIds, dates),
    past === undefined
      ? []
      : readRollupBetween(db, workspaceId, { range: past, memberIds, cuts: cutsOf(past, stays) }),
    readRollup(db, workspaceId, { range, memberIds }),
    need === undefined ? [] : readSamples(db, workspaceId, need, { range, memberIds }),
  ]);
  return { targets, calendars, rows: [...before, ...rows, ...samples], stays, ...sinceOf(range, past) };
}

/** The records as facts: of each rep, and of the team by its own sums, in which its sub-teams' members count (A-03). */
function factsFrom(
  { targets, calendars, rows, stays, since }: Records,
  teamId: string,
  frame: Pick<Facts, 'metrics' | 'asOf' | 'periods'>,
): { factsOf: (memberId: string) => Facts; teamFacts: Facts } {
  const byMember = Map.groupBy(rows, (row) => row.memberId);
  const own = Map.groupBy(targets, ({ subject }) => `${subject.kind}:${subject.id}`);
  return {
    factsOf: (id) => ({
      ...{ ...frame, targets: own.get(`member:${id}`) ?? [], since },
      subject: { kind: 'member', id },
      calendar: calendars.get(id) ?? workCalendar(),
      rows: byMember.get(id) ?? [],
    }),
    teamFacts: {
      ...{ ...frame, targets, since },
      subject: { kind: 'team', id: teamId },
      calendar: teamCalendar(repsIn(stays, frame.asOf.lastDate).flatMap((id) => calendars.get(id) ?? [])),
      rows: rowsOfTeam(rows, stays, teamId),
    },
  };
}

/** Who counts for the team as a rep on a date. */
function repsIn(stays: readonly Membership[], date: LocalDate): string[] {
  const there = stays.filter(({ from, to }) => from <= date && (to === null || to > date));
  return there.filter((stay) => stay.role === 'rep').map((stay) => stay.memberId);
}

/** A rep of the team as of the week's end, who had begun and not left (P-06). */
function isRepOf(person: Person, teamId: string, lastDate: LocalDate): boolean {
  const hasBegun = person.firstDay === null || person.firstDay <= lastDate;
  const isThere = person.lastDay === null || person.lastDay > addDays(lastDate, -7);
  return person.isActive && person.teamId === teamId && person.role === 'rep' && hasBegun && isThere;
}

function forRep({ frame, request }: TeamWeek, person: Person, week: RepWeek, besides: Besides): OutMessage {
  const { workspace, playbook } = frame;
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const teller = tellerFor(person.locale, workspace.currency, periods);
  const weekName = formatPeriod(request.periodKey, person.locale, periods);
  const { imageAfter, ...reply } = weekReply(week, teller, { weekName, types: playbook.types, besides });
  const chart =
    week.hold.kind === 'away' ? undefined : chartOf(week, teller, `${weekName} · ${person.name}`, periods);
  return {
    key: `rep:${person.memberId}`,
    channel: person.slackUserId,
    to: person.name,
    locale: person.locale,
    reply,
    ...(chart === undefined ? {} : { chart, imageAfter }),
  };
}
