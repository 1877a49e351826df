/** T-06: the answers to a review: applied as it is, changed and applied, or left. Rights are checked again for each target. */
import { isLocalDate, type LocalDate } from '../../kpi/localDate.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { Reply } from '../../platform/blocks.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { savedReply } from '../batch/blocks.ts';
import { batchRefusal, batchTold, noticesFor, peopleTold } from '../batch/slack.ts';
import type { BatchChange } from '../batch/store.ts';
import { plainReply } from '../blocks.ts';
import { answering } from '../buttons/slack.ts';
import { type Answer, frameFor } from '../change/slack.ts';
import { type Circle, readCircle, subjectOf } from '../circle/slack.ts';
import { problemReply } from '../grammar/blocks.ts';
import type { GoalProblem } from '../grammar/command.ts';
import { readValue } from '../grammar/value.ts';
import { ruleOf } from '../levels/levels.ts';
import { allLevels, levelsBeside } from '../levels/scale.ts';
import { stepOf } from '../parts.ts';
import { sayTo } from '../phrases.ts';
import { targetsOf } from '../store.ts';
import { isSameShape, type Target, valueOn } from '../target.ts';
import { mayDo, type Whose } from '../whose.ts';
import { decidedReply, reviewReply } from './blocks.ts';
import { firstDateOf } from './held.ts';
import { type Review, type ReviewLine, startsOn } from './review.ts';
import { showDecided } from './settle/slack.ts';
import { applyReview, type Decided, findReview, leaveReview } from './store.ts';
import { type Around, reasonOf } from './told.ts';
import { changeView, fieldOf, leaveView, reviewIn } from './view.ts';
import { reviewWords } from './words.ts';

/** A review with all around it, and its targets as they are now. */
export interface Opened {
  circle: Circle;
  around: Around;
  review: Review;
  /** Line by line; undefined where there is none yet. */
  targets: readonly (Target | undefined)[];
  whose: readonly Whose[];
}

/** Names of people and teams, for a review. */
export function aroundOf({ playbook, names, teams }: Circle): Around {
  return {
    metrics: playbook.metrics,
    names: new Map([...names, ...teams.map((team) => [team.id, team.name] as const)]),
  };
}

/** The review if it is open and the actor may set every one of its targets; otherwise the answer is given already. */
export async function opened(input: Input, id: string, answer: Answer): Promise<Opened | undefined> {
  const { deps, workspace, actor } = input;
  const [circle, review] = await Promise.all([readCircle(input), findReview(deps.db, workspace.id, id)]);
  const say = reviewWords(circle.reader.locale);
  const found = review?.lines.map((line) => subjectOf(line.subject, input, circle)) ?? [];
  const whose = found.filter((one) => one !== undefined);
  if (review === undefined || whose.length < found.length || whose.length === 0) {
    await answer(plainReply(say('gone')));
    return undefined;
  }
  const foreign = whose.find((one) => !mayDo(actor, 'set-target', one) || (one.isSelf && !actor.isAdmin));
  if (foreign !== undefined) {
    await denied(deps.db, workspace.id, actor.memberId, 'decide-review', `review:${review.id}`);
    await input.reply(plainReply(sayTo(circle.reader)('denied', { name: plainInMrkdwn(foreign.name) })));
    return undefined;
  }
  if (review.state !== 'open') {
    await answer(decidedReply(review, circle.names.get(review.decidedBy ?? '') ?? '', circle.reader));
    return undefined;
  }
  const subjects = review.lines.map((line) => line.subject);
  const held = await targetsOf(deps.db, workspace.id, { subjects });
  const targets = review.lines.map((line) => held.find((target) => isOf(target, line)));
  return { circle, around: aroundOf(circle), review, targets, whose };
}

function isOf(target: Target, line: ReviewLine): boolean {
  const { kind, id } = target.subject;
  return (
    target.layer === 'official' &&
    target.metricKey === line.metricKey &&
    kind === line.subject.kind &&
    id === line.subject.id &&
    isSameShape(target, line)
  );
}

