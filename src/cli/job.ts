import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { jobsOf } from '../app.ts';
import { morningOf, rehearseReviews, reviewWorkspace } from '../goals/review/job.ts';
import { isLocalDate, type LocalDate } from '../kpi/localDate.ts';
import { instantOf, type Temporal } from '../kpi/time.ts';
import type { TeamInfo } from '../people/person.ts';
import { listPeople, listTeams } from '../people/store.ts';
import { dateIn, momentOn, periodReported, type WeeklyMoment } from '../platform/jobs/due.ts';
import { momentIn } from '../platform/jobs/moment.ts';
import { closeRuns, isDone, messagesOf } from '../platform/jobs/outbox.ts';
import { addPictures } from '../platform/jobs/picture.ts';
import { defaultSchedule, type OutMessage, type ReportKind, reportKinds } from '../platform/jobs/report.ts';
import { buildPlanned, composeReport, type Jobs, sendPending } from '../platform/jobs/run.ts';
import { planOne } from '../platform/jobs/store.ts';
import { keepSchedules } from '../schedules.ts';
import { type Bench, CommandProblem, ending, withApp } from './open.ts';

/** T-06: no report of a team's, but a look at all targets of the workspace. */
const TARGETS = 'target-reviews';

/** Seconds. */
const waitAtMost = 60;

const usage = `Usage: npm run job -- <job> --on <date> [--team <name>] [--workspace <id>] [--dry-run]
  <job>      ${reportKinds.join(', ')}; ${TARGETS}: the morning's look for occasions to review targets
  --on       the date on which the report is due, for example 2026-11-23; it speaks of the week (month, quarter) before that date's
  --team     one team only
  --workspace  the workspace's id, where Pacer serves many
  --dry-run  print what would be posted, and to whom; post nothing`;

/** What was asked for, of a report. */
type Report = Asked & { kind: ReportKind };

interface Asked {
  kind: ReportKind | typeof TARGETS;
  on: LocalDate;
  team: string | undefined;
  workspace: string | undefined;
  dryRun: boolean;
}

const options = {
  on: { type: 'string' },
  team: { type: 'string' },
  workspace: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const;

/** The words behind the command; throws a CommandProblem with the usage where they do not fit. */
function asked(args: string[]): Asked {
  const { values, positionals } = parsed(args);
  const kind = ([...reportKinds, TARGETS] as const).find((known) => known === positionals[0]);
  if (kind === undefined)
    throw new CommandProblem(`${positionals[0] ?? 'Nothing'} is not a job.\n${usage}`, 2);
  if (values.on === undefined || !isLocalDate(values.on))
    throw new CommandProblem(
      `--on needs a date such as 2026-11-23${values.on ? `, not ${values.on}` : ''}.\n${usage}`,
      2,
    );
  const { on, team, workspace } = values;
  if (kind === TARGETS && team !== undefined)
    throw new CommandProblem(`${TARGETS} is for the whole workspace: leave --team out.\n${usage}`, 2);
  return { kind, on, team, workspace, dryRun: values['dry-run'] ?? false };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new CommandProblem(`${error instanceof Error ? error.message : String(error)}\n${usage}`, 2);
  }
}

/** When the report comes, in a team's zone, and the instant in the week (or month, or quarter) of the asked date. */
function dueFor(
  bench: Bench,
  team: TeamInfo,
  { kind, on }: Report,
): { dueAt: Temporal.Instant; moment: WeeklyMoment } {
  const { tz, fiscalYearStart } = bench.workspace;
  const moment = momentIn(kind, {
    ...defaultSchedule[kind],
    zone: team.tz ?? tz,
    around: { fiscalYearStart },
  });
  return { dueAt: momentOn(moment, dateIn(moment, on)), moment };
}

async function teamsFor(bench: Bench, { on, team }: Asked): Promise<TeamInfo[]> {
  const teams = await listTeams(bench.db, bench.workspace.id, on);
  const wanted =
    team === undefined ? teams : teams.filter((t) => t.name.toLowerCase() === team.toLowerCase());
  if (wanted.length > 0) return wanted;
  const known = teams.map((t) => t.name).join(', ') || 'none yet';
  throw new CommandProblem(
    `There is no team ${team === undefined ? '' : `"${team}" `}on ${on}. Teams: ${known}.`,
  );
}

/** "#general" for a channel, the person's name for a direct message. */
async function recipients(bench: Bench): Promise<(message: OutMessage) => string> {
  const slack = await bench.deps.slack(bench.workspace.id);
  const names = new Map((await slack.channels()).map(({ id, name }) => [id, `#${name}`]));
  return (message) => names.get(message.channel) ?? message.to;
}

