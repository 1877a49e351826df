import type { KnownBlock } from '@slack/types';
import {
  actions,
  atMost,
  button,
  context,
  divider,
  header,
  type Reply,
  section,
} from '../platform/blocks.ts';
import { escapeText } from '../platform/mrkdwn.ts';
import type { HelpLine, HomePart } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { words } from './words.ts';

/** The whole App Home: a greeting, the parts in their order, and where help is. A person without any part sees the first steps. */
export function homeBlocks(locale: Locale, name: string, parts: readonly HomePart[]): KnownBlock[] {
  const say = words(locale);
  const shown = parts.filter((part) => part.blocks.length > 0).sort((a, b) => a.order - b.order);
  const body = shown.flatMap((part) => [divider(), ...part.blocks]);
  return atMost(
    100,
    [
      header(say('hello', { name })),
      actions(
        button(say('logNow'), 'home.log', '', 'primary'),
        button(say('goals'), 'home.goals', ''),
        button(say('helpButton'), 'home.help', ''),
      ),
      ...(shown.length === 0 ? [section(say('firstSteps'))] : body),
    ],
    say('more'),
  );
}

/** Help: a line per thing to type, as sections of at most ten lines. */
export function helpReply(locale: Locale, lines: readonly HelpLine[]): Reply {
  const say = words(locale);
  const texts = lines.map(({ usage, what }) => say('helpLine', { usage: escapeText(usage), what }));
  const sections: KnownBlock[] = [];
  for (let from = 0; from < texts.length; from += 10)
    sections.push(section(texts.slice(from, from + 10).join('\n')));
  return {
    text: say('helpText'),
    blocks: atMost(50, [header(say('helpTitle')), context(say('helpIntro')), ...sections], say('more')),
  };
}
