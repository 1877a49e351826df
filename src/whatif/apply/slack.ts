/** From what was tried to targets: shows what would change, and hands it to the one who sets targets (wired in slices.ts). */
import { ruleOf } from '../../goals/levels/levels.ts';
import type { ManyWish } from '../../goals/many/wish.ts';
import { stepOf } from '../../goals/parts.ts';
import { targetsOf } from '../../goals/store.ts';
import { type Subject, subjectKey } from '../../goals/target.ts';
import { mayDo } from '../../goals/whose.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { type Choice, choiceIn, unpackChoice } from '../ask.ts';
import { readMemory } from '../check.ts';
import { type Circle, peopleFor, readCircle, whoseKeyed } from '../circle/slack.ts';
import { readTrial } from '../slack.ts';
import { words } from '../words.ts';
import { type ApplyShown, applyView } from './blocks.ts';
import { previewOf, STARTS, type Start } from './preview.ts';
import { applyWords } from './words.ts';

/** Sets targets, all of them or none, answers and tells: brought by goals. */
export type SetWishes = (input: Input, wishes: readonly ManyWish[]) => Promise<void>;

/** The modal was handed in: goes on to what would change. */
export async function previewForm(input: SubmitInput): Promise<void> {
  const memory = readMemory(input.metadata);
  if (memory === undefined) return input.reply({ text: words(input.actor.locale)('gone') });
  await openPreview(input, choiceIn(input.values, memory.choice));
}

/** "Set these targets…" below a message that kept an answer. */
export async function previewButton(input: ActionInput): Promise<void> {
  const choice = unpackChoice(input.value);
  if (choice === undefined) return input.reply({ text: words(input.actor.locale)('gone') });
  await openPreview(input, choice);
}

async function openPreview(input: Input, choice: Choice): Promise<void> {
  const circle = await readCircle(input);
  const shown = await read(input, circle, choice, 'next');
  if (shown === undefined) return;
  if (shown.preview.wishes.length === 0)
    return input.reply({ text: applyWords(circle.reader.locale)('nothing') });
  await input.open(applyView(shown, circle.reader));
}

/** Handed in: worked out anew, on what there is now. */
export function applyForm(setWishes: SetWishes): (input: SubmitInput) => Promise<void> {
  return async (input) => {
    const choice = unpackChoice(input.metadata);
    if (choice === undefined) return input.reply({ text: words(input.actor.locale)('gone') });
    const circle = await readCircle(input);
    const start: Start = STARTS.find((known) => known === input.values['from']) ?? 'next';
    const shown = await read(input, circle, choice, start);
    if (shown === undefined) return;
    if (shown.preview.wishes.length === 0)
      return input.reply({ text: applyWords(circle.reader.locale)('nothing') });
    await setWishes(input, shown.preview.wishes);
  };
}

/** What would change; undefined where it may not be, or cannot be any more: that was answered. */
async function read(
  input: Input,
  circle: Circle,
  choice: Choice,
  start: Start,
): Promise<ApplyShown | undefined> {
  const { deps, workspace, actor, today } = input;
  const { reader, playbook } = circle;
  const say = words(reader.locale);
  const whose = whoseKeyed(choice.who, circle);
  const metric = playbook.metrics.find((one) => one.key === choice.metric && !one.isRetired);
  if (whose === undefined || metric === undefined) {
    await input.reply({ text: say('gone') });
    return undefined;
  }
  if (!mayDo(actor, 'set-target', whose)) {
    await denied(deps.db, workspace.id, actor.memberId, 'what-if', subjectKey(whose.subject));
    await input.reply({ text: say('denied', { name: plainInMrkdwn(whose.name) }) });
    return undefined;
  }
  const everybody = peopleFor(whose, circle);
  const people = everybody.filter((one) => one.memberId !== actor.memberId || actor.isAdmin);
  const trial = readTrial(choice, metric, circle, everybody);
  if (!trial.ok) {
    await input.reply({ text: applyWords(reader.locale)('stale') });
    return undefined;
  }
  const subjects = people.map((one): Subject => ({ kind: 'member', id: one.memberId }));
  const targets = await targetsOf(deps.db, workspace.id, { subjects, metricKeys: [metric.key] });
  const byMember = Map.groupBy(targets, ({ subject }) => subject.id);
  const preview = previewOf(
    {
      people: people.map(({ memberId: id, name }) => ({ id, name, targets: byMember.get(id) ?? [] })),
      ...{ metricKey: metric.key, kind: choice.kind, trial: trial.value, today, options: reader },
      measure: { rule: ruleOf(metric.definition), step: stepOf(metric.definition, reader.currency) },
    },
    start,
  );
  const isSelfOut = people.length < everybody.length;
  return { about: { metric, whose, kind: choice.kind, trial: trial.value }, choice, preview, isSelfOut };
}
