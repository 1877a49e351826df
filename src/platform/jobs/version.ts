import { createHash } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
import { context } from '../blocks.ts';
import type { Locale } from '../words.ts';
import { plainOf } from './plain.ts';
import { words } from './words.ts';

/**
 * The versions of a message's payload. One version is the same bytes at each attempt; other bytes are another version, under the same mark
 * (reliability.md § 3). The picture is not part of it: it may come later.
 */
export interface Payload {
  text: string;
  blocks: readonly unknown[];
}

/** SHA-256 of a version's bytes. */
export function hashOf(text: string, blocks: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([text, blocks]))
    .digest('hex');
}

/** The next version where Slack refuses the blocks: what people would have read in them, as text. */
export function plainVersion(payload: Payload): Payload {
  return { text: plainOf(payload), blocks: [] };
}

/** The next version where somebody asked for a message that may be there already: it says so. */
export function releasedVersion({ text, blocks }: Payload, locale: Locale): Payload {
  const note = words(locale)('released');
  if (blocks.length === 0) return { text: `${text}\n${note}`, blocks };
  const line: KnownBlock = context(note);
  return { text, blocks: [...blocks, line] };
}
