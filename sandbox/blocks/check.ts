import type { Block, Json } from '../contract.ts';
import { newBlockId } from '../ids.ts';
import { isObject, type JsonObject, objectsOf, textOf } from '../json.ts';
import { blockOn, textLength } from './blocks.ts';
import { array, type Spot, type Surface } from './kit.ts';

/** `problems` in Slack's words: `no more than 5 items allowed [json-pointer:/blocks/2/accessory/options]`. */
export type Checked =
  | { ok: true; blocks: Block[] }
  | { ok: false; error: 'invalid_blocks' | 'msg_blocks_too_long'; problems: string[] };

const MOST = { message: 50, modal: 100, home: 100 } as const;
const MOST_MESSAGE_TEXT = 13_200;
const MOST_MARKDOWN = 12_000;

const RULES = {
  message: array(blockOn('message'), MOST.message, 0),
  modal: array(blockOn('modal'), MOST.modal, 0),
  home: array(blockOn('home'), MOST.home, 0),
};

/** Holds a message's blocks against slack.md § 3, and gives ids to blocks and elements that came without. */
export function checkMessageBlocks(blocks: Json[], isUsableFile: (id: string) => boolean): Checked {
  const { problems, at } = collect('/blocks', 'message', isUsableFile);
  checkBlocks(blocks, at);
  const kinds = blocks.filter(isObject);
  const markdown = kinds.filter((block) => block['type'] === 'markdown');
  if (problems.length === 0 && textLength(markdown) > MOST_MARKDOWN)
    at.report(at.pointer, `must be less than ${MOST_MARKDOWN + 1} characters`);
  if (kinds.filter((block) => block['type'] === 'table').length > 1) {
    at.report(at.pointer, 'only one table is allowed');
  }
  if (problems.length > 0) return { ok: false, error: 'invalid_blocks', problems };
  if (textLength(blocks) > MOST_MESSAGE_TEXT)
    return { ok: false, error: 'msg_blocks_too_long', problems: [] };
  return { ok: true, blocks: kinds.map(withIds) };
}

/** The same for the blocks of a modal or Home, which stand under `pointer`. */
export function checkBlocks(blocks: Json, at: Spot): void {
  RULES[at.surface](blocks, at);
  if (!Array.isArray(blocks)) return;
  const seen = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    const id = isObject(block) ? textOf(block, 'block_id') : '';
    if (id !== '' && seen.has(id)) {
      at.report(`${at.pointer}/${index}/block_id`, `\`block_id\` "${id}" already exists`);
    }
    seen.add(id);
  }
}

/** A spot at the root of a payload, with the list into which it reports. */
export function collect(
  pointer: string,
  surface: Surface,
  isUsableFile: (id: string) => boolean,
): { problems: string[]; at: Spot } {
  const problems: string[] = [];
  const report = (where: string, message: string) => {
    problems.push(`${message} [json-pointer:${where}]`);
  };
  return { problems, at: { pointer, surface, report, isUsableFile } };
}

/** The block with a `block_id`, its elements with an `action_id`. */
export function withIds(block: JsonObject): Block {
  const named = (element: JsonObject) =>
    'action_id' in element || element['type'] === 'image' ? element : { ...element, action_id: newBlockId() };
  const accessory = block['accessory'];
  const element = block['element'];
  return {
    ...block,
    type: textOf(block, 'type'),
    block_id: textOf(block, 'block_id') || newBlockId(),
    ...(isObject(accessory) ? { accessory: named(accessory) } : {}),
    ...(isObject(element) ? { element: named(element) } : {}),
    ...(block['type'] === 'actions' ? { elements: objectsOf(block, 'elements').map(named) } : {}),
  };
}
