import { workCalendar } from '../../kpi/calendar.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import { calendarsOf, listAdministrators } from '../../people/store.ts';
import { button } from '../../platform/blocks.ts';
import { formatDate } from '../../platform/format.ts';
import { form, textField } from '../../platform/forms.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { keepable } from '../../platform/normalise.ts';
import type { ActionInput, FieldErrors, Input, SubmitCheck, SubmitInput } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { withButton } from '../reviews/slack.ts';
import { reviewWords } from '../reviews/words.ts';
import { evaluatorsOf } from '../scene/evaluators.ts';
import { isAllowed, type Part, partValue, readPart, readScene, type Scene } from '../scene/slack.ts';
import { words } from '../words.ts';
import { disputeDue } from './answer.ts';
import { type Answered, type NewAnswer, saveAnswer } from './store.ts';

/** S-08: the person answers; a dispute goes to an owner with a date. */

export const ANSWER_FORM = 'evaluation.answer-form';
/** Which answers are written in a modal. */
const WRITTEN = ['comment', 'dispute', 'settle'] as const;
type WrittenKind = (typeof WRITTEN)[number];

/** "I agree". */
export async function agree(input: ActionInput): Promise<void> {
  const part = await readPart(input, input.value, await readScene(input));
  if (part === undefined || !(await isAllowed(input, 'answer-evaluation', part))) return;
  const answer: NewAnswer = {
    cycleId: part.cycle.id,
    memberId: part.member.memberId,
    kind: 'agree',
    text: '',
  };
  const saved = await saveAnswer(input.deps.db, actOf(input), answer, []);
  const say = reviewWords(input.actor.locale);
  await sayOutcome(input, saved, say('agreed', { cycle: plainInMrkdwn(part.cycle.name) }));
}

