import { localDateOf, type Temporal } from '../../kpi/time.ts';
import type { Person, TeamInfo } from '../../people/person.ts';
import { may } from '../../people/rights.ts';
import { listPeople, listTeams } from '../../people/store.ts';
import { inTreeOrder } from '../../people/tree.ts';
import {
  type Choices,
  choiceIn,
  isPaused,
  isTogether,
  momentWith,
  type ReportChoice,
} from '../../platform/jobs/choice.ts';
import { choicesOf } from '../../platform/jobs/choices.ts';
import type { WeeklyMoment } from '../../platform/jobs/due.ts';
import { momentIn } from '../../platform/jobs/moment.ts';
import { type ScheduleState, schedulesOf } from '../../platform/jobs/overview.ts';
import { homeOf, isOnByDefault, type ReportKind, reportKinds, reportTo } from '../../platform/jobs/report.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Actor, Deps, Input, WorkspaceInfo } from '../../platform/slice.ts';
import { baseFor } from '../../workspace/rhythm.ts';
import { denied } from '../../workspace/store.ts';
import { upcoming } from '../instants.ts';
import { type ReportView, readWhich, type State } from '../report.ts';
import { words } from '../words.ts';

/** So many of the coming instants are shown. */
const SHOWN = 5;

/** Teams whose reports concern somebody, as a tree is read: all for an administrator, those they lead, and their own. */
export async function teamsFor({ deps, workspace, actor, today }: Input): Promise<TeamInfo[]> {
  const teams = inTreeOrder(await listTeams(deps.db, workspace.id, today)).map(({ team }) => team);
  return teams.filter((team) => mayEdit(actor, team.id) || team.id === actor.teamId);
}

/** Whether somebody may change the reports of a team (reliability.md § 7). */
export const mayEdit = (actor: Actor, teamId: string): boolean =>
  may(actor, 'schedule-team', { memberId: null, teamId });

/** All that is known of some teams' schedules. */
export interface Known {
  workspace: WorkspaceInfo;
  people: readonly Person[];
  choices: ReadonlyMap<string, Choices>;
  schedules: ReadonlyMap<string, ReadonlyMap<ReportKind, ScheduleState>>;
  now: Temporal.Instant;
}

/** Reads the schedules of teams. */
export async function readKnown(
  { db }: Pick<Deps, 'db'>,
  workspace: WorkspaceInfo,
  teams: readonly TeamInfo[],
  now: Temporal.Instant,
): Promise<Known> {
  const ids = teams.map((team) => team.id);
  const [people, choices, schedules] = await Promise.all([
    listPeople(db, workspace.id, localDateOf(now, workspace.tz)),
    choicesOf(db, workspace.id, ids),
    schedulesOf(db, workspace.id, ids, now),
  ]);
  return { workspace, people, choices, schedules, now };
}

/** A report of a team with all that editing and sending ask of it. */
export interface TeamReport {
  team: TeamInfo;
  kind: ReportKind;
  choice: ReportChoice;
  /** When it is due where nobody chose anything. */
  base: ReturnType<typeof baseFor>;
  /** When it is due. */
  moment: WeeklyMoment;
  isTogether: boolean;
  /** Where a report to a channel goes by itself. */
  usualChannelId: string | null;
  /** Its schedule, or that of the report with which it comes; undefined before the first tick. */
  schedule: ScheduleState | undefined;
}

/** Puts one report together from what was read. */
export function reportOf(known: Known, team: TeamInfo, kind: ReportKind): TeamReport {
  const choices = known.choices.get(team.id);
  const choice = choiceIn(choices, kind);
  const together = isTogether(kind, choice);
  const schedule = known.schedules.get(team.id)?.get(together ? homeOf(kind) : kind);
  const base = baseFor(kind, known.workspace, team, choices);
  const chosen = momentWith(base, choice);
  const moment = schedule === undefined ? momentIn(kind, chosen) : { ...schedule.moment, ...chosen };
  return {
    ...{ team, kind, choice, base, moment, schedule, isTogether: together },
    usualChannelId: team.channelId ?? known.workspace.boardChannelId,
  };
}

/** A report as it is shown. */
export function viewOf(known: Known, team: TeamInfo, kind: ReportKind): ReportView {
  const report = reportOf(known, team, kind);
  const { choice, moment, usualChannelId } = report;
  const state = stateOf(kind, choice, moment, known.now);
  return {
    ...{ team, kind, state, moment, choice, isTogether: report.isTogether },
    channelId: reportTo[kind] === 'channel' ? (choice.channelId ?? usualChannelId) : null,
    leftOut: known.people.filter((one) => choice.leftOut.includes(one.memberId)).map((one) => one.name),
    instants: state.kind === 'on' || state.kind === 'until' ? instantsOf(report, known.now) : [],
  };
}

function instantsOf({ schedule, moment, choice }: TeamReport, now: Temporal.Instant) {
  if (schedule === undefined) return [];
  const { reported, nextDueAt } = schedule;
  return upcoming(moment, nextDueAt, { count: SHOWN, now, reported, until: choice.pausedUntil });
}

function stateOf(
  kind: ReportKind,
  choice: ReportChoice,
  { zone }: WeeklyMoment,
  now: Temporal.Instant,
): State {
  if (!isPaused(kind, choice, now)) return { kind: 'on' };
  if (choice.isOn ?? isOnByDefault(kind))
    return { kind: 'until', date: localDateOf(choice.pausedUntil ?? now, zone) };
  return choice.isOn === null ? { kind: 'off' } : { kind: 'paused' };
}

/** All reports of a team as they are shown. */
export const viewsOf = (known: Known, team: TeamInfo): ReportView[] =>
  reportKinds.map((kind) => viewOf(known, team, kind));

/** The report that a button or a form names, for whoever may change it; else they are told, and the attempt is noted (reliability.md § 7). */
export async function askedReport(input: Input, value: string): Promise<TeamReport | undefined> {
  const { deps, workspace, actor, today, now } = input;
  const say = words(actor.locale);
  const which = readWhich(value);
  const team = (await listTeams(deps.db, workspace.id, today)).find((one) => one.id === which?.teamId);
  if (which === undefined || team === undefined) {
    await input.reply({ text: say('gone') });
    return undefined;
  }
  if (!mayEdit(actor, team.id)) {
    await denied(deps.db, workspace.id, actor.memberId, 'schedule', `schedule:${which.kind}:${team.id}`);
    await input.reply({ text: say('denied', { team: plainInMrkdwn(team.name) }) });
    return undefined;
  }
  return reportOf(await readKnown(deps, workspace, [team], now), team, which.kind);
}
