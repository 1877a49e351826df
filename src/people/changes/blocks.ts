import { actions, button, context, type Reply, section } from '../../platform/blocks.ts';
import { linesInMessage } from '../../platform/fit.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { profileWords } from '../profile/words.ts';

/** That something was changed, what (before and after), notes, and Undo. `title` is safe in mrkdwn. */
export function changedReply(
  title: string,
  lines: readonly string[],
  changeId: string,
  notes: readonly string[],
  locale: Locale,
): Reply {
  const undo = actions(button(profileWords(locale)('undo'), 'people.undo', changeId));
  const after = [...notes.slice(0, 10).map((note) => context(note)), undo];
  const shown = lines.map((line) => `• ${line}`);
  const blocks = linesInMessage([section(title)], shown, after, locale);
  // A notification shows no formats; a star that somebody typed has a sign before it (platform/mrkdwn.ts).
  return { text: title.replace(/(?<!\u2060)\*/gu, ''), blocks };
}

/** Why a change was not taken back; undefined where there is nothing to say. */
export function undoProblemText(
  kind: 'gone' | 'newer' | 'last administrator' | 'name taken',
  locale: Locale,
): string {
  const say = profileWords(locale);
  switch (kind) {
    case 'gone':
      return say('undo-gone');
    case 'newer':
      return say('undo-newer');
    case 'last administrator':
      return say('undo-last');
    case 'name taken':
      return say('undo-name');
  }
}

/** That a change was taken back, and what that did. */
export function undoneReply(lines: readonly string[], locale: Locale): Reply {
  const text = profileWords(locale)('undone');
  const shown = lines.map((line) => `• ${line}`);
  return { text, blocks: linesInMessage([section(text)], shown, [], locale) };
}

/** What the person is told whom somebody else changed, in their language. `admin`: what became of that right; undefined: it was not touched. */
export function changeToldReply(
  told: { actorName: string; lines: readonly string[]; admin: boolean | undefined; isUndo: boolean },
  locale: Locale,
): Reply {
  const say = profileWords(locale);
  const actor = cut(plainInMrkdwn(told.actorName), 60);
  const text = say(told.isUndo ? 'told-undone' : 'told', { actor });
  const right = told.admin === undefined ? [] : [section(say(told.admin ? 'told-admin' : 'told-admin-not'))];
  const after = [...right, context(say('told-object', { actor }))];
  const shown = told.lines.map((line) => `• ${line}`);
  return { text, blocks: linesInMessage([section(text)], shown, after, locale) };
}
