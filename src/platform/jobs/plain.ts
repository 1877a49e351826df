import { cut } from '../mrkdwn.ts';

/** Slack takes 4,000 characters of text; the rest of a report is in `/kpi` and Home. */
const MOST = 3_900;

/** A message without its blocks, for where Slack refuses them: the texts that people would have read in them, a line each. */
export function plainOf({ text, blocks }: { text: string; blocks: readonly unknown[] }): string {
  const lines = blocks.flatMap(textsOf).filter((line) => line.trim() !== '');
  return cut(lines.length === 0 ? text : lines.join('\n'), MOST);
}

/** Texts to read, not those to press. */
function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, fields, elements } = value as Record<string, unknown>;
  if (type === 'actions' || type === 'button' || type === 'image') return [];
  const own = typeof text === 'string' ? [text] : textsOf(text);
  return [...own, ...textsOf(fields), ...textsOf(elements)];
}
