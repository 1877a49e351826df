import type { ModalView } from '@slack/types';
import { plainText, type Reply, section } from '../../../platform/blocks.ts';
import { linesInMessage, namesWithin } from '../../../platform/fit.ts';
import { cut, plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import type { FieldErrors, SubmitCheck } from '../../../platform/slice.ts';
import type { Locale } from '../../../platform/words.ts';
import type { RecordedActivity } from '../../activity.ts';
import { type Frame, lineOf } from '../../blocks.ts';
import { gradeOf } from '../../rating.ts';
import { pieceValue } from '../blocks.ts';
import { LEAST_COMMON, type Leniency } from '../grade.ts';
import { gradingWords } from '../words.ts';

export const RATERS_FORM = 'activities.raters';
export const POOL_FORM = 'activities.pool';

/** Who rates one piece of work. `owners`: Slack ids of those whose work it is, to be told at the field. */
export function ratersModal(
  fact: RecordedActivity,
  given: { author: string; asked: readonly string[]; owners: readonly string[]; needed: number },
  frame: Frame,
): ModalView {
  const say = gradingWords(frame.locale);
  const { author, asked, owners, needed } = given;
  const metadata = { piece: pieceValue(fact), owners, needed };
  return {
    ...peopleModal(RATERS_FORM, say('raters-title'), JSON.stringify(metadata), frame.locale),
    blocks: [
      section(`*${plainInMrkdwn(author)}* · ${cut(lineOf(fact, frame), 2_500)}`),
      peopleInput(say('raters-label'), say('raters-hint', { needed }), asked, false),
    ],
  };
}

/** From whom the raters of a team's work are drawn. */
export function poolModal(
  team: { id: string; name: string },
  members: readonly string[],
  locale: Locale,
): ModalView {
  const say = gradingWords(locale);
  return {
    ...peopleModal(POOL_FORM, say('pool-title'), team.id, locale),
    blocks: [peopleInput(say('pool-label', { team: team.name }), say('pool-hint'), members, true)],
  };
}

function peopleModal(
  callbackId: string,
  title: string,
  metadata: string,
  locale: Locale,
): Omit<ModalView, 'blocks'> {
  const say = gradingWords(locale);
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: metadata,
    title: plainText(title, 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('cancel'), 24),
  };
}

const peopleInput = (label: string, hint: string, initial: readonly string[], optional: boolean) => ({
  type: 'input' as const,
  block_id: 'raters',
  optional,
  label: plainText(label),
  hint: plainText(hint),
  element: {
    type: 'multi_users_select' as const,
    action_id: 'raters',
    max_selected_items: 50,
    ...(initial.length === 0 ? {} : { initial_users: [...initial] }),
  },
});

/** Slack ids as they were chosen. */
export const chosenIn = (text: string | undefined): string[] => [
  ...new Set((text ?? '').split(',').filter((id) => id !== '')),
];

/** What the form carries; nothing of it is trusted as a right. */
export function ratersMetadata(text: string): { piece: string; owners: string[]; needed: number } {
  try {
    const { piece, owners, needed } = JSON.parse(text) as Record<string, unknown>;
    const ids = Array.isArray(owners) ? owners.filter((id): id is string => typeof id === 'string') : [];
    return { piece: typeof piece === 'string' ? piece : '', owners: ids, needed: Number(needed) || 2 };
  } catch {
    return { piece: '', owners: [], needed: 2 };
  }
}

/** At the field: too few, or whose work it is. */
export function checkRaters({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const say = gradingWords(locale);
  const { owners, needed } = ratersMetadata(metadata);
  const chosen = chosenIn(values['raters']);
  if (chosen.some((id) => owners.includes(id))) return { raters: say('raters-author') };
  return chosen.length < needed ? { raters: say('raters-few', { needed }) } : undefined;
}

/** Who was left out of a choice, and what became of it. */
export function chosenText(what: string, leftOut: readonly string[], locale: Locale): string {
  if (leftOut.length === 0) return what;
  const names = namesWithin(leftOut, locale);
  return `${what}\n${gradingWords(locale)('raters-left-out', { names })}`;
}

/** How each rater stands to the others of the same work, said plainly; for those who lead alone. */
export function leniencyReply(
  found: readonly Leniency[],
  names: ReadonlyMap<string, string>,
  locale: Locale,
): Reply {
  const say = gradingWords(locale);
  const title = say('leniency-title');
  if (found.length === 0) {
    const text = say('leniency-none', { least: LEAST_COMMON });
    return { text, blocks: [section(`*${title}*\n${text}`)] };
  }
  const lines = found.map(({ raterId, common: count, deviation }) => {
    const name = plainInMrkdwn(names.get(raterId) ?? '?');
    const grade = gradeOf({ value: deviation < 0n ? -deviation : deviation });
    if (deviation === 0n) return say('leniency-same', { name, count });
    return say(deviation > 0n ? 'leniency-milder' : 'leniency-stricter', { name, grade, count });
  });
  const intro = section(`*${title}*\n${say('leniency-intro', { least: LEAST_COMMON })}`);
  return { text: title, blocks: linesInMessage([intro], lines, [], locale) };
}
