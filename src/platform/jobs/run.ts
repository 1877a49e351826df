import type { PeriodKey } from '../../kpi/period.ts';
import type { Temporal } from '../../kpi/time.ts';
import { context } from '../blocks.ts';
import { altText } from '../charts/alt.ts';
import { newPass } from '../pass.ts';
import type { Deps } from '../slice.ts';
import { type Choices, kindsOfRun } from './choice.ts';
import { choicesOf, usersOf } from './choices.ts';
import { recoverExpired } from './ending.ts';
import { lookForDoubtful } from './look.ts';
import { planMissing } from './missing.ts';
import { closeRuns, dropOutdated } from './outbox.ts';
import { addPictures, imagePlace } from './picture.ts';
import type { Wake } from './queue.ts';
import { homeOf, type OutMessage, type ReportKind, type ReportPart, type ReportRequest } from './report.ts';
import { Killed, rulesOf, type Trial } from './rules.ts';
import { sendPending } from './send.ts';
import { claimRun, type Frozen, freeze, offerLate, planDue, type Run, releaseRun } from './store.ts';
import { sweepCopies } from './sweep.ts';
import { words } from './words.ts';

export { sendPending } from './send.ts';

/** What the passes need. */
export interface Jobs {
  deps: Deps;
  parts: readonly ReportPart[];
  /** Wakes other instances and other passes; without it the tick does all work. */
  wake?: Wake;
  /** Tests alone: which guards are off, and where a process dies. */
  trial?: Trial;
}

/**
 * Everything that is due: plan (and what was missed), build, recover, look, send, sweep, and the pictures that were left behind. Called at boot, each
 * minute where the queue does not do it, and whenever; calling it twice or late does no harm. `now` is the database's clock; with `stop` it
 * sends nothing new, and ends soon.
 */
export async function runDue(
  jobs: Jobs,
  now: Temporal.Instant,
  stop?: AbortSignal,
): Promise<{ planned: number; built: number; sent: number }> {
  const planned = await runPlan(jobs, now);
  const built = await buildPlanned(jobs);
  return { planned, built, sent: await runSend(jobs, now, stop) };
}

/** Plans what is due, and what was missed; what is too late is set aside. */
export async function runPlan(jobs: Jobs, now: Temporal.Instant): Promise<number> {
  const { deps, trial, wake } = jobs;
  await trial?.at?.('before planning');
  const planned = await planDue(deps.db, now, rulesOf(trial), wake);
  const missed = await planMissing(deps, now);
  if (missed > 0) await wake?.('build');
  await trial?.at?.('planned');
  await offerLate(deps.db, now);
  await trial?.at?.('set aside');
  return planned;
}

/** Sends what is frozen, and brings what is doubtful to an end. Answers how many were sent. */
export async function runSend(jobs: Jobs, now: Temporal.Instant, stop?: AbortSignal): Promise<number> {
  const { deps, trial } = jobs;
  await recoverExpired(deps.db, rulesOf(trial));
  await trial?.at?.('recovered');
  await lookForDoubtful(deps, now, stop, trial);
  await offerLate(deps.db, now);
  await dropOutdated(deps.db);
  const sent = await sendPending(deps, stop, now, trial);
  await sweepCopies(deps, stop, trial);
  await closeRuns(deps.db);
  await trial?.at?.('closed');
  await addPictures(deps, stop);
  return sent;
}

/**
 * The messages of a report and of what comes together with it, from all slices that bring a part of them: without what is paused, and
 * without those whom the team leaves out. `prepares`: what slices write down before, as far as it is not paused; a rehearsal does without.
 */
export async function composeReport(
  { deps, parts }: Pick<Jobs, 'deps' | 'parts'>,
  kind: ReportKind,
  request: ReportRequest,
  prepares = false,
): Promise<OutMessage[]> {
  const { workspaceId, teamId } = request;
  const choices = (await choicesOf(deps.db, workspaceId, [teamId])).get(teamId) ?? new Map();
  const wanted = kindsOfRun(kind, choices, request);
  const brings = (part: ReportPart): boolean =>
    [part.kind, ...(part.also ?? [])].some((one) => wanted.has(one));
  const asked = { ...request, choices };
  if (prepares) for (const part of parts) if (wanted.has(part.kind)) await part.prepare?.(deps, asked);
  const built = await Promise.all(
    parts.filter(brings).map(async (part) => {
      const messages = await part.build(deps, asked);
      return messages.map((message) => ({ ...message, kind: message.kind ?? part.kind }));
    }),
  );
  const messages = built.flat().filter((message) => wanted.has(message.kind));
  return withoutLeftOut(deps, workspaceId, choices, messages);
}

