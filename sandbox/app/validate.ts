import type { Block, ViewState } from '../contract.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';

/**
 * What Slack's own modal refuses before the app hears of it: block id → words for the person. Empty when all is well.
 */
export function inputErrors(blocks: readonly Block[], state: ViewState): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    const element = block['element'];
    if (block.type !== 'input' || !isObject(element)) continue;
    const value = state[block.block_id]?.[textOf(element, 'action_id')];
    const problem = problemOf(element, value, block['optional'] === true);
    if (problem !== undefined) errors[block.block_id] = problem;
  }
  return errors;
}

function problemOf(
  element: JsonObject,
  value: JsonObject | undefined,
  isOptional: boolean,
): string | undefined {
  const content = Object.entries(value ?? {}).find(([key]) => key !== 'type')?.[1] ?? null;
  const isEmpty = content === null || content === '' || (Array.isArray(content) && content.length === 0);
  if (isEmpty) return isOptional ? undefined : 'Please complete this required field.';
  return typeof content === 'string' ? textProblem(element, content) : undefined;
}

function textProblem(element: JsonObject, text: string): string | undefined {
  const limit = (key: string) => (element[key] === undefined ? undefined : Number(element[key]));
  switch (element['type']) {
    case 'plain_text_input': {
      const least = limit('min_length') ?? 0;
      const most = limit('max_length') ?? 3000;
      if (text.length < least) return `Must be at least ${least} characters.`;
      return text.length > most ? `Must be at most ${most} characters.` : undefined;
    }
    case 'number_input':
      return numberProblem(
        text,
        element['is_decimal_allowed'] === true,
        limit('min_value'),
        limit('max_value'),
      );
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(text) ? undefined : 'Please enter a valid URL.';
    default:
      return undefined;
  }
}

function numberProblem(text: string, decimals: boolean, min = -Infinity, max = Infinity): string | undefined {
  const value = Number(text);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return 'Please enter a number.';
  if (!decimals && !Number.isInteger(value)) return 'Please enter a whole number.';
  if (value < min) return `Please enter a number of at least ${min}.`;
  return value > max ? `Please enter a number of at most ${max}.` : undefined;
}
