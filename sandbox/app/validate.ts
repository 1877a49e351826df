import type { NoticeWords } from '../browser/notices.ts';
import type { Block, ViewState } from '../contract.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';

/**
 * What Slack's own modal refuses before the app hears of it: block id → words for the person. Empty when all is well.
 */
export function inputErrors(
  blocks: readonly Block[],
  state: ViewState,
  words: NoticeWords,
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    const element = block['element'];
    if (block.type !== 'input' || !isObject(element)) continue;
    const value = state[block.block_id]?.[textOf(element, 'action_id')];
    const problem = problemOf(words, element, value, block['optional'] === true);
    if (problem !== undefined) errors[block.block_id] = problem;
  }
  return errors;
}

function problemOf(
  words: NoticeWords,
  element: JsonObject,
  value: JsonObject | undefined,
  isOptional: boolean,
): string | undefined {
  const content = Object.entries(value ?? {}).find(([key]) => key !== 'type')?.[1] ?? null;
  const isEmpty = content === null || content === '' || (Array.isArray(content) && content.length === 0);
  if (isEmpty) return isOptional ? undefined : words.required;
  return typeof content === 'string' ? textProblem(words, element, content) : undefined;
}

function textProblem(words: NoticeWords, element: JsonObject, text: string): string | undefined {
  const limit = (key: string) => (element[key] === undefined ? undefined : Number(element[key]));
  switch (element['type']) {
    case 'plain_text_input': {
      const least = limit('min_length') ?? 0;
      const most = limit('max_length') ?? 3000;
      if (text.length < least) return words.tooShort(least);
      return text.length > most ? words.tooLong(most) : undefined;
    }
    case 'number_input':
      return numberProblem(words, text, {
        decimals: element['is_decimal_allowed'] === true,
        min: limit('min_value') ?? -Infinity,
        max: limit('max_value') ?? Infinity,
      });
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : words.notEmail;
    case 'url_text_input':
      return URL.canParse(text) ? undefined : words.notUrl;
    default:
      return undefined;
  }
}

function numberProblem(
  words: NoticeWords,
  text: string,
  { decimals, min, max }: { decimals: boolean; min: number; max: number },
): string | undefined {
  const value = Number(text);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return words.notNumber;
  if (!decimals && !Number.isInteger(value)) return words.notWhole;
  if (value < min) return words.tooSmall(min);
  return value > max ? words.tooLarge(max) : undefined;
}
