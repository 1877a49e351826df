/** T-06: the answers to a proposal, by whichever side is asked: accepted, declined, or another value. Each is told to the other side. */
import { isLocalDate } from '../../kpi/localDate.ts';
import { rangeOf } from '../../kpi/period.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import type { Reply } from '../../platform/blocks.ts';
import { namesWithin } from '../../platform/fit.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { affectedReply, plainReply } from '../blocks.ts';
import { answering, type Pressed, pressed, pressedIn, refused, standsNow } from '../buttons/slack.ts';
import { type Answer, frameFor, sayNotWritten, tell } from '../change/slack.ts';
import { readMeaning } from '../circle/slack.ts';
import { problemReply } from '../grammar/blocks.ts';
import { readValue } from '../grammar/value.ts';
import { ruleOf } from '../levels/levels.ts';
import { scaledLevels } from '../levels/scale.ts';
import { stepOf } from '../parts.ts';
import { amount, dateName, metricName, type Reader, sayTo } from '../phrases.ts';
import { answerProposal, counterProposal, type Outcome } from '../store.ts';
import { type Side, sideToAnswer, type TargetVersion, valueOn } from '../target.ts';
import { affectedBy, leadsOf, mayAnswer } from '../whose.ts';
import { type Asked, askedReply, proposedReply } from './blocks.ts';
import { counterMemory, counterView } from './view.ts';
import { proposalWords } from './words.ts';

type Yes = 'accepted' | 'declined';
type Written = Extract<Outcome, { kind: 'written' }>;

export const accept = (input: ActionInput): Promise<void> => respond(input, 'accepted');
export const decline = (input: ActionInput): Promise<void> => respond(input, 'declined');

/** The proposal of the pressed number and the side that is to answer it, if the actor may; otherwise the answer is given already. */
async function asked(
  input: Input,
  given: Pressed,
): Promise<{ open: TargetVersion | undefined; side: Side } | undefined> {
  const { target, whose, seq } = given;
  const open = target.versions.find((one) => one.seq === seq);
  const side = open === undefined ? 'lead' : sideToAnswer(target, open);
  if (mayAnswer(input.actor, whose, side)) return { open, side };
  await refused(input, given, 'answer-proposal');
  return undefined;
}

async function respond(input: ActionInput, answerWith: Yes): Promise<void> {
  const given = await pressed(input);
  const found = given === undefined ? undefined : await asked(input, given);
  if (given === undefined || found === undefined) return;
  const { circle, target, whose, seq, metric } = given;
  const { deps, workspace, actor, transportKey } = input;
  const frame = frameFor(localDateOf(input.now, whose.tz), target, circle.reader);
  const act = { workspaceId: workspace.id, transportKey, frame, targetId: target.id, seq };
  const outcome = await answerProposal(deps.db, { ...act, answer: answerWith, actorId: actor.memberId });
  const answer = answering(input);
  if (outcome === undefined) return answer(plainReply(sayTo(circle.reader)('gone')));
  if (outcome.kind === 'stale')
    return answer(
      plainReply(`${sayTo(circle.reader)('answered_before')}\n${standsNow(outcome.target, metric, circle)}`),
    );
  if (outcome.kind !== 'written') return sayNotWritten(input, answer, outcome, true, circle.reader);
  const others = othersOf(input, given, found.side, found.open);
  await answer(
    found.side === 'lead'
      ? leadAnswered(given, outcome, answerWith)
      : personAnswered(given, outcome, answerWith, others),
  );
  await tellAnswer(input, given, outcome, { answerWith, side: found.side, others }, answer);
}

/** Those who hear of an answer: the person, or the leads and who made the proposal. */
function othersOf(
  { actor }: Input,
  { circle, whose }: Pressed,
  side: Side,
  open: TargetVersion | undefined,
): Person[] {
  const { people, teams } = circle;
  if (side === 'lead') return affectedBy(whose, people, teams, actor.memberId);
  const leads = new Set(leadsOf(whose, people, teams).map((lead) => lead.memberId));
  return people.filter(
    (person) =>
      person.isActive &&
      person.memberId !== actor.memberId &&
      (leads.has(person.memberId) || person.memberId === open?.actorId),
  );
}

async function tellAnswer(
  input: Input,
  { circle, metric, whose, target: known }: Pressed,
  { target, version, before }: Written,
  { answerWith, side, others }: { answerWith: Yes; side: Side; others: readonly Person[] },
  answer: Answer,
): Promise<void> {
  const { meaning, holidayNames } = await readMeaning(input, circle, whose, target, metric, version.from);
  await tell(input, others, answer, circle.reader, (of) => {
    const say = sayTo(of);
    const words = proposalWords(of.locale);
    const named = {
      lead: plainInMrkdwn(input.actor.name),
      name: plainInMrkdwn(input.actor.name),
      metric: plainInMrkdwn(metricName(metric, of)),
      amount: amount(metric, version.value, target, of),
      date: dateName(version.from, of),
    };
    if (answerWith === 'accepted') {
      const done = { metric, target, before: valueOn(before, version.from), version, meaning, holidayNames };
      const text = side === 'lead' ? say('answer_accepted', named) : words('person_accepted', named);
      return affectedReply({ text, done, mayPropose: false }, of);
    }
    const text = side === 'lead' ? say('answer_declined', named) : words('person_declined', named);
    return plainReply(`${text}\n${keepsLine(known, metric, of)}`);
  });
}

