import { setTimeout as sleep } from 'node:timers/promises';
import type { KnownBlock } from '@slack/types';
import type { Reply } from '../blocks.ts';
import { failureOf, type Sent } from '../slack.ts';
import type { Deps } from '../slice.ts';
import { type Claimed, keepFile } from './outbox.ts';

/** The picture of a report: it belongs to the message, and never holds it up (reliability.md § 3). */

/** Where the picture stands in the frozen blocks, until its file is known. */
export const imagePlace = 'pacer_image';

/** Slack needs a moment until an uploaded picture can be shown: how long to wait before each attempt to add it. */
const pausesMs = [1_000, 2_000, 4_000];

/** The uploaded picture's id; a failed upload never holds the report up. */
export async function uploadOnce(deps: Deps, message: Claimed): Promise<string | null> {
  if (message.image === null || message.fileId !== null) return message.fileId;
  try {
    const slack = await deps.slack(message.workspaceId);
    const fileId = await slack.upload(message.image, 'pacer.png', message.imageAlt);
    await keepFile(deps.db, message, fileId);
    return fileId;
  } catch (error) {
    deps.log.warn(
      { failure: failureOf(error), key: message.key },
      'a chart could not be uploaded; the report goes out without it',
    );
    return null;
  }
}

/** The message as Slack takes it, with its picture or without. */
export function replyOf(message: Claimed, fileId: string | null): Reply {
  const blocks = withImage(message, fileId);
  return { text: message.text, ...(blocks.length === 0 ? {} : { blocks }) };
}

/** Adds the picture to a message that was posted without it. An update may be repeated; where none succeeds the text stays. */
export async function addPicture(
  deps: Deps,
  message: Claimed,
  sent: Sent,
  fileId: string | null,
): Promise<void> {
  for (const pauseMs of pausesMs) {
    await sleep(pauseMs);
    try {
      const slack = await deps.slack(message.workspaceId);
      return await slack.update(sent, replyOf(message, fileId));
    } catch (error) {
      deps.log.warn({ failure: failureOf(error), key: message.key }, 'a chart could not be added yet');
    }
  }
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
