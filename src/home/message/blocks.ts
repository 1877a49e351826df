import type { Reply } from '../../platform/blocks.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { messageWords } from './words.ts';

/** Two lines for a message that is no command. */
export function talkReply(locale: Locale): Reply {
  const say = messageWords(locale);
  return { text: `${say('help-do')}\n${say('help-more')}` };
}

/** A form opens only from a command or a button, never from a message. */
export function formReply(verb: string, locale: Locale): Reply {
  return { text: messageWords(locale)('form', { verb: plainInMrkdwn(verb) }) };
}
