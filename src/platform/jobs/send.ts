import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf, type Temporal } from '../../kpi/time.ts';
import { NothingSent } from '../failure.ts';
import { metrics } from '../metrics/index.ts';
import { type Failure, failureOf, type Sent } from '../slack.ts';
import type { Deps } from '../slice.ts';
import { markFailure, markSent, nextVersion } from './ending.ts';
import { markerOf } from './mark.ts';
import { type Claimed, claimMessage, holdWorkspace, isAnySoon } from './outbox.ts';
import { replyOf, uploadOnce } from './picture.ts';
import { Killed, type Rules, rulesOf, type Trial } from './rules.ts';
import { plainVersion } from './version.ts';

/** The *send* pass: what is pending goes out, several at once but in each channel one after the other (reliability.md § 3). */

/** So many messages are on their way at once, of all workspaces; of each only a few (outbox.ts). */
export const AT_ONCE = 8;
/** So long a pass takes new messages; the next tick sends what is left. */
const TAKES_MS = 40_000;
/** So long it waits for channels that have had their message of this second. */
const WAITS_MS = 20_000;
const PAUSE_MS = 250;
/** So long the text waits for its picture. */
const UPLOAD_MS = 4_000;
/** In so many of its channels Slack says "too much" until the whole workspace waits. */
const TOO_MUCH_IN = 3;

/** What one pass has learned of Slack. */
interface Pass {
  deps: Deps;
  rule: Rules;
  trial: Trial | undefined;
  /** By which a report is late. */
  now: Temporal.Instant;
  sent: number;
  /** Uploads that are slow: the pass ends with them, its messages do not wait. */
  uploads: Promise<unknown>[];
  /** Workspaces whose pictures make trouble: the text goes first, the picture follows. */
  textFirst: Set<string>;
  /** Channels in which Slack said that it was too much, by workspace. */
  tooMuch: Map<string, Set<string>>;
}

/**
 * Sends what is pending; answers how many were sent. A message that Slack is slow to take holds up its channel alone. `stop`: takes nothing
 * new, so that the process can end once what is under way has its answer.
 */
export async function sendPending(
  deps: Deps,
  stop?: AbortSignal,
  at?: Temporal.Instant,
  trial?: Trial,
): Promise<number> {
  const now = at ?? instantOf(await deps.db.now());
  const pass: Pass = {
    ...{ deps, now, trial, rule: rulesOf(trial), sent: 0, uploads: [] },
    ...{ textFirst: new Set<string>(), tooMuch: new Map<string, Set<string>>() },
  };
  const underWay = new Set<Promise<void>>();
  const start = performance.now();
  for (;;) {
    const sinceMs = performance.now() - start;
    const isOver = stop?.aborted === true || sinceMs >= TAKES_MS;
    const mayTake = !isOver && underWay.size < AT_ONCE;
    const message = mayTake ? await claimMessage(deps.db, pass.rule.leaseMs) : undefined;
    if (message !== undefined) {
      const sending = sendOne(pass, message)
        .catch((error: unknown) => unwritten(deps, message, error))
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    } else if (underWay.size > 0) await Promise.race([...underWay, sleep(PAUSE_MS)]);
    else if (!isOver && sinceMs < WAITS_MS && (await isAnySoon(deps.db))) await sleep(PAUSE_MS);
    else break;
  }
  await Promise.all(pass.uploads);
  return pass.sent;
}

/** The database takes nothing just now: the lease runs out, and whether Slack has the message is looked up. */
function unwritten({ log }: Deps, { key, channel }: Claimed, error: unknown): void {
  log.error(
    { err: error, key, channel },
    'what became of a message could not be written down; it is looked for',
  );
}

