import { actions, button, type Reply, section } from '../../platform/blocks.ts';
import { choiceField, form, textField } from '../../platform/forms.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { keepable } from '../../platform/normalise.ts';
import type { ActionInput, FieldErrors, Input, SubmitCheck, SubmitInput } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { isGrade } from '../cycle/cycle.ts';
import { evaluatorsOf } from '../scene/evaluators.ts';
import { isAllowed, type Part, partValue, readPart, readScene, type Scene } from '../scene/slack.ts';
import { words } from '../words.ts';
import { saveManagerReview, saveSelfReview } from './store.ts';
import { reviewWords } from './words.ts';

export const SELF_FORM = 'evaluation.self-form';
export const WORD_FORM = 'evaluation.word-form';

const GRADES = ['1', '2', '3', '4', '5'] as const;

/** "My review". */
export async function openSelf(input: ActionInput): Promise<void> {
  const part = await ownPart(input, input.value, await readScene(input));
  if (part === undefined) return;
  await input.open(selfView(input.value, part.member, input.actor.locale));
}

export function selfView(
  value: string,
  member: Pick<Part['member'], 'selfGrade' | 'selfText'>,
  locale: Locale,
) {
  const say = reviewWords(locale);
  const grades = GRADES.map((grade) => ({ value: grade, text: say(`grade-${grade}`) }));
  const words_ = { title: say('selfTitle'), submit: say('submit'), close: say('close') };
  return form(SELF_FORM, words_, value, [
    choiceField(
      'grade',
      say('grade'),
      grades,
      member.selfGrade === null ? {} : { initial: `${member.selfGrade}` },
    ),
    textField('text', say('selfText'), { hint: say('selfHint'), initial: member.selfText, optional: true }),
  ]);
}

/** The person's own part; of others nobody writes a self-review. */
async function ownPart(input: Input, value: string, scene: Scene): Promise<Part | undefined> {
  const part = await readPart(input, value, scene);
  if (part === undefined || !(await isAllowed(input, 'answer-evaluation', part))) return undefined;
  return part;
}

/** The self-review was handed in: kept, and who evaluates is told once. */
export async function submitSelf(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, transportKey, now } = input;
  const say = reviewWords(actor.locale);
  const scene = await readScene(input);
  const part = await ownPart(input, input.metadata, scene);
  const grade = Number(input.values['grade'] ?? '');
  if (part === undefined || !isGrade(grade)) return;
  const { cycle, member } = part;
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const text = keepable(input.values['text'] ?? '').trim();
  const tell = evaluatorsOf(part, scene).map((person): Notice => {
    const of = reviewWords(person.locale);
    const said = of('selfTold', { name: plainInMrkdwn(actor.name), cycle: plainInMrkdwn(cycle.name) });
    const value = partValue(cycle.id, member.memberId);
    return {
      key: `review:${cycle.id}:${member.memberId}:${person.memberId}`,
      channel: person.slackUserId,
      reply: withButton(said, button(of('see'), 'evaluation.see', value)),
    };
  });
  const saved = await saveSelfReview(deps.db, act, { cycleId: cycle.id, grade, text, now }, tell);
  await input.reply({
    text: outcome(saved.kind, say('selfSaved', { cycle: plainInMrkdwn(cycle.name) }), actor.locale),
  });
}

/** A sentence with a button below it. */
export function withButton(text: string, ...buttons: ReturnType<typeof button>[]): Reply {
  return { text, blocks: [section(text), actions(...buttons)] };
}

function outcome(kind: 'written' | 'shut' | 'repeated', written: string, locale: Locale): string {
  if (kind === 'written') return written;
  return kind === 'shut' ? reviewWords(locale)('shut') : words(locale)('repeated');
}

/** "Manager's word". */
export async function openWord(input: ActionInput): Promise<void> {
  const part = await readPart(input, input.value, await readScene(input));
  if (part === undefined || !(await isAllowed(input, 'evaluate', part))) return;
  await input.open(wordView(input.value, part.person.name, part.member, input.actor.locale));
}

export function wordView(
  value: string,
  name: string,
  member: Pick<Part['member'], 'managerText' | 'isReviewed'>,
  locale: Locale,
) {
  const say = reviewWords(locale);
  const words_ = { title: say('wordTitle'), submit: say('save'), close: say('close') };
  const done = (['yes', 'no'] as const).map((key) => ({ value: key, text: say(`done-${key}`) }));
  return form(WORD_FORM, words_, value, [
    textField('text', say('word', { name }), {
      hint: say('wordHint', { name }),
      initial: member.managerText,
      optional: true,
    }),
    choiceField('done', say('done'), done, { initial: 'yes' }),
  ]);
}

export async function submitWord(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, transportKey, now } = input;
  const say = reviewWords(actor.locale);
  const part = await readPart(input, input.metadata, await readScene(input));
  if (part === undefined || !(await isAllowed(input, 'evaluate', part))) return;
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const isDone = input.values['done'] !== 'no';
  const text = keepable(input.values['text'] ?? '').trim();
  const review = { cycleId: part.cycle.id, memberId: part.member.memberId, text, isDone, now };
  const saved = await saveManagerReview(deps.db, act, review);
  const name = plainInMrkdwn(part.person.name);
  await input.reply({
    text: outcome(saved.kind, say(isDone ? 'wordSaved' : 'wordKept', { name }), actor.locale),
  });
}

/** A grade has to be chosen; Slack asks for it by itself, other doors do not. */
export function checkSelf({ values, locale }: SubmitCheck): FieldErrors | undefined {
  return isGrade(Number(values['grade'] ?? '')) ? undefined : { grade: reviewWords(locale)('grade') };
}