/** "Apply": sets what is proposed, if nothing of it was changed meanwhile. */
export async function apply(input: ActionInput): Promise<void> {
  const answer = answering(input);
  const found = await opened(input, input.value, answer);
  if (found === undefined) return;
  const { review, circle, targets, around, whose } = found;
  const { reader } = circle;
  const stale = review.lines.flatMap((line, index) => {
    const isStale = (targets[index]?.versions.at(-1)?.seq ?? 0) !== line.seq;
    return isStale ? [whose[index]?.name ?? ''] : [];
  });
  if (stale.length > 0) {
    const names = [...new Set(stale)].map(plainInMrkdwn).join(sayTo(reader)('list_comma'));
    return input.reply(plainReply(reviewWords(reader.locale)('stale', { names })));
  }
  const values = review.lines.map((line) => (line.before === line.after ? null : line.after));
  await decideWith(
    input,
    found,
    { values, from: null, reason: reasonOf(review.event, around, reader) },
    answer,
  );
}

/**
 * Writes the versions: one act, one Undo, everybody concerned told once. `values`: line by line, null leaves it; `own`: the actor's question is
 * still there with its buttons.
 */
export async function decideWith(
  input: Input,
  found: Opened,
  said: { values: readonly (bigint | null)[]; from: LocalDate | null; reason: string },
  answer: Answer,
  own = false,
): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const { review, circle } = found;
  const changes = changesOf(input, found, said);
  const act = { workspaceId: workspace.id, transportKey, actorId: actor.memberId, changes };
  const decided = { reviewId: review.id, reason: said.reason };
  const tell = noticesFor(input, circle, false);
  const outcome = await applyReview(deps.db, { ...act, ...decided }, tell);
  await sayDecided(input, circle, review, outcome, answer, own);
}

export function changesOf(
  { actor, now }: Input,
  { review, circle, targets, whose }: Opened,
  { values, from, reason }: { values: readonly (bigint | null)[]; from: LocalDate | null; reason: string },
): BatchChange[] {
  const { reader, playbook } = circle;
  return review.lines.flatMap((line, index): BatchChange[] => {
    const value = values[index] ?? null;
    const metric = playbook.metrics.find((one) => one.key === line.metricKey);
    const tz = whose[index]?.tz;
    if (value === null || metric === undefined || tz === undefined) return [];
    const today = localDateOf(now, tz);
    const wanted = from ?? startsOn(review.event, today);
    const rule = ruleOf(metric.definition);
    const step = stepOf(metric.definition, reader.currency);
    const { subject, metricKey, periodKind, periodKey } = line;
    return [
      {
        ...{ subject, metricKey, layer: 'official', shape: { periodKind, periodKey } },
        frame: frameFor(today, line, reader),
        wish: {
          ...{ value, state: 'set', from: wanted <= today ? null : wanted, actorId: actor.memberId },
          ...{ trigger: review.event.kind, reason },
          later: (line.steps ?? []).map((one) => ({
            ...one,
            levels: levelsBeside(targets[index], one.from, one.value, rule, step),
          })),
          levels:
            line.levels !== undefined && value === line.after
              ? { said: allLevels(line.levels), rule }
              : levelsBeside(targets[index], firstDateOf(line, wanted, reader), value, rule, step),
        },
      },
    ];
  });
}

async function sayDecided(
  input: Input,
  circle: Circle,
  review: Review,
  outcome: Decided,
  answer: Answer,
  own = false,
): Promise<void> {
  const { reader } = circle;
  const say = reviewWords(reader.locale);
  switch (outcome.kind) {
    case 'repeated':
      return input.reply(plainReply(sayTo(reader)('repeated')));
    case 'gone':
      return answer(plainReply(say('gone')));
    case 'decided': {
      const by = outcome.review.decidedBy ?? '';
      const reply = decidedReply(outcome.review, circle.names.get(by) ?? '', reader);
      return by === input.actor.memberId ? input.reply(reply) : answer(reply);
    }
    case 'unchanged':
      return input.reply(plainReply(say('nothing')));
    case 'refused':
      return input.reply(plainReply(batchRefusal(input, circle, outcome)));
    case 'written': {
      const { written, batchId } = outcome;
      const told = written.flatMap((one) => batchTold(input, circle, one));
      await answer(
        savedReply({ told, batchId, peopleTold: peopleTold(input, circle, written), rest: '' }, reader),
      );
      await showDecided(input, circle, { ...review, state: 'applied' }, own);
    }
  }
}