async function withoutLeftOut<M extends OutMessage & { kind: ReportKind }>(
  { db }: Deps,
  workspaceId: string,
  choices: Choices,
  messages: M[],
): Promise<M[]> {
  const users = new Map<ReportKind, Set<string>>();
  for (const [kind, { leftOut }] of choices) users.set(kind, await usersOf(db, workspaceId, leftOut));
  return messages.filter(({ kind, channel }) => !users.get(kind)?.has(channel));
}

/** The *build* pass: every planned run's messages are composed and frozen. Answers how many runs were built. */
export async function buildPlanned(jobs: Jobs): Promise<number> {
  const deps = { ...jobs.deps, pass: newPass() };
  const inPass = { ...jobs, deps };
  const rule = rulesOf(jobs.trial);
  let built = 0;
  for (let run = await claimRun(deps.db, rule); run !== undefined; run = await claimRun(deps.db, rule)) {
    try {
      await jobs.trial?.at?.('run taken');
      const request = { ...run, periodKey: run.periodKey as PeriodKey };
      const messages = await composeReport(inPass, run.kind, request, true);
      const frozen = [];
      for (const message of messages) frozen.push(await freezeMessage(deps, run, message));
      await jobs.trial?.at?.('composed');
      if (await freeze(deps.db, run, frozen, jobs.wake)) built += 1;
      await jobs.trial?.at?.('frozen');
    } catch (error) {
      if (error instanceof Killed) throw error;
      deps.log.error(
        { err: error, run: run.id, kind: run.kind, teamId: run.teamId },
        'a report could not be built; it will be tried again',
      );
      await releaseRun(deps.db, run, error instanceof Error ? error.message : String(error));
    }
  }
  return built;
}

/** The key of a report's message: the same in whichever run it comes, so that no period has it twice; a copy has its own. */
export const messageKey = (
  { kind, teamId, periodKey, copy = 0 }: Pick<Run, 'kind' | 'teamId' | 'periodKey'> & { copy?: number },
  { key }: Pick<OutMessage, 'key'>,
): string => `${homeOf(kind)}:${teamId}:${periodKey}:${key}${copy === 0 ? '' : `:copy:${copy}`}`;

async function freezeMessage(deps: Deps, run: Run, message: OutMessage): Promise<Frozen> {
  const frozen = await freezeReply(deps, message);
  const key = messageKey(run, message);
  if (run.copy === 0) return { ...frozen, key };
  return { ...frozen, ...headed(frozen, words(message.locale)('copyNote')), key };
}

/** With a line on top; where there is no room for it, it begins the text alone. */
export function headed({ text, blocks }: Pick<Frozen, 'text' | 'blocks'>, note: string) {
  return { text: `${note} ${text}`, blocks: blocks.length < 50 ? [context(note), ...blocks] : blocks };
}

/** A message as it will be sent, with its picture. */
export async function freezeReply(deps: Deps, message: OutMessage): Promise<Frozen> {
  const image = await draw(deps, message);
  const blocks: object[] = [...(message.reply.blocks ?? [])];
  const alt = message.chart === undefined ? '' : altText(message.chart);
  if (image !== null) blocks.splice(message.imageAfter ?? blocks.length, 0, { type: imagePlace });
  const { key, channel, locale } = message;
  return { key, channel, text: message.reply.text, blocks, locale, image, imageAlt: alt };
}

/** The picture; where it cannot be drawn the report goes out without it. */
async function draw(deps: Deps, message: OutMessage): Promise<Uint8Array | null> {
  if (message.chart === undefined) return null;
  try {
    return await deps.charts.render(message.chart);
  } catch (error) {
    deps.log.warn(
      { err: error, key: message.key },
      'a chart could not be drawn; the report goes out without it',
    );
    return null;
  }
}