async function sendOne(pass: Pass, message: Claimed): Promise<void> {
  const { deps, now, rule, trial } = pass;
  const takenAt = performance.now();
  try {
    await trial?.at?.('taken');
    const fileId = await pictureInTime(pass, message);
    const posted = await post(pass, message, fileId, takenAt);
    await trial?.at?.('posted');
    if (posted === 'refused blocks') await fallBack(pass, message);
    else if (await markSent(deps.db, message, posted.sent, { isPictureDue: posted.isPictureDue, now }, rule))
      pass.sent += 1;
    await trial?.at?.('marked sent');
  } catch (error) {
    if (error instanceof Killed) return;
    const failure = failureOf(error);
    deps.log.warn({ failure, key: message.key, channel: message.channel }, 'a message was not sent');
    await markFailure(deps.db, message, failure, rule);
    if (failure.kind === 'retry' && failure.error === 'ratelimited')
      await slowDown(pass, message, failure.afterMs);
  }
}

/** The uploaded picture's id; null where there is none in time. What is slow goes on, and is added to the message later. */
async function pictureInTime(pass: Pass, message: Claimed): Promise<string | null> {
  const { deps, textFirst, uploads } = pass;
  if (message.image === null || message.fileId !== null) return message.fileId;
  if (textFirst.has(message.workspaceId)) return null;
  const upload = uploadOnce(deps, message);
  const fileId = await Promise.race([upload, sleep(UPLOAD_MS, null)]);
  if (fileId !== null) return fileId;
  textFirst.add(message.workspaceId);
  uploads.push(upload);
  return null;
}

/**
 * Posts a message with its mark. Where Slack refuses its blocks, nothing was posted: it goes out without its picture, and where that is
 * refused as well, not at all.
 */
async function post(
  { deps, rule, trial }: Pass,
  message: Claimed,
  fileId: string | null,
  takenAt: number,
): Promise<{ sent: Sent; isPictureDue: boolean } | 'refused blocks'> {
  const slack = await deps.slack(message.workspaceId);
  const mark = (await markerOf(deps.db, message.workspaceId)).mark(message.key);
  const about = { mark, ...(message.threadTs === null ? {} : { threadTs: message.threadTs }) };
  const tries = [
    ...(fileId === null ? [] : [{ reply: replyOf(message, fileId), isPictureDue: false }]),
    { reply: replyOf(message, null), isPictureDue: message.image !== null },
  ];
  await trial?.at?.('before the post');
  for (const { reply, isPictureDue } of tries) {
    // A process that was held up may have lost the message to another one: it must not begin any more.
    if (performance.now() - takenAt > rule.beginsMs) throw new NothingSent('the sender was held up');
    try {
      return { sent: await slack.post(message.channel, { ...reply, ...about }), isPictureDue };
    } catch (error) {
      const failure = failureOf(error);
      if (!isForBlocks(failure)) throw error;
      deps.log.warn(
        { failure, key: message.key },
        'Slack refused the blocks of a message; nothing was posted yet',
      );
    }
  }
  return 'refused blocks';
}

/** Once, as plain text; where that is refused as well, it has failed. */
async function fallBack({ deps, rule }: Pass, message: Claimed): Promise<void> {
  if (message.blocks.length === 0) {
    await markFailure(deps.db, message, { kind: 'refused', error: 'invalid_blocks' }, rule);
    return;
  }
  metrics.deliveryAlerts.inc({ what: 'refused-blocks' });
  deps.log.error({ key: message.key }, 'Slack refuses the blocks of a message: it goes out as plain text');
  await nextVersion(deps.db, message, plainVersion(message), rule);
}

const tooLong: ReadonlySet<string> = new Set(['msg_blocks_too_long', 'msg_too_long']);

function isForBlocks({ kind, error }: Failure): boolean {
  return kind === 'refused' && (error.startsWith('invalid_blocks') || tooLong.has(error));
}

/** Slack limits channels and the workspace alike: where several channels hear of it, it is the workspace. */
async function slowDown({ deps, tooMuch }: Pass, message: Claimed, forMs: number): Promise<void> {
  const { workspaceId, channel } = message;
  const channels = (tooMuch.get(workspaceId) ?? new Set()).add(channel);
  tooMuch.set(workspaceId, channels);
  if (channels.size >= TOO_MUCH_IN) await holdWorkspace(deps.db, workspaceId, forMs);
}
