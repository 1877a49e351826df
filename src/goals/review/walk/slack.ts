/** The guided walk through a review (T-06, C-02). Rights are checked at every step and again when it is handed in; nothing is saved before. */
import type { ModalView } from '@slack/types';
import { isLocalDate } from '../../../kpi/localDate.ts';
import { localDateOf } from '../../../kpi/time.ts';
import { leadsAnybody } from '../../../people/rights.ts';
import { normalise } from '../../../platform/normalise.ts';
import type { ActionInput, Input, SubmitInput, VerbInput } from '../../../platform/slice.ts';
import { denied } from '../../../workspace/store.ts';
import { plainReply } from '../../blocks.ts';
import { readCircle } from '../../circle/slack.ts';
import { valueOn } from '../../target.ts';
import { firstDateOf } from '../held.ts';
import { marketKey } from '../market.ts';
import { isGuided, type Review, startsOn } from '../review.ts';
import { aroundOf, decideWith, type Opened, opened, valuesIn } from '../slack.ts';
import { decidedReviews, openReviews } from '../store.ts';
import { reasonOf } from '../told.ts';
import { checkChange, leaveView } from '../view.ts';
import { walkList } from './blocks.ts';
import { messagesOf, pictureOf, readCohort, readTried, wishesOf } from './scene/slack.ts';
import type { TryTargets } from './tried.ts';
import { type StepShown, walkLoading, walkView } from './view.ts';
import { firstMemory, type Step, stepNamed, type WalkMemory, walkMemory, withTyped } from './walk.ts';
import { walkWords } from './words.ts';

type Walked = (input: ActionInput) => Promise<void>;

/** `/pace review-targets`: the one review that waits, or the list of them with what was decided before. */
export async function reviewTargets(input: VerbInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const say = walkWords(actor.locale);
  if (!leadsAnybody(actor)) {
    await denied(deps.db, workspace.id, actor.memberId, 'review-targets', 'workspace');
    return input.reply(plainReply(say('denied')));
  }
  const [open, past, circle] = await Promise.all([
    openReviews(deps.db, workspace.id, actor.memberId),
    decidedReviews(deps.db, workspace.id, actor.memberId),
    readCircle(input),
  ]);
  const [only, ...others] = open;
  if (only !== undefined && others.length === 0 && isGuided(only) && normalise(input.text).text.trim() === '')
    return openAt(input, only.id);
  const decided = past.map(({ review, at }) => ({ review, on: localDateOf(at, actor.tz) }));
  await input.reply(walkList(open, decided, aroundOf(circle), circle.reader));
}

/** "Walk through it": a review by its id, or the one about a movement of the market (`marketKey`) that waits for whoever pressed. */
export const walk: Walked = async (input) => {
  const { deps, workspace, actor, value } = input;
  if (!value.startsWith('market:')) return openAt(input, value);
  const waiting = await openReviews(deps.db, workspace.id, actor.memberId);
  const found = waiting.find(
    ({ event }) => event.kind === 'market' && isSameMovement(marketKey(event), value),
  );
  if (found === undefined) return input.reply(plainReply(walkWords(actor.locale)('no_open')));
  await openAt(input, found.id);
};

/** C-02: a movement that goes on for weeks is asked about once, so its week is not compared. */
const isSameMovement = (a: string, b: string): boolean =>
  a.split(':').slice(0, 4).join(':') === b.split(':').slice(0, 4).join(':');

async function openAt(input: Input, reviewId: string): Promise<void> {
  const found = await opened(input, reviewId, (reply) => input.reply(reply));
  if (found === undefined) return;
  const { reader } = found.circle;
  await input.open(walkLoading(reader), async () => {
    const cohort = await readCohort(input, found);
    const picture = await pictureOf(input, found, cohort);
    const shown = { step: 'happened' as const, asked: askedOf(found), cohort };
    return walkView(found.review, { ...firstMemory(reviewId), picture }, shown, found.around, reader);
  });
}

const askedOf = ({ review, circle }: Opened): string[] =>
  review.recipients.flatMap((one) => circle.names.get(one) ?? []);

