import type { Block, ViewState } from '../../../contract.ts';
import type { Words } from '../words/words.ts';
import type { InputBlock, TextInput, Value } from './types.ts';
import { isKitBlock } from './types.ts';

/** What Slack's own clients refuse before the app hears of it: a message for each wrong input, by `block_id`. */
export function validate(blocks: readonly Block[], state: ViewState, words: Words): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const block of blocks.filter(isKitBlock)) {
    if (block.type !== 'input') continue;
    const value = state[block.block_id]?.[block.element.action_id];
    const problem = value && problemOf(block, value, words);
    if (problem) problems[block.block_id] = problem;
  }
  return problems;
}

/** Whether a value says nothing: the only thing that an optional input may say. */
export function isEmpty(value: Value): boolean {
  const { type: _, ...rest } = value;
  return Object.values(rest).every(
    (part) => part === null || part === '' || (Array.isArray(part) && part.length === 0),
  );
}

function problemOf(block: InputBlock, value: Value, words: Words): string | null {
  if (isEmpty(value)) return block.optional ? null : words.mustFill;
  const { element } = block;
  const text = typeof value['value'] === 'string' ? value['value'] : '';
  switch (element.type) {
    case 'plain_text_input':
      if (!block.optional && text.trim() === '') return words.mustFill;
      return lengthProblem(element, text, words);
    case 'number_input':
      return numberProblem(element, text, words);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : words.notEmail;
    case 'url_text_input':
      return /^https?:\/\/\S+\.\S+$/i.test(text) ? null : words.notUrl;
    default:
      return null;
  }
}

function lengthProblem(
  { min_length: min, max_length: max }: TextInput,
  text: string,
  words: Words,
): string | null {
  if (min !== undefined && text.length < min) return words.tooShort(min);
  if (max !== undefined && text.length > max) return words.tooLong(max);
  return null;
}

function numberProblem(element: TextInput, text: string, words: Words): string | null {
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(text)) return words.notNumber;
  if (!element.is_decimal_allowed && text.includes('.')) return words.wholeNumber;
  const { min_value: min, max_value: max } = element;
  if (min !== undefined && Number(text) < Number(min)) return words.tooSmall(min);
  if (max !== undefined && Number(text) > Number(max)) return words.tooLarge(max);
  return null;
}