/** "Change…": the form with what is proposed and what holds today. */
export async function openChange(input: ActionInput): Promise<void> {
  const found = await opened(input, input.value, answering(input));
  if (found === undefined) return;
  const { review, circle, around, targets, whose } = found;
  const lines = review.lines.map((line, index): ReviewLine => {
    const target = targets[index];
    const on = firstDateOf(line, startsOn(review.event, circle.reader.today), circle.reader);
    return target === undefined ? line : { ...line, before: valueOn(target, on) };
  });
  await input.open(changeView({ ...review, lines }, around, whose[0]?.tz ?? 'UTC', circle.reader));
}

/** The form was handed in: the values in its fields are set; what was emptied stays as it is. */
export async function submitChange(input: SubmitInput): Promise<void> {
  const answer: Answer = (reply) => input.reply(reply);
  const found = await opened(input, reviewIn(input.metadata), answer);
  if (found === undefined) return;
  const texts = (index: number, metricKey: string) => input.values[fieldOf(index, metricKey)];
  const values = valuesIn(found, texts);
  if (!values.ok) return answer(notNumber(values.problem, found.circle));
  const from = input.values['from'] ?? '';
  const reason = (input.values['reason'] ?? '').trim().slice(0, 500);
  const said = { values: values.value, from: isLocalDate(from) ? from : null, reason };
  await decideWith(input, found, said, answer, true);
}

/** What was typed, line by line: null leaves it, what no field was there for is as proposed; or what is no number. */
export function valuesIn(
  { review, circle }: Opened,
  textOf: (index: number, metricKey: string) => string | undefined,
): Result<(bigint | null)[], GoalProblem> {
  const values: (bigint | null)[] = [];
  for (const [index, line] of review.lines.entries()) {
    const text = textOf(index, line.metricKey);
    const metric = circle.playbook.metrics.find((one) => one.key === line.metricKey);
    if (text === undefined || metric === undefined)
      values.push(line.before === line.after ? null : line.after);
    else if (text.trim() === '') values.push(null);
    else {
      const read = readValue(text.trim(), metric, circle.reader.currency);
      if (!read.ok) return fail({ ...read.problem, place: { start: 0, end: 0 } });
      values.push(read.value);
    }
  }
  return ok(values);
}

/** What was typed is no number; the form says so at its field, so this is seen by forged ones alone. */
const notNumber = (problem: GoalProblem, { playbook, reader }: Circle): Reply =>
  problemReply(problem, '', playbook, reader);

/** "Leave as it is": asks for a reason, which nobody has to give. */
export async function openLeave(input: ActionInput): Promise<void> {
  const found = await opened(input, input.value, answering(input));
  if (found !== undefined) await input.open(leaveView(found.review.id, found.circle.reader));
}

export async function submitLeave(input: SubmitInput): Promise<void> {
  const answer: Answer = (reply) => input.reply(reply);
  const found = await opened(input, reviewIn(input.metadata), answer);
  if (found === undefined) return;
  const { deps, workspace, actor, transportKey } = input;
  const { circle, review } = found;
  const reason = (input.values['reason'] ?? '').trim().slice(0, 500);
  const act = { workspaceId: workspace.id, transportKey, actorId: actor.memberId };
  const outcome = await leaveReview(deps.db, { ...act, reviewId: review.id, reason });
  if (outcome.kind !== 'left') return sayDecided(input, circle, review, outcome, answer);
  await answer(plainReply(reviewWords(circle.reader.locale)('left')));
  await showDecided(input, circle, { ...review, state: 'left', reason });
}

/** Shows a review that waits. */
export async function look(input: ActionInput): Promise<void> {
  // In a digest what was decided meanwhile stands in the place of the question.
  const found = await opened(input, input.value, (reply) => input.settle(reply));
  if (found === undefined) return;
  const { review, circle, around } = found;
  const asked = review.recipients.flatMap((one) => circle.names.get(one) ?? []);
  await input.reply(reviewReply(review, around, asked, circle.reader));
}