/** "Back" and the steps that have no fields to be checked. */
export const turnWalk =
  (tryTargets: TryTargets): Walked =>
  async (input) => {
    const memory = walkMemory(input.view?.metadata ?? '');
    if (memory === undefined || input.view === undefined) return;
    const found = await opened(input, memory.review, (reply) => input.reply(reply));
    if (found === undefined) return;
    const typed = memory.step === 'targets' ? withTyped(memory, input.view.values) : memory;
    await input.updateView(await viewAt(input, found, typed, stepNamed(input.value), tryTargets));
  };

/** The form was handed in: from the fields on to the past, or at the end everything at once. */
export const submitWalk =
  (tryTargets: TryTargets) =>
  async (input: SubmitInput): Promise<void> => {
    const memory = walkMemory(input.metadata);
    const say = walkWords(input.actor.locale);
    if (memory === undefined) return input.reply(plainReply(say('no_open')));
    const found = await opened(input, memory.review, (reply) => input.reply(reply));
    if (found === undefined) return;
    if (memory.step !== 'told') {
      const typed = withTyped(memory, input.values);
      return input.open(walkLoading(found.circle.reader), () =>
        viewAt(input, found, typed, 'tried', tryTargets),
      );
    }
    if (memory.seen !== seenOf(found)) return input.reply(plainReply(say('changed')));
    await decide(input, found, memory);
  };

async function decide(input: SubmitInput, found: Opened, memory: WalkMemory): Promise<void> {
  const values = valuesIn(found, (index) => memory.texts[index]);
  if (!values.ok) return input.reply(plainReply(walkWords(input.actor.locale)('changed')));
  const { review, around, circle } = found;
  const reason = memory.reason ?? reasonOf(review.event, around, circle.reader);
  const from = isLocalDate(memory.from) && memory.from > circle.reader.today ? memory.from : null;
  await decideWith(input, found, { values: values.value, from, reason }, (reply) => input.reply(reply), true);
}

/** "Leave as it is…": the same modal asks for the reason. */
export const leaveWalk: Walked = async (input) => {
  const memory = walkMemory(input.view?.metadata ?? '');
  const found =
    memory === undefined ? undefined : await opened(input, memory.review, (reply) => input.reply(reply));
  if (found !== undefined) await input.updateView(leaveView(found.review.id, found.circle.reader));
};

/** Errors at the fields of the second step; the others have none. */
export const checkWalk: typeof checkChange = (input) =>
  walkMemory(input.metadata)?.step === 'targets' ? checkChange(input) : undefined;

const seenOf = ({ targets }: Opened): number =>
  targets.reduce((sum, target) => sum + (target?.versions.at(-1)?.seq ?? 0), 0);

/** The proposal with what holds today, where that changed since. */
function asOfNow({ review, targets, circle }: Opened): Review {
  const lines = review.lines.map((line, index) => {
    const target = targets[index];
    const on = firstDateOf(line, startsOn(review.event, circle.reader.today), circle.reader);
    return target === undefined ? line : { ...line, before: valueOn(target, on) };
  });
  return { ...review, lines };
}

async function viewAt(
  input: Input,
  found: Opened,
  memory: WalkMemory,
  step: Step,
  tryTargets: TryTargets,
): Promise<ModalView> {
  const { around, circle } = found;
  const seen = { ...memory, seen: seenOf(found) };
  const shown = await shownAt(input, found, seen, step, tryTargets);
  return walkView(asOfNow(found), seen, shown, around, circle.reader);
}

async function shownAt(
  input: Input,
  found: Opened,
  memory: WalkMemory,
  step: Step,
  tryTargets: TryTargets,
): Promise<StepShown> {
  switch (step) {
    case 'happened':
      return { step, asked: askedOf(found), cohort: await readCohort(input, found) };
    case 'targets':
      return { step, tz: found.whose[0]?.tz ?? 'UTC' };
    case 'tried': {
      const changes = wishesOf(input, found, memory);
      return { step, tried: await readTried(input, found, changes, tryTargets) };
    }
    case 'told':
      return { step, told: messagesOf(input, found, wishesOf(input, found, memory)) };
  }
}
