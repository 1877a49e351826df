import { setTimeout as sleep } from 'node:timers/promises';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Reply } from '../blocks.ts';
import type { Db } from '../db/index.ts';
import { type Failure, failureOf } from '../slack.ts';
import type { Deps } from '../slice.ts';
import { type Claimed, claimedColumns, claimedRow, keepFile, messageOf } from './outbox.ts';
import { isServed } from './served.ts';

/** The picture of a report: it belongs to the message, and never holds it up (reliability.md § 3). */

/** Where the picture stands in the frozen blocks, until its file is known. */
export const imagePlace = 'pacer_image';

/** So long a pass goes on with pictures, and so long after the message it is tried at all. */
const TAKES_MS = 20_000;
const PAUSE_MS = 250;
const LAST_PAUSE_S = 60;

/** The uploaded picture's id; null where it could not be uploaded. */
export async function uploadOnce(deps: Deps, message: Claimed): Promise<string | null> {
  try {
    return await upload(deps, message);
  } catch (error) {
    deps.log.warn({ failure: failureOf(error), key: message.key }, 'a chart could not be uploaded yet');
    return null;
  }
}

async function upload(deps: Deps, message: Claimed): Promise<string | null> {
  if (message.image === null || message.fileId !== null) return message.fileId;
  const slack = await deps.slack(message.workspaceId);
  const fileId = await slack.upload(message.image, 'pacer.png', message.imageAlt);
  await keepFile(deps.db, message, fileId);
  return fileId;
}

/** The message as Slack takes it, with its picture or without. */
export function replyOf(message: Claimed, fileId: string | null): Reply {
  const blocks = withImage(message, fileId);
  return { text: message.text, ...(blocks.length === 0 ? {} : { blocks }) };
}

/**
 * The *pictures* pass: what was posted without its picture gets it, for an hour after that, with pauses that grow. Uploads and updates may
 * be repeated; where none succeeds the text stays as it is. Answers how many were added.
 */
export async function addPictures(deps: Deps, stop?: AbortSignal): Promise<number> {
  const start = performance.now();
  let added = 0;
  while (stop?.aborted !== true && performance.now() - start < TAKES_MS) {
    const message = await claimPicture(deps.db);
    if (message !== undefined) {
      if (await addOne(deps, message)) added += 1;
    } else if (await isPictureSoon(deps.db)) await sleep(PAUSE_MS);
    else break;
  }
  return added;
}

/** A message that was posted without its picture. */
interface Bare extends Claimed {
  sentChannel: string;
  sentTs: string;
}

async function addOne(deps: Deps, message: Bare): Promise<boolean> {
  try {
    const fileId = await upload(deps, message);
    const slack = await deps.slack(message.workspaceId);
    await slack.update({ channel: message.sentChannel, ts: message.sentTs }, replyOf(message, fileId));
    await settlePicture(deps.db, message, undefined);
    return true;
  } catch (error) {
    const failure = failureOf(error);
    deps.log.warn({ failure, key: message.key }, 'a chart could not be added yet');
    await settlePicture(deps.db, message, failure);
    return false;
  }
}

/** Takes the next picture to add, for 45 s. */
async function claimPicture(db: Db): Promise<Bare | undefined> {
  const rows = await db.client.$queryRaw<unknown[]>`
    UPDATE outbox SET picture_due_at = now() + interval '45 seconds', picture_attempts = picture_attempts + 1
    WHERE (workspace_id, id) = (
      SELECT o.workspace_id, o.id FROM outbox o WHERE o.picture_due_at <= now() AND o.state = 'sent' AND ${isServed('o')}
      ORDER BY o.picture_due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING ${claimedColumns}, sent_channel, sent_ts`;
  if (rows[0] === undefined) return undefined;
  const row = claimedRow.extend({ sent_channel: z.string(), sent_ts: z.string() }).parse(rows[0]);
  return { ...messageOf(row), sentChannel: row.sent_channel, sentTs: row.sent_ts };
}

/** Whether a picture is due within two seconds. */
async function isPictureSoon(db: Db): Promise<boolean> {
  const rows = await db.client.$queryRaw<unknown[]>`
    SELECT 1 FROM outbox o WHERE o.picture_due_at <= now() + interval '2 seconds' AND o.state = 'sent' AND ${isServed('o')} LIMIT 1`;
  return rows.length > 0;
}

/** Slack needs a moment until a picture can be shown, and refuses the blocks until then; every other refusal is final. */
function isFinal(failure: Failure): boolean {
  return failure.kind === 'refused' && !failure.error.startsWith('invalid_blocks');
}

/** Added, or tried again later, or given up. */
async function settlePicture(db: Db, message: Claimed, failure: Failure | undefined): Promise<void> {
  const { workspaceId, id } = message;
  if (failure === undefined || isFinal(failure)) {
    await db.client.outbox.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { pictureDueAt: null },
    });
    return;
  }
  const waitMs = failure.kind === 'retry' ? failure.afterMs : 0;
  await db.client.$executeRaw`
    UPDATE outbox SET picture_due_at = CASE WHEN sent_at < now() - interval '1 hour' THEN NULL ELSE
      now() + greatest(${waitMs} * interval '1 millisecond', least(power(2, picture_attempts - 1), ${LAST_PAUSE_S}) * interval '1 second') END
    WHERE workspace_id = ${workspaceId} AND id = ${id}`;
}

function withImage(message: Claimed, fileId: string | null): KnownBlock[] {
  const image: KnownBlock = {
    type: 'image',
    slack_file: { id: fileId ?? '' },
    alt_text: message.imageAlt.slice(0, 2000) || ' ',
  };
  return (message.blocks as ({ type: typeof imagePlace } | KnownBlock)[]).flatMap((block) => {
    if (block.type !== imagePlace) return [block];
    return fileId === null ? [] : [image];
  });
}
