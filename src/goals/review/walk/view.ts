/** The four steps of the walk as a modal. Pure; names from people are escaped here. */
import type { Button, KnownBlock, ModalView } from '@slack/types';
import { actions, button, context, plainText, section } from '../../../platform/blocks.ts';
import { linesWithin, moreText, namesWithin, sectionsOf } from '../../../platform/fit.ts';
import { cut, plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import type { Reader } from '../../phrases.ts';
import { isChange } from '../addressed.ts';
import type { Review } from '../review.ts';
import { type Around, eventLines } from '../told.ts';
import { changeFields, changeMemory } from '../view.ts';
import { type CohortShown, cohortLines } from './cohort.ts';
import { type TriedShown, triedBlocks } from './triedBlocks.ts';
import { MOST_MEMORY, MOST_TYPED, packedMemory, STEPS, type Step, type WalkMemory } from './walk.ts';
import { walkWords } from './words.ts';

export const WALK = 'goals.walk-form';
/** So many messages are shown in full; the others say the same to others. */
const MOST_TOLD = 6;

/** What each step shows. */
export type StepShown =
  | { readonly step: 'happened'; readonly asked: readonly string[]; readonly cohort: readonly CohortShown[] }
  | { readonly step: 'targets'; readonly tz: string }
  | { readonly step: 'tried'; readonly tried: TriedShown }
  | { readonly step: 'told'; readonly told: ToldShown };

/** The messages that go out: to whom, and their text; or why there is nothing to send. */
export type ToldShown =
  | {
      readonly kind: 'messages';
      readonly messages: readonly { readonly name: string; readonly text: string }[];
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problem: string };

/** While the past and the picture are read. */
export function walkLoading(reader: Reader): ModalView {
  const say = walkWords(reader.locale);
  return {
    ...{ type: 'modal', callback_id: WALK, title: plainText(say('title'), 24) },
    close: plainText(say('close'), 24),
    blocks: [section(say('loading'))],
  };
}

/** One step; `notice`: what is wrong with the step that somebody wanted to leave. */
export function walkView(
  review: Review,
  memory: WalkMemory,
  shown: StepShown,
  around: Around,
  reader: Reader,
  notice?: string,
): ModalView {
  const say = walkWords(reader.locale);
  const blocks = [
    context(trail(shown.step, reader)),
    ...(notice === undefined ? [] : [section(cut(notice, 2900))]),
    ...stepBlocks(review, memory, shown, around, reader),
    ...(shown.step === 'told' ? [] : [context(say('nothing_yet'))]),
    actions(...buttonsOf(shown.step, reader)),
  ];
  const submit = submitWord(shown, reader);
  return {
    ...{ type: 'modal', callback_id: WALK, title: plainText(say('title'), 24) },
    ...(submit === undefined ? {} : { submit: plainText(submit, 24) }),
    close: plainText(say('close'), 24),
    private_metadata: packed(review, memory, shown, around, reader),
    blocks: blocks.slice(0, 100),
  };
}

/** The fields are read before the form is taken, by the rules of their metrics: a hint, which gives way where there is no room. */
function packed(
  review: Review,
  memory: WalkMemory,
  shown: StepShown,
  around: Around,
  reader: Reader,
): string {
  const kept = packedMemory({ ...memory, step: shown.step });
  if (shown.step !== 'targets') return kept;
  const rules = changeMemory(review, around, shown.tz, reader);
  const full = JSON.stringify({ ...rules, ...JSON.parse(kept) });
  return full.length <= MOST_MEMORY ? full : kept;
}

/** "Step 2 of 4"-like: all steps, the one that is shown in bold. */
function trail(now: Step, { locale }: Reader): string {
  const say = walkWords(locale);
  return STEPS.map((step) => (step === now ? `*${say(`trail_${step}`)}*` : say(`trail_${step}`))).join(
    say('trail_join'),
  );
}

/** A step with fields goes on by being handed in, so that an error stands at its field. */
function submitWord(shown: StepShown, { locale }: Reader): string | undefined {
  const say = walkWords(locale);
  if (shown.step === 'targets') return say('next_tried');
  return shown.step === 'told' && shown.told.kind === 'messages' ? say('set') : undefined;
}

function buttonsOf(step: Step, { locale }: Reader): Button[] {
  const say = walkWords(locale);
  const back = STEPS[STEPS.indexOf(step) - 1];
  return [
    ...(step === 'happened' ? [button(say('next_targets'), 'goals.walk-next', 'targets', 'primary')] : []),
    ...(step === 'tried' ? [button(say('next_told'), 'goals.walk-next', 'told', 'primary')] : []),
    ...(back === undefined ? [] : [button(say('back'), 'goals.walk-back', back)]),
    button(say('leave'), 'goals.walk-leave', step),
  ];
}

function stepBlocks(
  review: Review,
  memory: WalkMemory,
  shown: StepShown,
  around: Around,
  reader: Reader,
): KnownBlock[] {
  const say = walkWords(reader.locale);
  switch (shown.step) {
    case 'happened':
      return happenedBlocks(review, memory, shown, around, reader);
    case 'targets': {
      const filled = { ...memory, reason: memory.reason ?? undefined };
      return [section(say('intro')), ...changeFields(review, around, reader, MOST_TYPED, filled)];
    }
    case 'tried':
      return triedBlocks(shown.tried, around, reader);
    case 'told':
      return toldBlocks(shown.told, reader);
  }
}

function happenedBlocks(
  review: Review,
  { picture }: WalkMemory,
  { asked, cohort }: Extract<StepShown, { step: 'happened' }>,
  around: Around,
  reader: Reader,
): KnownBlock[] {
  const say = walkWords(reader.locale);
  const weeks = cohortLines(cohort, around, reader);
  const count = review.lines.filter(isChange).length;
  const names = namesWithin(asked.map(plainInMrkdwn), reader.locale);
  return [
    section(linesWithin(eventLines(review.event, around, reader).filter(Boolean), reader.locale)),
    ...(picture === '' ? [] : [pictureBlock(picture, weeks[0] ?? say('title'))]),
    ...(weeks.length === 0 ? [] : [section(linesWithin(weeks, reader.locale))]),
    context(say('concerned', { targets: say('targets', { count }), names })),
  ];
}

const pictureBlock = (id: string, alt: string): KnownBlock => ({
  ...{ type: 'image', slack_file: { id } },
  alt_text: cut(alt.replaceAll('*', ''), 1900),
});

function toldBlocks(told: ToldShown, reader: Reader): KnownBlock[] {
  const say = walkWords(reader.locale);
  switch (told.kind) {
    case 'unchanged':
      return [section(say('none'))];
    case 'refused':
      return [section(say('cannot', { problem: told.problem }))];
    case 'messages': {
      const { messages } = told;
      if (messages.length === 0) return [section(say('told_nobody')), context(say('told_undo'))];
      const rest = messages.length - MOST_TOLD;
      return [
        section(say('told_head', { count: messages.length })),
        ...messages
          .slice(0, MOST_TOLD)
          .flatMap(({ name, text }) =>
            sectionsOf([say('told_to', { name: cut(plainInMrkdwn(name), 80) }), ...quoted(text)]),
          ),
        ...(rest > 0 ? [context(moreText(rest, reader.locale))] : []),
        context(say('told_undo')),
      ];
    }
  }
}

const quoted = (text: string): string[] =>
  cut(text, 2400)
    .split('\n')
    .map((line) => `> ${line}`);
