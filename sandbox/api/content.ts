import { checkMessageBlocks } from '../blocks/check.ts';
import type { Block, FileRef } from '../contract.ts';
import type { World } from '../world.ts';
import { type Args, structure, text } from './args.ts';
import { refuse } from './refusal.ts';

const MOST_TEXT = 4_000;

/**
 * Text and blocks of a message, checked. Refuses `no_text`, `msg_too_long`, `invalid_blocks_format`, `invalid_blocks` with Slack's pointers,
 * `msg_blocks_too_long`.
 */
export function readContent(world: World, args: Args): { text: string; blocks: Block[] } {
  const words = text(args, 'text');
  const given = structure(args, 'blocks');
  if (given !== undefined && !Array.isArray(given)) return refuse('invalid_blocks_format');
  assertLength(words);
  const blocks = given ?? [];
  if (words.trim() === '' && blocks.length === 0) return refuse('no_text');
  return { text: words, blocks: checkedBlocks(world, blocks) };
}

/** Refuses `msg_too_long`. */
export function assertLength(words: string): void {
  if (words.length > MOST_TEXT) refuse('msg_too_long');
}

function checkedBlocks(world: World, blocks: Parameters<typeof checkMessageBlocks>[0]): Block[] {
  const result = checkMessageBlocks(blocks, (id) => isUsableFile(world, id));
  if (result.ok) return result.blocks;
  if (result.error === 'msg_blocks_too_long') return refuse(result.error);
  return refuse('invalid_blocks', {
    errors: result.problems,
    response_metadata: { messages: result.problems.map((problem) => `[ERROR] ${problem}`) },
  });
}

/** A `slack_file` can be shown once its upload has been completed, and only if it is a picture. */
export function isUsableFile(world: World, id: FileRef['id']): boolean {
  const file = world.files.get(id);
  return file?.state === 'complete' && /^image\/(png|jpeg|gif)$/.test(file.mimetype);
}