function show(bench: Bench, team: TeamInfo, message: OutMessage, to: string): void {
  const picture = message.chart === undefined ? '' : ' · with a chart';
  bench.say(`\n── to ${to} (${team.name})${picture}`);
  const lines = linesOf(message.reply.blocks ?? []);
  for (const line of lines.length > 0 ? lines : [message.reply.text]) bench.say(`   ${line}`);
}

/** The texts of blocks, one a line, for a terminal. */
function linesOf(blocks: readonly object[]): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'text' && typeof inner === 'string') found.push(...inner.split('\n'));
        else walk(inner);
      }
  };
  walk(blocks);
  return found;
}

async function rehearse(bench: Bench, jobs: Jobs, team: TeamInfo, asked: Report): Promise<number> {
  const { dueAt, moment } = dueFor(bench, team, asked);
  const request = {
    workspaceId: bench.workspace.id,
    teamId: team.id,
    periodKey: periodReported(moment, dueAt),
    dueAt,
  };
  const messages = await composeReport(jobs, asked.kind, request);
  const toWhom = await recipients(bench);
  for (const message of messages) show(bench, team, message, toWhom(message));
  return messages.length;
}

async function carryOut(bench: Bench, jobs: Jobs): Promise<number> {
  await buildPlanned(jobs);
  const sent = await sendPending(bench.deps);
  await addPictures(bench.deps);
  return sent;
}

/** Waits until the run has an end: a running app may have taken it, or a message of it, at the same moment. */
async function settled(bench: Bench, runId: string): Promise<void> {
  for (let tries = 0; tries < waitAtMost; tries += 1) {
    await closeRuns(bench.db);
    if (await isDone(bench.db, bench.workspace.id, runId)) return;
    if (tries === 0) bench.say('Waiting for what is still on its way…');
    await sleep(1_000);
  }
}

async function post(bench: Bench, jobs: Jobs, team: TeamInfo, asked: Report): Promise<number> {
  const { dueAt } = dueFor(bench, team, asked);
  const run = await planOne(bench.db, bench.workspace.id, team.id, asked.kind, dueAt);
  const sent = await carryOut(bench, jobs);
  await settled(bench, run.id);
  const messages = await messagesOf(bench.db, bench.workspace.id, run.id);
  const done = messages.filter((message) => message.state === 'sent').length;
  const note = run.status === 'exists' ? ' (it existed already; nothing is posted twice)' : '';
  bench.say(`${team.name}: ${done} of ${messages.length} messages are posted${note}`);
  for (const { state, key, error } of messages.filter((message) => message.state !== 'sent'))
    bench.say(`  ${state}: ${key}${error === '' ? '' : ` (${error})`}`);
  return sent;
}

async function run(bench: Bench, wish: Report): Promise<void> {
  const jobs = jobsOf(bench.deps);
  await keepSchedules(bench.db, instantOf(await bench.db.now()));
  let count = 0;
  for (const team of await teamsFor(bench, wish))
    count += await (wish.dryRun ? rehearse(bench, jobs, team, wish) : post(bench, jobs, team, wish));
  bench.say(wish.dryRun ? `\n${count} messages would be posted.` : `\n${count} messages were posted.`);
}

/** The look at targets, as it is made on the morning of the date. */
async function lookAtTargets({ deps, workspace, say }: Bench, { on, dryRun }: Asked): Promise<void> {
  const morning = morningOf(on, workspace.tz);
  if (!dryRun) {
    const asked = await reviewWorkspace(deps, workspace, morning);
    await sendPending(deps);
    return say(`${asked.length} occasions were asked about.`);
  }
  const people = await listPeople(deps.db, workspace.id, on);
  const questions = await rehearseReviews(deps, workspace, morning);
  for (const { channel, reply } of questions) {
    say(`\n── to ${people.find(({ slackUserId }) => slackUserId === channel)?.name ?? channel}`);
    for (const line of linesOf(reply.blocks ?? [])) say(`   ${line}`);
  }
  say(`\n${questions.length} messages would be sent.`);
}

const isReport = (wish: Asked): wish is Report => wish.kind !== TARGETS;

await ending(async () => {
  const wish = asked(process.argv.slice(2));
  const work = (bench: Bench) => (isReport(wish) ? run(bench, wish) : lookAtTargets(bench, wish));
  await withApp(work, wish.workspace);
});
