import { context, type Reply, section } from '../../platform/blocks.ts';
import { formatDate } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { OfPerson } from './store.ts';
import { tableWords } from './words.ts';

/** To somebody whose entries another has imported, or taken back: how many, of which dates, and what to do where they are not right. */
export function concernedReply(
  given: Omit<OfPerson, 'memberId'> & { actor: string; fileName: string; isUndo: boolean },
  locale: Locale,
): Reply {
  const say = tableWords(locale);
  const { count, first, last, isUndo } = given;
  const from = formatDate(first, locale, true);
  const dates = first === last ? from : say('concerned-dates', { from, to: formatDate(last, locale, true) });
  const said = {
    ...{ actor: plainInMrkdwn(given.actor), file: plainInMrkdwn(given.fileName) },
    ...{ count, dates },
  };
  const text = say(isUndo ? 'concerned-undone' : 'concerned', said);
  const note = say(isUndo ? 'concerned-undone-note' : 'concerned-note', { actor: said.actor });
  return { text, blocks: [section(text), context(note)] };
}
