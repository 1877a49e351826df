/** The buttons of targets: undo, end, change, new, and a lead's answer to a proposal. Rights are checked again at the press. */
import { localDateOf } from '../../kpi/time.ts';
import type { Reply } from '../../platform/blocks.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput } from '../../platform/slice.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { denied } from '../../workspace/store.ts';
import { affectedReply, plainReply } from '../blocks.ts';
import { type Answer, frameFor, sayNotWritten, tell } from '../change/slack.ts';
import { type Circle, readCircle, readMeaning, subjectOf } from '../circle/slack.ts';
import { endChosen } from '../end/slack.ts';
import { openForm } from '../form/slack.ts';
import { amount, dateName, metricName, sayTo, subjectName } from '../phrases.ts';
import { planEnd } from '../plan.ts';
import { answerProposal, findTarget, type Outcome, undoVersion } from '../store.ts';
import { hasForce, readSubject, type Target, valueOn } from '../target.ts';
import { affectedBy, mayAnswer, mayDo, type Whose } from '../whose.ts';

/** A target that a button names, with all around it. */
interface Pressed {
  circle: Circle;
  target: Target;
  metric: MetricInfo;
  whose: Whose;
  /** The version that the button is about; 0 where it is about the target. */
  seq: number;
}

/** The first answer replaces the message with the button, further ones come after it. */
function answering(input: ActionInput): Answer {
  let isFirst = true;
  return async (reply) => {
    const send = isFirst && input.view === undefined ? input.replace : input.reply;
    isFirst = false;
    await send.call(input, reply);
  };
}

async function pressed(input: ActionInput): Promise<Pressed | undefined> {
  const [id = '', seq = '0'] = input.value.split(':');
  const [circle, target] = await Promise.all([
    readCircle(input),
    findTarget(input.deps.db, input.workspace.id, id),
  ]);
  const metric = circle.playbook.metrics.find((one) => one.key === target?.metricKey);
  const whose = target === undefined ? undefined : subjectOf(target.subject, input, circle);
  if (target === undefined || metric === undefined || whose === undefined) {
    await input.reply(plainReply(sayTo(circle.reader)('gone')));
    return undefined;
  }
  return { circle, target, metric, whose, seq: Number(seq) };
}

async function refused(input: ActionInput, { circle, whose, target }: Pressed, what: string): Promise<void> {
  await denied(input.deps.db, input.workspace.id, input.actor.memberId, what, `target:${target.id}`);
  await input.reply(plainReply(sayTo(circle.reader)('denied', { name: plainInMrkdwn(whose.name) })));
}

/** Takes a version back: by the one who made it, as long as they have the right. */
export async function undo(input: ActionInput): Promise<void> {
  const given = await pressed(input);
  if (given === undefined) return;
  const { circle, target, whose, seq } = given;
  const { deps, workspace, actor, transportKey } = input;
  const version = target.versions.find((one) => one.seq === seq);
  const right = whose.isSelf ? 'own-target' : 'set-target';
  if (version?.actorId !== actor.memberId || !mayDo(actor, right, whose))
    return refused(input, given, 'undo-target');
  const frame = frameFor(localDateOf(input.now, whose.tz), target, circle.reader);
  const act = { workspaceId: workspace.id, transportKey, frame, targetId: target.id, seq };
  const outcome = await undoVersion(deps.db, { ...act, actorId: actor.memberId });
  await afterUndo(input, given, outcome, hasForce(version.state));
}

async function afterUndo(
  input: ActionInput,
  { circle, metric, whose }: Pressed,
  outcome: Outcome | undefined,
  hadForce: boolean,
): Promise<void> {
  const { reader } = circle;
  const say = sayTo(reader);
  const answer = answering(input);
  if (outcome === undefined) return answer(plainReply(say('gone')));
  if (outcome.kind === 'stale')
    return answer(plainReply(`${say('stale')}\n${standsNow(outcome.target, metric, circle)}`));
  if (outcome.kind !== 'written') return sayNotWritten(input, answer, outcome, false, reader);
  const { target, version } = outcome;
  const name = plainInMrkdwn(metricName(metric, reader));
  if (!hadForce) return answer(plainReply(say('withdrawn', { metric: name })));
  const value = amount(metric, version.value, target, reader);
  const text =
    version.value === null
      ? say('undone_none', { metric: name })
      : say('undone', { metric: name, amount: value });
  await answer(plainReply(text));
  if (whose.isSelf) return;
  const affected = affectedBy(whose, circle.people, circle.teams, input.actor.memberId);
  await tell(input, affected, answer, reader, (of) => {
    const key = whose.subject.kind === 'member' ? 'undone_for_you' : 'undone_for_team';
    return plainReply(
      sayTo(of)(key, {
        actor: plainInMrkdwn(input.actor.name),
        whose: plainInMrkdwn(subjectName(whose.subject, whose.name, of)),
        metric: plainInMrkdwn(metricName(metric, of)),
        amount: amount(metric, version.value, target, of),
      }),
    );
  });
}

