import type { KnownBlock } from '@slack/types';
import { type Reply, section } from './blocks.ts';

/**
 * A message that holds several things to decide, each with its own buttons: an answer to one stands in its place, and the others stay as
 * they are. Which blocks belong together, their ids say. Pure.
 */

const ITEM = /^item-\d+-/;
const MOST_BLOCKS = 50;

/** Whether a block is part of such a thing. */
export const isItem = (blockId: string): boolean => ITEM.test(blockId);

/** Slack tells more of a picture than it takes back: its size, and beside the file its address. */
function asSent(block: KnownBlock): KnownBlock {
  if (block.type !== 'image' || !('slack_file' in block) || block.slack_file === undefined) return block;
  const { block_id, alt_text, title, slack_file } = block;
  const file = 'id' in slack_file && slack_file.id !== undefined ? { id: slack_file.id } : slack_file;
  return {
    ...{ type: 'image', alt_text, slack_file: file },
    ...(block_id === undefined ? {} : { block_id }),
    ...(title === undefined ? {} : { title }),
  };
}

/** The blocks of one thing: `at` is its number in the message. */
export function itemBlocks(blocks: readonly KnownBlock[], at: number): KnownBlock[] {
  return blocks.map((block, index) => ({ ...block, block_id: `item-${at}-${index}` }));
}

/**
 * The message's blocks with the answer in place of the thing whose element was pressed; undefined where the element is no part of such a
 * message, or where the answer finds no room. Headers are for whole messages: an answer's own is left out.
 */
export function answeredWithin(
  blocks: readonly KnownBlock[],
  blockId: string,
  { text, blocks: answer = [section(text)] }: Reply,
): KnownBlock[] | undefined {
  const [prefix] = ITEM.exec(blockId) ?? [];
  const isOfItem = (block: KnownBlock): boolean => block.block_id?.startsWith(prefix ?? '') === true;
  const at = blocks.findIndex(isOfItem);
  if (prefix === undefined || at === -1) return undefined;
  const shown = answer.filter((block) => block.type !== 'header');
  const own = shown.map((block, index) => ({ ...block, block_id: `${prefix}${index}` }));
  const rest = blocks.filter((block) => !isOfItem(block)).map(asSent);
  const all = [...rest.slice(0, at), ...own, ...rest.slice(at)];
  return all.length > MOST_BLOCKS ? undefined : all;
}
