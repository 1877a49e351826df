import type { KnownBlock } from '@slack/types';
import { actions, button, type Reply } from '../../platform/blocks.ts';
import type { Locale } from '../../platform/words.ts';
import { profileWords } from '../profile/words.ts';
import { peopleWords } from '../words.ts';

/** Whether the person is shown on leaderboards, with a button to change it (L-03). */
export function boardsReply(hides: boolean, changed: boolean, locale: Locale): Reply {
  const say = peopleWords(locale);
  const state = say(hides ? 'state-hidden' : 'state-shown');
  const text = changed ? say(hides ? 'hidden' : 'shown') : say('boards-usage', { state });
  return { text };
}

/** In Home: what a person settles for themselves. */
export function ownSettings(hides: boolean, locale: Locale): KnownBlock[] {
  const say = peopleWords(locale);
  const toggle = hides
    ? button(say('show'), 'people.boards', 'on')
    : button(say('hide'), 'people.boards', 'off');
  const own = button(profileWords(locale)('own-settings'), 'people.openOwn', '');
  return [actions(button(say('away'), 'people.openAbsence', ''), toggle, own)];
}
