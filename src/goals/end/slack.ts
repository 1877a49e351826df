/** Ends a target, by command or by button (T-06). */
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Input } from '../../platform/slice.ts';
import { endedReply, plainReply, whichReply } from '../blocks.ts';
import { type Answer, frameFor, namesOf, refuse, sayNotWritten, situationOf, tell } from '../change/slack.ts';
import { type Circle, whoseOf } from '../circle/slack.ts';
import { typedName } from '../grammar/blocks.ts';
import type { GoalCommand } from '../grammar/command.ts';
import { dateName, sayTo } from '../phrases.ts';
import { type Choice, planEnd, type Situation } from '../plan.ts';
import { endTarget } from '../store.ts';
import { plannedAfter, type Target, valueOn } from '../target.ts';
import { affectedBy, type Whose } from '../whose.ts';

/** From when, and why. */
type Said = Pick<Extract<GoalCommand, { kind: 'end' }>, 'from' | 'trigger' | 'reason'>;

/** `/goal end`: which target is meant, and by whose right. */
export async function endByCommand(
  input: Input,
  circle: Circle,
  command: Extract<GoalCommand, { kind: 'end' }>,
  answer: Answer,
): Promise<void> {
  const { reader } = circle;
  const say = sayTo(reader);
  const whose = whoseOf(command.who, input, circle);
  if (whose === undefined) return answer(plainReply(say('unknown_member')));
  const situation = await situationOf(input, circle, whose, command.metric);
  const choice = planEnd(situation, command.shape);
  await endChosen(input, circle, whose, situation, choice, command, answer);
}

/** Ends the one target that was chosen, or says why not. */
export async function endChosen(
  input: Input,
  circle: Circle,
  whose: Whose,
  situation: Pick<Situation, 'today' | 'metric'>,
  choice: Choice,
  said: Said,
  answer: Answer,
): Promise<void> {
  const { reader } = circle;
  const { metric } = situation;
  switch (choice.kind) {
    case 'none':
      return answer(plainReply(sayTo(reader)('nothing_to_end')));
    case 'several':
      return answer(whichReply(metric, choice.targets, reader));
    case 'denied':
      if (!whose.isSelf) return refuse(input, circle, whose, answer);
      return answer(
        plainReply(sayTo(reader)('denied_end', { metric: plainInMrkdwn(typedName(metric, reader)) })),
      );
    case 'one':
      return endOne(input, circle, whose, situation, choice.target, said, answer);
  }
}

async function endOne(
  input: Input,
  circle: Circle,
  whose: Whose,
  { today, metric }: Pick<Situation, 'today' | 'metric'>,
  chosen: Target,
  { from, trigger, reason }: Said,
  answer: Answer,
): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const { subject, metricKey, layer } = chosen;
  const state = layer === 'own' ? 'own' : 'set';
  const outcome = await endTarget(deps.db, {
    ...{ workspaceId: workspace.id, transportKey, subject, metricKey, layer, shape: chosen },
    frame: frameFor(today, chosen, circle.reader),
    wish: { state, from, actorId: actor.memberId, trigger, reason },
  });
  if (outcome.kind !== 'written') return sayNotWritten(input, answer, outcome, false, circle.reader);
  const { target, before, version } = outcome;
  const held = valueOn(before, version.from) ?? plannedAfter(before, version.from)[0]?.value ?? null;
  const ofName = whose.isSelf ? null : whose.name;
  await answer(endedReply({ target, metric, version, before: held, ofName }, circle.reader));
  const affected = whose.isSelf ? [] : affectedBy(whose, circle.people, circle.teams, actor.memberId);
  await tell(input, affected, answer, circle.reader, (of) => {
    const key = whose.subject.kind === 'member' ? 'ended_for_you' : 'ended_for_team';
    const names = namesOf(input, whose, target, metric, held, of);
    return plainReply(sayTo(of)(key, { ...names, date: dateName(version.from, of) }));
  });
}