function standsNow(target: Target, metric: MetricInfo, { reader }: Circle): string {
  return sayTo(reader)('title', {
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: amount(metric, valueOn(target, reader.today), target, reader),
  });
}

/** Ends the target from today on. */
export async function end(input: ActionInput): Promise<void> {
  const given = await pressed(input);
  if (given === undefined) return;
  const { circle, target, metric, whose } = given;
  const today = localDateOf(input.now, whose.tz);
  const situation = { actor: input.actor, whose, metric, targets: [target], today, periods: circle.reader };
  const choice = planEnd(situation, target);
  await endChosen(input, circle, whose, situation, choice, { from: null, reason: '' }, answering(input));
}

/** Opens the form with the target in it. */
export async function change(input: ActionInput): Promise<void> {
  const given = await pressed(input);
  if (given !== undefined) await openForm(input, given.circle, given.whose, given.target);
}

/** Opens the empty form; the value names for whom ("member:<id>"), if anybody. */
export async function open(input: ActionInput): Promise<void> {
  const circle = await readCircle(input);
  const subject = readSubject(input.value);
  const whose = subject === undefined ? undefined : subjectOf(subject, input, circle);
  await openForm(input, circle, whose, undefined);
}

export const accept = (input: ActionInput): Promise<void> => respond(input, 'accepted');
export const decline = (input: ActionInput): Promise<void> => respond(input, 'declined');

/** T-06: a lead sets or declines what was proposed; the rep is told, with before and after. */
async function respond(input: ActionInput, answerWith: 'accepted' | 'declined'): Promise<void> {
  const given = await pressed(input);
  if (given === undefined) return;
  const { circle, target, whose, seq } = given;
  const { deps, workspace, actor, transportKey } = input;
  if (!mayAnswer(actor, whose)) return refused(input, given, 'answer-proposal');
  const frame = frameFor(localDateOf(input.now, whose.tz), target, circle.reader);
  const act = {
    workspaceId: workspace.id,
    transportKey,
    frame,
    targetId: target.id,
    seq,
    answer: answerWith,
  };
  const outcome = await answerProposal(deps.db, { ...act, actorId: actor.memberId });
  const answer = answering(input);
  if (outcome === undefined) return answer(plainReply(sayTo(circle.reader)('gone')));
  if (outcome.kind !== 'written') return sayNotWritten(input, answer, outcome, true, circle.reader);
  await answer(answeredReply(given, outcome, answerWith));
  await tellTheRep(input, given, outcome, answerWith, answer);
}

async function tellTheRep(
  input: ActionInput,
  { circle, metric, whose }: Pressed,
  { target, version, before }: Extract<Outcome, { kind: 'written' }>,
  answerWith: 'accepted' | 'declined',
  answer: Answer,
): Promise<void> {
  const { meaning, holidayNames } = await readMeaning(input, circle, whose, target, metric, version.from);
  const rep = affectedBy(whose, circle.people, circle.teams, input.actor.memberId);
  await tell(input, rep, answer, circle.reader, (of) => {
    const say = sayTo(of);
    const named = {
      lead: plainInMrkdwn(input.actor.name),
      metric: plainInMrkdwn(metricName(metric, of)),
      amount: amount(metric, version.value, target, of),
    };
    if (answerWith === 'accepted') {
      const done = { metric, target, before: valueOn(before, version.from), version, meaning, holidayNames };
      const text = say('answer_accepted', { ...named, date: dateName(version.from, of) });
      return affectedReply({ text, done, mayPropose: false }, of);
    }
    const held = valueOn(before, of.today);
    const kept = { amount: amount(metric, held, before, of) };
    const keeps = held === null ? say('answer_keeps_none') : say('answer_keeps', kept);
    return plainReply(`${say('answer_declined', named)}\n${keeps}`);
  });
}

function answeredReply(
  { circle, metric, whose }: Pressed,
  { target, version }: Extract<Outcome, { kind: 'written' }>,
  answerWith: 'accepted' | 'declined',
): Reply {
  const { reader } = circle;
  const say = sayTo(reader);
  const names = { metric: plainInMrkdwn(metricName(metric, reader)), name: plainInMrkdwn(whose.name) };
  if (answerWith === 'declined') return plainReply(say('answered_declined', names));
  const shown = {
    amount: amount(metric, version.value, target, reader),
    date: dateName(version.from, reader),
  };
  return plainReply(say('answered_accepted', { ...names, ...shown }));
}
