import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { ABSENCE_PARTS } from '../../kpi/calendar.ts';
import type { LocalDate } from '../../kpi/localDate.ts';
import {
  actions,
  button,
  context,
  header,
  option,
  plainText,
  type Reply,
  section,
} from '../../platform/blocks.ts';
import { inMessage } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { cut, escapeText, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { AbsenceInfo, Away } from './absence.ts';
import type { AbsenceCommandProblem, RangeProblem } from './command.ts';
import { absenceWords } from './words.ts';

/** An absence's dates in words: "Thu, Dec 24, 2026 – Thu, Dec 31, 2026 (all day)". */
export function datesInWords({ firstDate, lastDate, part }: Away, locale: Locale): string {
  const say = absenceWords(locale);
  const [first, last] = [formatDate(firstDate, locale, true), formatDate(lastDate, locale, true)];
  const span = firstDate === lastDate ? first : say('span', { first, last });
  return part === 'full' ? span : say('dated', { span, part: say(`part-${part}`) });
}

/** What was entered, what it does (T-04), and Undo. `halves`: half working days away; `name`: of another person. */
export function enteredReply(
  absence: AbsenceInfo,
  halves: number,
  name: string | undefined,
  locale: Locale,
): Reply {
  const say = absenceWords(locale);
  const dates = datesInWords(absence, locale);
  const text =
    name === undefined
      ? say('entered', { dates })
      : say('entered-other', { dates, name: plainInMrkdwn(name) });
  const effect = halves === 0 ? say('no-effect') : say('effect', { count: halves / 2, days: halves / 2 });
  const note = absence.note === '' ? [] : [context(say('note', { note: plainInMrkdwn(absence.note) }))];
  const undo = actions(button(say('undo'), 'people.cancelAbsence', absence.id));
  return { text: `${text} ${effect}`, blocks: [section(`${text}\n${effect}`), ...note, undo] };
}

/** What was cancelled; undefined: it was gone already. */
export function cancelledReply(absence: AbsenceInfo | undefined, locale: Locale): Reply {
  const say = absenceWords(locale);
  return {
    text: absence === undefined ? say('gone') : say('undone', { dates: datesInWords(absence, locale) }),
  };
}

/** What the person is told for whom somebody else entered or cancelled an absence: who, which days, and how to object. */
export function toldReply(
  done: 'entered' | 'cancelled',
  absence: AbsenceInfo,
  actorName: string,
  locale: Locale,
): Reply {
  const say = absenceWords(locale);
  const text = say(`told-${done}`, {
    actor: plainInMrkdwn(actorName),
    dates: datesInWords(absence, locale),
  });
  const note =
    absence.note === '' || done === 'cancelled'
      ? []
      : [context(say('note', { note: plainInMrkdwn(absence.note) }))];
  return { text, blocks: [section(text), ...note, context(say('told-object'))] };
}

/** A person's absences with a button each; `name`: of another person. */
export function listReply(absences: readonly AbsenceInfo[], name: string | undefined, locale: Locale): Reply {
  const say = absenceWords(locale);
  if (absences.length === 0) return { text: say('none') };
  const text = name === undefined ? say('list') : say('list-other', { name });
  const rows = absences.map((absence): KnownBlock => {
    const note = absence.note === '' ? '' : `\n_${plainInMrkdwn(absence.note)}_`;
    return {
      ...section(`${datesInWords(absence, locale)}${note}`),
      accessory: button(say('cancel'), 'people.cancelAbsence', absence.id),
    };
  });
  const items = rows.map((row) => [row]);
  return { text: escapeText(text), blocks: inMessage([header(text)], items, [], locale) };
}

/** Why nothing was saved, and what to type instead (reliability.md § 8). */
export function problemText(problem: AbsenceCommandProblem | RangeProblem, locale: Locale): string {
  const say = absenceWords(locale);
  switch (problem.kind) {
    case 'no-date':
      return say('no-date');
    case 'not-a-date':
      return say('not-a-date', { text: plainInMrkdwn(cut(problem.text, 60)) });
    case 'backwards':
      return say('backwards', { first: problem.first, last: problem.last });
    case 'unknown-word':
      return say('unknown-word', { word: plainInMrkdwn(cut(problem.word, 60)) });
    case 'too-far-back':
      return say('too-far-back', {
        days: problem.days,
        earliest: formatDate(problem.earliest, locale, true),
      });
    case 'too-long':
      return say('too-long', { days: problem.days });
    case 'too-far-ahead':
      return say('too-far-ahead');
  }
}

/** The form of a bare `/pace absence`; who leads others may choose the person. */
export function absenceModal(today: LocalDate, canChoose: boolean, locale: Locale): ModalView {
  const say = absenceWords(locale);
  return {
    type: 'modal',
    callback_id: 'people.absence',
    title: plainText(say('title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    blocks: [...(canChoose ? [personField(locale)] : []), ...dayFields(today, locale), noteField(locale)],
  };
}

function personField(locale: Locale): InputBlock {
  const say = absenceWords(locale);
  return {
    type: 'input',
    block_id: 'person',
    optional: true,
    label: plainText(say('person')),
    hint: plainText(say('person-hint')),
    element: { type: 'users_select', action_id: 'people.absencePerson' },
  };
}

/** Which days, and which part of each. */
function dayFields(today: LocalDate, locale: Locale): InputBlock[] {
  const say = absenceWords(locale);
  const parts = ABSENCE_PARTS.map((part) => option(say(`part-${part}`), part));
  const [full] = parts;
  return [
    {
      type: 'input',
      block_id: 'first',
      label: plainText(say('first')),
      element: { type: 'datepicker', action_id: 'people.absenceFirst', initial_date: today },
    },
    {
      type: 'input',
      block_id: 'last',
      optional: true,
      label: plainText(say('last')),
      hint: plainText(say('last-hint')),
      element: { type: 'datepicker', action_id: 'people.absenceLast' },
    },
    {
      type: 'input',
      block_id: 'part',
      label: plainText(say('part')),
      element: {
        type: 'static_select',
        action_id: 'people.absencePart',
        options: parts,
        ...(full === undefined ? {} : { initial_option: full }),
      },
    },
  ];
}

function noteField(locale: Locale): InputBlock {
  return {
    type: 'input',
    block_id: 'note',
    optional: true,
    label: plainText(absenceWords(locale)('note-label')),
    element: { type: 'plain_text_input', action_id: 'people.absenceNote', max_length: 200 },
  };
}