const actOf = ({ workspace, actor, transportKey }: Input) => {
  return { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
};

async function sayOutcome(input: Input, saved: Answered, done: string): Promise<void> {
  const { locale } = input.actor;
  const text = {
    answered: done,
    repeated: words(locale)('repeated'),
    shut: reviewWords(locale)('notClosed'),
  };
  await input.reply({ text: text[saved.kind] });
}

/** "Comment…", "Dispute…", "Answer the dispute…". */
export async function openAnswer(input: ActionInput): Promise<void> {
  const kind = WRITTEN.find((known) => input.actionId === `evaluation.${known}`) ?? 'comment';
  const part = await readPart(input, input.value, await readScene(input));
  if (part === undefined || !(await mayWrite(input, kind, part))) return;
  await input.open(answerView(kind, input.value, input.actor.locale));
}

function mayWrite(input: Input, kind: WrittenKind, part: Part): Promise<boolean> {
  return isAllowed(input, kind === 'settle' ? 'evaluate' : 'answer-evaluation', part);
}

export function answerView(kind: WrittenKind, value: string, locale: Locale) {
  const say = reviewWords(locale);
  const said = { title: say(`${kind}Title`), submit: say('submit'), close: say('close') };
  const label = { comment: say('comment'), dispute: say('disputeText'), settle: say('settleText') }[kind];
  return form(ANSWER_FORM, said, `${kind} ${value}`, [
    textField('text', label, kind === 'dispute' ? { hint: say('disputeHint') } : {}),
  ]);
}

export function checkAnswer({ values, locale }: SubmitCheck): FieldErrors | undefined {
  return (values['text'] ?? '').trim() === '' ? { text: reviewWords(locale)('textMissing') } : undefined;
}

export async function submitAnswer(input: SubmitInput): Promise<void> {
  const [kindText = '', value = ''] = input.metadata.split(' ');
  const kind = WRITTEN.find((known) => known === kindText) ?? 'comment';
  const scene = await readScene(input);
  const part = await readPart(input, value, scene);
  if (part === undefined || !(await mayWrite(input, kind, part))) return;
  const text = keepable(input.values['text'] ?? '').trim();
  if (kind === 'dispute') return dispute(input, scene, part, text);
  if (kind === 'settle') return settle(input, part, text);
  const answer: NewAnswer = { cycleId: part.cycle.id, memberId: part.member.memberId, kind: 'comment', text };
  const tell = evaluatorsOf(part, scene).map((person) => told(input, part, person, 'comment', text));
  const saved = await saveAnswer(input.deps.db, actOf(input), answer, tell);
  await sayOutcome(input, saved, reviewWords(input.actor.locale)('commented'));
}

/** S-08: the owner is who evaluates, else an administrator; they have ten of their own working days. */
async function dispute(input: Input, scene: Scene, part: Part, text: string): Promise<void> {
  const say = reviewWords(input.actor.locale);
  const owner = evaluatorsOf(part, scene)[0] ?? (await administrator(input, scene));
  if (owner === undefined) return input.reply({ text: say('disputeNobody') });
  const due = await dueFor(input, owner);
  const answer: NewAnswer = {
    ...{ cycleId: part.cycle.id, memberId: part.member.memberId, kind: 'dispute', text },
    owner: { id: owner.memberId, due },
  };
  const saved = await saveAnswer(input.deps.db, actOf(input), answer, [
    told(input, part, owner, 'dispute', text, due),
  ]);
  const named = { owner: plainInMrkdwn(owner.name), date: formatDate(due, input.actor.locale, true) };
  await sayOutcome(input, saved, say('disputed', named));
}

async function administrator(
  { deps, workspace, actor }: Input,
  { people }: Scene,
): Promise<Person | undefined> {
  const ids = (await listAdministrators(deps.db, workspace.id)).map((one) => one.slackUserId);
  return people.find(
    (one) => one.isActive && one.memberId !== actor.memberId && ids.includes(one.slackUserId),
  );
}

async function dueFor({ deps, workspace, now }: Input, owner: Person): Promise<LocalDate> {
  const today = localDateOf(now, owner.tz);
  const range = { from: today, to: addDays(today, 60) };
  const calendars = await calendarsOf(deps.db, workspace.id, [owner.memberId], range);
  return disputeDue(calendars.get(owner.memberId) ?? workCalendar(), today);
}

async function settle(input: Input, part: Part, text: string): Promise<void> {
  const { actor } = input;
  const { cycle, member, person } = part;
  const answer: NewAnswer = { cycleId: cycle.id, memberId: member.memberId, kind: 'settled', text };
  const say = reviewWords(person.locale);
  const said = {
    name: plainInMrkdwn(actor.name),
    cycle: plainInMrkdwn(cycle.name),
    text: plainInMrkdwn(text),
  };
  const tell: Notice = {
    key: `settled:${cycle.id}:${member.memberId}:${input.transportKey}`,
    channel: person.slackUserId,
    reply: withButton(
      say('toldSettled', said),
      button(say('see'), 'evaluation.see', partValue(cycle.id, member.memberId)),
    ),
  };
  const saved = await saveAnswer(input.deps.db, actOf(input), answer, person.isActive ? [tell] : []);
  await sayOutcome(input, saved, reviewWords(actor.locale)('settled', { name: plainInMrkdwn(person.name) }));
}

function told(
  input: Input,
  { cycle, member, person: whom }: Part,
  person: Person,
  kind: 'comment' | 'dispute',
  text: string,
  due?: LocalDate,
): Notice {
  const say = reviewWords(person.locale);
  const said = say('toldAnswer', {
    ...{ name: plainInMrkdwn(whom.name), kind: say(`kind-${kind}`), cycle: plainInMrkdwn(cycle.name) },
    text: text === '' ? '' : ` ${plainInMrkdwn(text)}`,
  });
  const until =
    due === undefined ? '' : ` ${say('toldDispute', { date: formatDate(due, person.locale, true) })}`;
  return {
    key: `answer:${cycle.id}:${member.memberId}:${input.transportKey}:${person.memberId}`,
    channel: person.slackUserId,
    reply: withButton(
      `${said}${until}`,
      button(say('see'), 'evaluation.see', partValue(cycle.id, member.memberId)),
    ),
  };
}