function keepsLine(target: Pressed['target'], metric: Pressed['metric'], of: Reader): string {
  const held = valueOn(target, of.today);
  if (held === null) return sayTo(of)('answer_keeps_none');
  return sayTo(of)('answer_keeps', { amount: amount(metric, held, target, of) });
}

function leadAnswered(
  { circle, metric, whose }: Pressed,
  { target, version }: Written,
  answerWith: Yes,
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

function personAnswered(
  { circle, metric, target: known }: Pressed,
  { target, version }: Written,
  answerWith: Yes,
  others: readonly Person[],
): Reply {
  const { reader } = circle;
  const say = proposalWords(reader.locale);
  const said = {
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: amount(metric, version.value, target, reader),
    date: dateName(version.from, reader),
  };
  const names = namesWithin(
    others.map((person) => plainInMrkdwn(person.name)),
    reader.locale,
  );
  const told = names === '' ? [] : [say('told', { names })];
  if (answerWith === 'accepted') return plainReply(say('you_accepted', said), ...told);
  const text = `${say('you_declined', said)} ${keepsLine(known, metric, reader)}`;
  return plainReply(text, ...told);
}

/** "Counter…": opens the form, as long as the proposal still waits. */
export async function openCounter(input: ActionInput): Promise<void> {
  const given = await pressed(input);
  const found = given === undefined ? undefined : await asked(input, given);
  if (given === undefined || found === undefined) return;
  const { circle, target, metric } = given;
  const { open, side } = found;
  if (open === undefined || target.versions.at(-1) !== open) {
    const text = `${sayTo(circle.reader)('answered_before')}\n${standsNow(target, metric, circle)}`;
    return answering(input)(plainReply(text));
  }
  const { reader } = circle;
  const to = target.periodKey === null ? null : rangeOf(target.periodKey, reader).to;
  const view = counterView(askedOf(given, open, side, undefined), given.whose.tz, to, reader);
  await input.open(view);
}

/** What somebody is asked, in figures: the proposal, and what holds. */
function askedOf(
  { circle, target, metric }: Pressed,
  version: TargetVersion,
  side: Side,
  instead: TargetVersion | undefined,
): Asked {
  const name = circle.names.get(version.actorId ?? '') ?? sayTo(circle.reader)('app');
  const held = valueOn(target, version.from);
  return { target, metric, version, name, side, held, heldShape: target, instead };
}

/** T-06: another value, from another date, because of something: the proposal is answered with it, and the other side is asked. */
export async function submitCounter(input: SubmitInput): Promise<void> {
  const memory = counterMemory(input.metadata);
  const given = memory === undefined ? undefined : await pressedIn(input, memory.target, memory.seq);
  const found = given === undefined ? undefined : await asked(input, given);
  if (given === undefined || found === undefined) return;
  const { circle, target, metric, whose, seq } = given;
  const { reader } = circle;
  const read = readValue((input.values['value'] ?? '').trim(), metric, reader.currency);
  if (!read.ok) {
    const problem = { ...read.problem, place: { start: 0, end: 0 } };
    return input.reply(problemReply(problem, '', circle.playbook, reader));
  }
  const from = input.values['from'] ?? '';
  const open = { value: found.open?.value ?? read.value, levels: found.open?.levels ?? {} };
  const step = stepOf(metric.definition, reader.currency);
  const outcome = await counterProposal(input.deps.db, {
    ...{ workspaceId: input.workspace.id, transportKey: input.transportKey, targetId: target.id, seq },
    frame: frameFor(localDateOf(input.now, whose.tz), target, reader),
    counter: {
      value: read.value,
      levels: scaledLevels(open, read.value, ruleOf(metric.definition), step),
      from: isLocalDate(from) ? from : null,
      actorId: input.actor.memberId,
      reason: (input.values['reason'] ?? '').trim().slice(0, 500),
    },
  });
  const answer: Answer = (reply) => input.reply(reply);
  if (outcome === undefined) return answer(plainReply(sayTo(reader)('gone')));
  if (outcome.kind === 'stale') {
    const text = `${sayTo(reader)('answered_before')}\n${standsNow(outcome.target, metric, circle)}`;
    return answer(plainReply(text));
  }
  if (outcome.kind !== 'written') return sayNotWritten(input, answer, outcome, true, reader);
  await tellCounter(input, { ...given, target: outcome.target }, outcome.version, found, answer);
}

async function tellCounter(
  input: Input,
  given: Pressed,
  version: TargetVersion,
  { open, side }: { open: TargetVersion | undefined; side: Side },
  answer: Answer,
): Promise<void> {
  const { circle, target, metric } = given;
  const others = othersOf(input, given, side, open);
  const next: Side = side === 'lead' ? 'person' : 'lead';
  const official = { value: valueOn(target, version.from), shape: target };
  const names = others.map((person) => person.name);
  await answer(proposedReply({ target, metric, version, official, side: next, names }, circle.reader));
  const question = askedOf(given, version, next, open);
  await tell(input, others, answer, circle.reader, (of) => askedReply(question, of));
}
