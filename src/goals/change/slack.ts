/** Carries out what was typed or filled in, answers, and tells everybody whom it concerns (T-06). */
import { rangeOf } from '../../kpi/period.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import type { Reply } from '../../platform/blocks.ts';
import { postOrKeep } from '../../platform/jobs/tell.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { failureOf } from '../../platform/slack.ts';
import type { Input } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { affectedReply, type Done, doneReply, plainReply } from '../blocks.ts';
import { type Circle, readerFor, readMeaning, whoseOf } from '../circle/slack.ts';
import type { Frame } from '../decide.ts';
import { judgeOne } from '../difficulty/reading/index.ts';
import type { Wanted } from '../grammar/command.ts';
import { ruleOf } from '../levels/levels.ts';
import { levelsTrouble } from '../levels/phrases.ts';
import { amount, dateName, metricName, type Reader, sayTo, subjectName } from '../phrases.ts';
import { type Plan, planValue, type Situation } from '../plan.ts';
import { askedReply, proposedReply } from '../proposal/blocks.ts';
import { proposalWords } from '../proposal/words.ts';
import { type Outcome, setTarget, targetsOf } from '../store.ts';
import { openProposal, plannedAfter, type Shape, sideToAnswer, type Target, valueOn } from '../target.ts';
import { affectedBy, leadsOf, type Whose } from '../whose.ts';

export type Answer = (reply: Reply) => Promise<void>;
type Write = Extract<Plan, { kind: 'write' }>;
type Written = Extract<Outcome, { kind: 'written' }>;

/** A new value or a proposal: plans by rights and what is there, writes, answers, tells. */
export async function changeTarget(
  input: Input,
  circle: Circle,
  wanted: Wanted,
  verb: 'set' | 'propose',
  answer: Answer,
): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const whose = whoseOf(wanted.who, input, circle);
  if (whose === undefined) return answer(plainReply(sayTo(circle.reader)('unknown_member')));
  const situation = await situationOf(input, circle, whose, wanted.metric);
  const plan = planValue(situation, verb, wanted.shape);
  if (plan.kind === 'denied') return refuse(input, circle, whose, answer);
  if (plan.kind === 'nobody to agree') {
    const name = plainInMrkdwn(subjectName(whose.subject, whose.name, circle.reader));
    return answer(plainReply(proposalWords(circle.reader.locale)('nobody_to_agree', { name })));
  }
  const rule = ruleOf(wanted.metric.definition);
  const outcome = await setTarget(deps.db, {
    workspaceId: workspace.id,
    transportKey,
    subject: whose.subject,
    metricKey: wanted.metric.key,
    layer: plan.layer,
    shape: plan.shape,
    frame: frameFor(situation.today, plan.shape, circle.reader),
    wish: {
      value: wanted.value,
      levels: { said: wanted.levels, rule },
      state: plan.state,
      from: wanted.from,
      actorId: actor.memberId,
      trigger: wanted.trigger,
      reason: wanted.reason,
    },
  });
  if (outcome.kind === 'levels')
    return answer(plainReply(levelsTrouble({ ...outcome, metric: wanted.metric }, circle.reader)));
  if (outcome.kind !== 'written') return sayNotWritten(input, answer, outcome, isAsking(plan), circle.reader);
  if (isAsking(plan)) return announceProposal(input, circle, whose, wanted, plan, outcome, answer);
  await announceValue(input, circle, whose, wanted, plan, outcome, answer);
}

const isAsking = ({ state }: Write): boolean => state === 'proposed' || state === 'countered';

export async function situationOf(
  { deps, workspace, actor, now }: Input,
  { reader }: Circle,
  whose: Whose,
  metric: Wanted['metric'],
): Promise<Situation> {
  const query = { subjects: [whose.subject], metricKeys: [metric.key] };
  const targets = await targetsOf(deps.db, workspace.id, query);
  return { actor, whose, metric, targets, today: localDateOf(now, whose.tz), periods: reader };
}

/** The frame in which a change of a target of this shape is judged (T-06: never in the past). */
export function frameFor(today: Frame['today'], shape: Shape, reader: Reader): Frame {
  return { today, period: shape.periodKey === null ? null : rangeOf(shape.periodKey, reader) };
}

export async function refuse(input: Input, { reader }: Circle, whose: Whose, answer: Answer): Promise<void> {
  const { deps, workspace, actor } = input;
  const subject = `${whose.subject.kind}:${whose.subject.id}`;
  await denied(deps.db, workspace.id, actor.memberId, 'set-target', subject);
  await answer(plainReply(sayTo(reader)('denied', { name: plainInMrkdwn(whose.name) })));
}

