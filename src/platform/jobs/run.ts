import { setTimeout as sleep } from 'node:timers/promises';
import type { PeriodKey } from '../../kpi/period.ts';
import type { Temporal } from '../../kpi/time.ts';
import { altText } from '../charts/alt.ts';
import { failureOf, type Messenger, type Sent } from '../slack.ts';
import type { Deps } from '../slice.ts';
import {
  type Claimed,
  claimMessage,
  closeRuns,
  isAnySoon,
  markFailure,
  markSent,
  recoverExpired,
} from './outbox.ts';
import { addPicture, imagePlace, replyOf, uploadOnce } from './picture.ts';
import type { OutMessage, ReportPart, ReportRequest } from './report.ts';
import { claimRun, type Frozen, freeze, planDue, type Run, releaseRun } from './store.ts';

/** What the passes need. */
export interface Jobs {
  deps: Deps;
  parts: readonly ReportPart[];
}

/**
 * Everything that is due: plan, build, send, recover. Called each minute, at boot, and whenever; calling it twice or late does no harm.
 * `now` is the database's clock.
 */
export async function runDue(
  jobs: Jobs,
  now: Temporal.Instant,
): Promise<{ planned: number; built: number; sent: number }> {
  const { deps } = jobs;
  const planned = await planDue(deps.db, now);
  const built = await buildPlanned(jobs);
  await recoverExpired(deps.db);
  const sent = await sendPending(deps);
  await closeRuns(deps.db);
  return { planned, built, sent };
}

/** The messages of a report, from all slices that bring a part of it. */
export async function composeReport(jobs: Jobs, kind: string, request: ReportRequest): Promise<OutMessage[]> {
  const parts = jobs.parts.filter((part) => part.kind === kind);
  const messages = await Promise.all(parts.map((part) => part.build(jobs.deps, request)));
  return messages.flat();
}

/** The *build* pass: every planned run's messages are composed and frozen. Answers how many runs were built. */
export async function buildPlanned(jobs: Jobs): Promise<number> {
  const { deps } = jobs;
  let built = 0;
  for (let run = await claimRun(deps.db); run !== undefined; run = await claimRun(deps.db)) {
    try {
      const request = { ...run, periodKey: run.periodKey as PeriodKey };
      const messages = await composeReport(jobs, run.kind, request);
      const frozen = [];
      for (const message of messages) frozen.push(await freezeMessage(deps, run, message));
      if (await freeze(deps.db, run, frozen)) built += 1;
    } catch (error) {
      deps.log.error(
        { err: error, run: run.id, kind: run.kind, teamId: run.teamId },
        'a report could not be built; it will be tried again',
      );
      await releaseRun(deps.db, run, error instanceof Error ? error.message : String(error));
    }
  }
  return built;
}

async function freezeMessage(deps: Deps, run: Run, message: OutMessage): Promise<Frozen> {
  const image = await draw(deps, message);
  const blocks: object[] = [...(message.reply.blocks ?? [])];
  const alt = message.chart === undefined ? '' : altText(message.chart);
  if (image !== null) blocks.splice(message.imageAfter ?? blocks.length, 0, { type: imagePlace });
  return {
    key: `${run.kind}:${run.teamId}:${run.periodKey}:${message.key}`,
    channel: message.channel,
    text: message.reply.text,
    blocks,
    image,
    imageAlt: alt,
  };
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

/** So long a pass waits for channels that have had their message of this second; the next tick sends what is left. */
const passMs = 20_000;
const pauseMs = 250;

/** The *send* pass: what is pending goes out, one message after the other. Answers how many were sent. */
export async function sendPending(deps: Deps): Promise<number> {
  const start = performance.now();
  let sent = 0;
  for (;;) {
    const message = await claimMessage(deps.db);
    if (message !== undefined) {
      if (await sendOne(deps, message)) sent += 1;
    } else if (performance.now() - start < passMs && (await isAnySoon(deps.db))) await sleep(pauseMs);
    else return sent;
  }
}

async function sendOne(deps: Deps, message: Claimed): Promise<boolean> {
  try {
    const slack = await deps.slack(message.workspaceId);
    const fileId = await uploadOnce(deps, message);
    const { sent, isPictureMissing } = await post(slack, message, fileId);
    await markSent(deps.db, message, sent);
    if (isPictureMissing) await addPicture(deps, message, sent, fileId);
    return true;
  } catch (error) {
    const failure = failureOf(error);
    deps.log.warn({ failure, key: message.key, channel: message.channel }, 'a report was not sent');
    await markFailure(deps.db, message, failure);
    return false;
  }
}

/** Posts a message. Where Slack refuses it for its picture, nothing was posted, and it goes out without. */
async function post(
  slack: Messenger,
  message: Claimed,
  fileId: string | null,
): Promise<{ sent: Sent; isPictureMissing: boolean }> {
  try {
    return { sent: await slack.post(message.channel, replyOf(message, fileId)), isPictureMissing: false };
  } catch (error) {
    const failure = failureOf(error);
    const isForPicture =
      fileId !== null && failure.kind === 'refused' && failure.error.startsWith('invalid_blocks');
    if (!isForPicture) throw error;
    return { sent: await slack.post(message.channel, replyOf(message, null)), isPictureMissing: true };
  }
}
