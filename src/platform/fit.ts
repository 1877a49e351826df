import type { KnownBlock, SectionBlock } from '@slack/types';
import { context, type Reply, section } from './blocks.ts';
import { fitWords } from './fitWords.ts';
import { cut } from './mrkdwn.ts';
import type { Locale } from './words.ts';

/**
 * How lists of any length become one message: as much as Slack takes (slack.md § 3), and a closing line that counts the rest. A list that is
 * cut without a word would be read as the whole.
 */

const MOST_BLOCKS = 50;
/** Slack refuses a message from about 13,200 characters on; a little room is left for its own count. */
const MOST_TEXT = 13_000;
/** Slack's limit for a section is 3,000; room is left for what stands around the lines. */
const SECTION_TEXT = 2_800;
const LONGEST_TEXT = 4_000;
const LONGEST_NAME = 60;
const MOST_NAMES = 20;

/** Characters of all texts within blocks, as Slack adds them up for the size of a message. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner)),
    0,
  );
}

/** "… and 12 more". */
export const moreText = (count: number, locale: Locale): string => fitWords(locale)('more', { count });

/** The blocks of a message: `before`, the blocks of as many items as fit, how many more there are, and `after`. */
export function inMessage(
  before: readonly KnownBlock[],
  items: readonly (readonly KnownBlock[])[],
  after: readonly KnownBlock[],
  locale: Locale,
): KnownBlock[] {
  const closing = context(moreText(items.length, locale));
  const around = [...before, ...after];
  // Room for the closing line is kept until the last item is known to fit.
  let [blocks, text] = [around.length + 1, textLength([...around, closing])];
  let shown = 0;
  for (const item of items) {
    blocks += item.length;
    text += textLength(item);
    if (blocks > MOST_BLOCKS || text > MOST_TEXT) break;
    shown += 1;
  }
  const rest = items.length - shown;
  const more = rest === 0 ? [] : [context(moreText(rest, locale))];
  return [...before, ...items.slice(0, shown).flat(), ...more, ...after];
}

/** The same for lines: as many as fit, in as few sections as hold them. */
export function linesInMessage(
  before: readonly KnownBlock[],
  lines: readonly string[],
  after: readonly KnownBlock[],
  locale: Locale,
): KnownBlock[] {
  const room = MOST_TEXT - textLength([...before, ...after, context(moreText(lines.length, locale))]);
  const shown = fitting(lines, room);
  const rest = lines.length - shown.length;
  const more = rest === 0 ? [] : [context(moreText(rest, locale))];
  return [...before, ...sectionsOf(shown), ...more, ...after];
}

/** The first lines that fit into so many characters. */
function fitting(lines: readonly string[], room: number): readonly string[] {
  let length = 0;
  const end = lines.findIndex((line) => {
    length += line.length + 1;
    return length > room;
  });
  return end === -1 ? lines : lines.slice(0, end);
}

/** Lines in as few sections as hold them; a line is never divided. */
export function sectionsOf(lines: readonly string[]): SectionBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length < SECTION_TEXT)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map(section);
}

/** Lines as one text of a section: as many as it holds, and how many more there are. */
export function linesWithin(lines: readonly string[], locale: Locale, limit = SECTION_TEXT): string {
  const shown = fitting(lines, limit);
  const rest = lines.length - shown.length;
  return [...shown, ...(rest === 0 ? [] : [moreText(rest, locale)])].join('\n');
}

/** Names (safe in mrkdwn already) in a sentence: the first of them, none longer than a line takes, and how many more there are. */
export function namesWithin(names: readonly string[], locale: Locale, most = MOST_NAMES): string {
  const shown = names.slice(0, most).map((name) => cut(name, LONGEST_NAME));
  const rest = names.length - shown.length;
  const joined = shown.join(fitWords(locale)('join'));
  return rest === 0 ? joined : `${joined} ${moreText(rest, locale)}`;
}

/** A reply as it may be sent: Slack splits or refuses a text of more than 4,000 characters. */
export function sendable<R extends Reply>(reply: R): R {
  return { ...reply, text: cut(reply.text, LONGEST_TEXT) };
}
