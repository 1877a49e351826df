import type { KnownBlock, ModalView } from '@slack/types';
import { actions, button, context, type Reply, section } from '../../platform/blocks.ts';
import { linesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { form, textField } from '../../platform/forms.ts';
import { cut, escapeText, plain, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { type ActivityTypeInfo, nameOf } from '../../playbook/playbook.ts';
import type { Asked, Odd } from './odd.ts';
import { oddWords } from './words.ts';

export const ODD_FORM = 'activities.odd';
export const LONGEST_NOTE = 200;

/** In which words something odd is told. */
export interface OddFrame {
  locale: Locale;
  types: readonly ActivityTypeInfo[];
}

function figures({ typeKey, date, facts, outOf, minutes }: Odd, { locale, types }: OddFrame) {
  const type = types.find((one) => one.key === typeKey);
  return {
    ...{ count: facts.length, outOf, minutes, date: formatDate(date, locale) },
    name: cut(escapeText(type === undefined ? typeKey : nameOf(type, locale, 100n)), 80),
  };
}

/** The question, without what surrounds it. */
export const questionText = (odd: Odd, frame: OddFrame): string =>
  oddWords(frame.locale)(`ask-${odd.kind}`, figures(odd, frame));

/** Where a question stands that has no message of its own; a list is renewed whole, for nobody but its reader sees it. */
export type OddPlace = 'home' | 'list';

/** What a button says: which question, and where it stands. */
export function readPressed(value: string): { id: string; place: OddPlace | undefined } {
  const [, place, id] = /^(home|list):(.*)$/s.exec(value) ?? [];
  return { id: id ?? value, place: place === 'home' || place === 'list' ? place : undefined };
}

/** So many questions stand at once where others things do. */
export const MOST_OPEN = 3;

/** The questions that wait, each with its buttons. */
export const openBlocks = (asked: readonly Asked[], place: OddPlace, frame: OddFrame): KnownBlock[] =>
  asked.slice(0, MOST_OPEN).flatMap((one) => questionBlocks(one, one.id, frame, place));

/** The question to the one whose entries they are, with its buttons. */
export function questionBlocks(odd: Odd, id: string, frame: OddFrame, place?: OddPlace): KnownBlock[] {
  const say = oddWords(frame.locale);
  const value = place === undefined ? id : `${place}:${id}`;
  const undo = odd.kind === 'copies' ? [button(say('undo'), 'activities.odd-undo', value)] : [];
  const buttons = [
    button(say('right'), 'activities.odd-right', value),
    button(say('edit'), 'activities.odd-edit', value),
    ...undo,
  ];
  return [section(questionText(odd, frame)), actions(...buttons), context(say('why'))];
}

/** What stands in the question's place once it was answered. */
export function answeredReply(asked: Asked, frame: OddFrame): Reply {
  const say = oddWords(frame.locale);
  const { answer, note, id } = asked;
  if (answer === null) return { text: say('gone'), blocks: [section(say('gone'))] };
  const note0 = cut(plainInMrkdwn(note), 600);
  const text = note === '' ? say(`done-${answer}`) : say('done-noted', { note: note0 });
  const isOpen = answer === 'right' && note === '';
  const more = isOpen ? [actions(button(say('addNote'), 'activities.odd-note', id))] : [];
  return { text, blocks: [section(`:white_check_mark: ${text}`), ...more] };
}

/** The form for the reason. */
export function noteView(id: string, locale: Locale): ModalView {
  const say = oddWords(locale);
  const said = { title: say('noteTitle'), submit: say('save'), close: say('cancel') };
  return form(ODD_FORM, said, id, [
    textField('note', say('noteLabel'), {
      ...{ hint: say('noteHint'), optional: true, lines: false, limit: LONGEST_NOTE },
    }),
  ]);
}

/** "Your answer is still open: …", for the week of the one who was asked. */
export const ownLine = (odd: Odd, frame: OddFrame): string =>
  oddWords(frame.locale)(`own-${odd.kind}`, figures(odd, frame));

/** Something that a lead is told of, with who was asked. */
export type Told = Omit<Asked, 'memberId'> & { person: string };

/** Neutral lines for who leads: what somebody said, or that they have not answered. */
export function digestBlocks(all: readonly Told[], frame: OddFrame): KnownBlock[] {
  if (all.length === 0) return [];
  const say = oddWords(frame.locale);
  const lines = all.map((told) => {
    const shown = { ...figures(told, frame), person: cut(escapeText(plain(told.person)), 80) };
    const text = say(`${told.answer ?? 'open'}-${told.kind}`, shown);
    return told.note === '' ? text : say('withNote', { text, note: cut(plainInMrkdwn(told.note), 300) });
  });
  return [section(linesWithin([say('digest'), ...lines], frame.locale))];
}
