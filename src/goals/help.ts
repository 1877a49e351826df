import { context, type Reply, section } from '../platform/blocks.ts';
import type { HelpLine } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { helpWords } from './helpWords.ts';

const LINES = [
  'list',
  'set',
  'named',
  'from',
  'propose',
  'person',
  'offer',
  'team',
  'levels',
  'copy',
  'difficulty',
  'end',
  'history',
  'strategy',
  'walk',
] as const;

/** The lines of the general help. */
export function helpLines(locale: Locale): HelpLine[] {
  const say = helpWords(locale);
  return (['list', 'set', 'person', 'strategy', 'walk'] as const).map((line) => ({
    usage: say(`${line}_usage`),
    what: say(`${line}_what`),
  }));
}

/** `/goal help`: all that can be typed, and what it does. */
export function helpReply(locale: Locale): Reply {
  const say = helpWords(locale);
  const lines = LINES.map((line) => `\`${say(`${line}_usage`)}\`  ${say(`${line}_what`)}`);
  return {
    text: say('title'),
    blocks: [section(`*${say('title')}*\n${lines.join('\n')}`), context(say('note'))],
  };
}
