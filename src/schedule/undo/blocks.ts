import { actions, button, type Reply, section } from '../../platform/blocks.ts';
import type { Locale } from '../../platform/words.ts';
import { words } from '../words.ts';

/** Slack's limit of blocks in a message. */
const MOST_BLOCKS = 50;

/** What was done to a report, with the way back (what an Undo carries), above the team as it is now. */
export function savedReply(text: string, back: string | undefined, team: Reply, locale: Locale): Reply {
  const undo = back === undefined ? [] : [actions(button(words(locale)('undo'), 'schedule.undo', back))];
  return { text, blocks: [section(text), ...undo, ...(team.blocks ?? [])].slice(0, MOST_BLOCKS) };
}