/** Says why nothing was written; a second delivery of the same act leaves the message alone in which the first one told what it did. */
export async function sayNotWritten(
  input: Input,
  answer: Answer,
  outcome: Exclude<Outcome, Written>,
  isProposal: boolean,
  reader: Reader,
): Promise<void> {
  const reply = notWritten(outcome, isProposal, reader);
  await (outcome.kind === 'repeated' ? input.reply(reply) : answer(reply));
}

/** What is said where nothing was written. */
export function notWritten(outcome: Exclude<Outcome, Written>, isProposal: boolean, reader: Reader): Reply {
  const say = sayTo(reader);
  switch (outcome.kind) {
    case 'unchanged':
      return plainReply(say(isProposal ? 'unchanged_proposal' : 'unchanged'));
    case 'repeated':
      return plainReply(say('repeated'));
    case 'levels':
    case 'past':
      return plainReply(say('past'));
    case 'nothing':
      return plainReply(say('nothing_to_end'));
    case 'stale':
      return plainReply(say('answered_before'));
  }
}

async function announceValue(
  input: Input,
  circle: Circle,
  whose: Whose,
  { metric }: Wanted,
  plan: Write,
  { target, before, version }: Written,
  answer: Answer,
): Promise<void> {
  const { reader } = circle;
  const [{ meaning, holidayNames }, judged] = await Promise.all([
    readMeaning(input, circle, whose, target, metric, version.from),
    judgeOne(input, circle, target, metric, version),
  ]);
  const affected = whose.isSelf ? [] : affectedBy(whose, circle.people, circle.teams, input.actor.memberId);
  const isGroup = whose.subject.kind !== 'member';
  const done: Done = {
    ...{ target, metric, version, meaning, holidayNames, judged },
    before: valueOn(before, version.from),
    dropped: plannedAfter(before, version.from)[0]?.from ?? null,
    assumed: plan.assumed,
    ofName: whose.isSelf ? null : whose.name,
    told:
      whose.isSelf || affected.length === 0
        ? null
        : isGroup
          ? { count: affected.length }
          : { name: whose.name },
  };
  await answer(doneReply(done, reader));
  await tell(input, affected, answer, reader, (of) => {
    const key = isGroup ? 'changed_for_team' : 'changed_for_you';
    const named = namesOf(input, whose, target, metric, version.value, of);
    const text = sayTo(of)(key, { ...named, date: dateName(version.from, of) });
    return affectedReply({ text, done, mayPropose: !isGroup }, of);
  });
}

export function namesOf(
  { actor }: Input,
  whose: Whose,
  target: Target,
  metric: Wanted['metric'],
  value: bigint | null,
  of: Reader,
) {
  return {
    actor: plainInMrkdwn(actor.name),
    whose: plainInMrkdwn(subjectName(whose.subject, whose.name, of)),
    metric: plainInMrkdwn(metricName(metric, of)),
    amount: amount(metric, value, target, of),
  };
}

async function announceProposal(
  input: Input,
  circle: Circle,
  whose: Whose,
  { metric }: Wanted,
  { official }: Write,
  { target, before, version }: Written,
  answer: Answer,
): Promise<void> {
  const { people, teams, reader } = circle;
  const side = sideToAnswer(target, version);
  const asked =
    side === 'lead' ? leadsOf(whose, people, teams) : affectedBy(whose, people, teams, input.actor.memberId);
  const holding = official ?? target;
  const held = valueOn(holding, version.from);
  const judged = await judgeOne(input, circle, target, metric, version);
  const shown = { target, metric, version, side, judged, official: { value: held, shape: holding } };
  await answer(proposedReply({ ...shown, names: asked.map((person) => person.name) }, reader));
  const instead = version.state === 'countered' ? openProposal(before) : undefined;
  const question = { target, metric, version, side, judged, held, heldShape: holding, instead };
  await tell(input, asked, answer, reader, (of) => askedReply({ ...question, name: input.actor.name }, of));
}

/** Sends each of them a direct message in their language. Whom it could not reach, the actor is told. */
export async function tell(
  input: Input,
  people: readonly Person[],
  answer: Answer,
  reader: Reader,
  message: (of: Reader) => Reply,
): Promise<void> {
  if (people.length === 0) return;
  const { deps, workspace } = input;
  const missed: string[] = [];
  for (const person of people) {
    try {
      const reply = message(readerFor(input, person));
      // One act may tell a person two things: an end, and what holds instead.
      const key = `told:${input.transportKey}:${person.memberId}:${reply.text.length}`;
      await postOrKeep(deps, workspace.id, { key, channel: person.slackUserId, reply });
    } catch (error) {
      const failure = failureOf(error);
      deps.log.warn({ err: error, failure, memberId: person.memberId }, 'a change of a target was not told');
      missed.push(person.name);
    }
  }
  if (missed.length === 0) return;
  const names = missed.map(plainInMrkdwn).join(sayTo(reader)('list_comma'));
  await answer(plainReply(sayTo(reader)('not_reached', { names })));
}
