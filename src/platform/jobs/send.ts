import { setTimeout as sleep } from 'node:timers/promises';
import { type Failure, failureOf, type Sent } from '../slack.ts';
import type { Deps } from '../slice.ts';
import { type Claimed, claimMessage, holdWorkspace, isAnySoon, markFailure, markSent } from './outbox.ts';
import { replyOf, uploadOnce } from './picture.ts';
import { plainOf } from './plain.ts';

/** The *send* pass: what is pending goes out, several at once but in each channel one after the other (reliability.md § 3). */

/** So many messages are on their way at once. */
const AT_ONCE = 8;
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
export async function sendPending(deps: Deps, stop?: AbortSignal): Promise<number> {
  const pass: Pass = { deps, sent: 0, uploads: [], textFirst: new Set(), tooMuch: new Map() };
  const underWay = new Set<Promise<void>>();
  const start = performance.now();
  for (;;) {
    const sinceMs = performance.now() - start;
    const isOver = stop?.aborted === true || sinceMs >= TAKES_MS;
    const mayTake = !isOver && underWay.size < AT_ONCE;
    const message = mayTake ? await claimMessage(deps.db) : undefined;
    if (message !== undefined) {
      const sending = sendOne(pass, message).finally(() => underWay.delete(sending));
      underWay.add(sending);
    } else if (underWay.size > 0) await Promise.race([...underWay, sleep(PAUSE_MS)]);
    else if (!isOver && sinceMs < WAITS_MS && (await isAnySoon(deps.db))) await sleep(PAUSE_MS);
    else break;
  }
  await Promise.all(pass.uploads);
  return pass.sent;
}

async function sendOne(pass: Pass, message: Claimed): Promise<void> {
  const { deps } = pass;
  try {
    const fileId = await pictureInTime(pass, message);
    const { sent, isPictureDue } = await post(pass, message, fileId);
    await markSent(deps.db, message, sent, isPictureDue);
    pass.sent += 1;
  } catch (error) {
    const failure = failureOf(error);
    deps.log.warn({ failure, key: message.key, channel: message.channel }, 'a message was not sent');
    await markFailure(deps.db, message, failure);
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
 * Posts a message. Where Slack refuses its blocks, nothing was posted: it goes out without its picture, and where that is refused as well,
 * as plain text.
 */
async function post(
  { deps }: Pass,
  message: Claimed,
  fileId: string | null,
): Promise<{ sent: Sent; isPictureDue: boolean }> {
  const slack = await deps.slack(message.workspaceId);
  const pictured = [
    ...(fileId === null ? [] : [{ reply: replyOf(message, fileId), isPictureDue: false }]),
    { reply: replyOf(message, null), isPictureDue: message.image !== null },
  ];
  for (const { reply, isPictureDue } of pictured) {
    try {
      return { sent: await slack.post(message.channel, reply), isPictureDue };
    } catch (error) {
      const failure = failureOf(error);
      if (!isForBlocks(failure)) throw error;
      deps.log.warn(
        { failure, key: message.key },
        'Slack refused the blocks of a message; nothing was posted yet',
      );
    }
  }
  deps.log.error({ key: message.key }, 'Slack refuses the blocks of a message: it goes out as plain text');
  return { sent: await slack.post(message.channel, { text: plainOf(message) }), isPictureDue: false };
}

function isForBlocks({ kind, error }: Failure): boolean {
  return kind === 'refused' && (error.startsWith('invalid_blocks') || error === 'msg_blocks_too_long');
}

/** Slack limits channels and the workspace alike: where several channels hear of it, it is the workspace. */
async function slowDown({ deps, tooMuch }: Pass, message: Claimed, forMs: number): Promise<void> {
  const { workspaceId, channel } = message;
  const channels = (tooMuch.get(workspaceId) ?? new Set()).add(channel);
  tooMuch.set(workspaceId, channels);
  if (channels.size >= TOO_MUCH_IN) await holdWorkspace(deps.db, workspaceId, forMs);
}
