/** The buttons of targets: undo, end, change, new. Rights are checked again at the press. (Answers to proposals: proposal/slack.ts.) */
import { localDateOf } from '../../kpi/time.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input } from '../../platform/slice.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { denied } from '../../workspace/store.ts';
import { plainReply } from '../blocks.ts';
import { type Answer, frameFor, sayNotWritten, tell } from '../change/slack.ts';
import { type Circle, readCircle, subjectOf } from '../circle/slack.ts';
import { endChosen } from '../end/slack.ts';
import { openForm } from '../form/slack.ts';
import { historyReply } from '../list/blocks.ts';
import { amount, metricName, sayTo, subjectName } from '../phrases.ts';
import { planEnd } from '../plan.ts';
import { findTarget, type Outcome, undoVersion } from '../store.ts';
import { hasForce, readSubject, type Target, valueOn } from '../target.ts';
import { affectedBy, mayDo, maySee, type Whose } from '../whose.ts';

/** A target that a button names, with all around it. */
export interface Pressed {
  circle: Circle;
  target: Target;
  metric: MetricInfo;
  whose: Whose;
  /** The version that the button is about; 0 where it is about the target. */
  seq: number;
}

/** The first answer replaces the message with the button, further ones come after it. */
export function answering(input: ActionInput): Answer {
  let isFirst = true;
  return async (reply) => {
    const send = isFirst && input.view === undefined ? input.replace : input.reply;
    isFirst = false;
    await send.call(input, reply);
  };
}

/** What a button's value ("<target>:<version>") names. */
export async function pressed(input: ActionInput): Promise<Pressed | undefined> {
  const [id = '', seq = '0'] = input.value.split(':');
  return pressedIn(input, id, Number(seq));
}

/** A target by its id with all around it; where it is gone, that is said. */
export async function pressedIn(input: Input, id: string, seq: number): Promise<Pressed | undefined> {
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
  return { circle, target, metric, whose, seq };
}

export async function refused(input: Input, { circle, whose, target }: Pressed, what: string): Promise<void> {
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

/** What holds now, in a line. */
export function standsNow(target: Target, metric: MetricInfo, { reader }: Circle): string {
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
  await endChosen(
    input,
    circle,
    whose,
    situation,
    choice,
    { from: null, trigger: '', reason: '' },
    answering(input),
  );
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

/** All versions of the target: from when, how much, what gave rise to it, by whom and when. */
export async function history(input: ActionInput): Promise<void> {
  const given = await pressed(input);
  if (given === undefined) return;
  const { circle, target, metric, whose } = given;
  if (!maySee(input.actor, whose)) return refused(input, given, 'see-targets');
  await input.reply(historyReply(metric, [target], circle.names, whose.tz, circle.reader));
}
