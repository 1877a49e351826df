/** A strategy that is looked at before anybody is asked: values for single people, the proposal, the end of it. */
import { currency } from '../../../kpi/money.ts';
import { plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import type { ActionInput, Input, SubmitInput, ViewValues } from '../../../platform/slice.ts';
import { plainReply } from '../../blocks.ts';
import { answering } from '../../buttons/slack.ts';
import { type Circle, readCircle } from '../../circle/slack.ts';
import { ruleOf } from '../../levels/levels.ts';
import { sayTo } from '../../phrases.ts';
import type { ReviewLine } from '../../review/review.ts';
import { aroundOf } from '../../review/slack.ts';
import { metricOf } from '../../review/told.ts';
import { refuseStrategy, sayAsked, sceneOf, strategyReviews } from '../asking/slack.ts';
import { discardDraft, findDraft, keepOwns, proposeDraft } from '../store.ts';
import { type Strategy, strategyLines } from '../strategy.ts';
import { draftReply } from './blocks.ts';
import { type Own, type Owns, ownOf, readOwn, targetOf, withOwns } from './own.ts';
import { checkEach, eachMemory, eachView, noticeFor, typedIn } from './view.ts';
import { ownWords } from './words.ts';

/** A draft with all around it. */
interface Drafted {
  readonly circle: Circle;
  readonly strategy: Strategy;
  readonly owns: Owns;
  /** As the per cent makes them, and with the values of their own. */
  readonly common: readonly ReviewLine[];
  readonly lines: readonly ReviewLine[];
}

/** The draft, if it is one still and the actor may; otherwise the answer is given already. */
async function drafted(input: Input, id: string, answer = input.reply): Promise<Drafted | undefined> {
  const { deps, workspace, actor } = input;
  const circle = await readCircle(input);
  if (!actor.isAdmin) {
    await refuseStrategy(input, circle, 'denied');
    return undefined;
  }
  const found = await findDraft(deps.db, workspace.id, id);
  if (found === undefined) {
    await answer(plainReply(ownWords(circle.reader.locale)('gone')));
    return undefined;
  }
  const { strategy, owns } = found;
  const common = strategyLines(strategy, await sceneOf(input, circle));
  return { circle, strategy, owns, common, lines: withOwns(common, owns) };
}

/** "Look at it": the draft with its buttons. */
export async function lookAtDraft(input: ActionInput): Promise<void> {
  const found = await drafted(input, input.value);
  if (found !== undefined) await input.reply(draftReply(found, aroundOf(found.circle), found.circle.reader));
}

/** "Values for each…": the first page. */
export async function openEach(input: ActionInput): Promise<void> {
  const found = await drafted(input, input.value);
  if (found === undefined) return;
  const { circle, strategy, lines } = found;
  await input.open(eachView({ strategyId: strategy.id, lines, page: 0 }, aroundOf(circle), circle.reader));
}

/** Another page: what stands on this one is kept first, unless something is wrong with it. */
export async function turnEach(input: ActionInput): Promise<void> {
  const { view, actor, now } = input;
  const memory = eachMemory(view?.metadata ?? '');
  if (view === undefined || memory === undefined) return;
  const found = await drafted(input, memory.strategy);
  if (found === undefined) return;
  const { circle, lines } = found;
  const around = aroundOf(circle);
  const { values, metadata } = view;
  const errors = checkEach({ values, metadata, locale: actor.locale, now });
  const notice = noticeFor(errors, lines, around, circle.reader);
  if (notice !== undefined) {
    const stay = { strategyId: memory.strategy, lines, page: memory.page, notice };
    return input.updateView(eachView(stay, around, circle.reader));
  }
  const kept = await keep(input, found, values);
  const page = Number(input.value) || 0;
  await input.updateView(eachView({ strategyId: memory.strategy, lines: kept, page }, around, circle.reader));
}

/** The form was handed in: keeps its values and shows the draft. */
export async function submitEach(input: SubmitInput): Promise<void> {
  const memory = eachMemory(input.metadata);
  const found = memory === undefined ? undefined : await drafted(input, memory.strategy);
  if (found === undefined) return;
  const { circle, strategy } = found;
  await keep(input, found, input.values);
  const after = await findDraft(input.deps.db, input.workspace.id, strategy.id);
  if (after === undefined) return input.reply(plainReply(ownWords(circle.reader.locale)('gone')));
  const lines = withOwns(found.common, after.owns);
  await input.reply(draftReply({ ...after, lines }, aroundOf(circle), circle.reader));
}

/** Keeps what was typed on a page, as far as it is something of its own; answers the lines as they are then. */
async function keep(input: Input, found: Drafted, values: ViewValues): Promise<readonly ReviewLine[]> {
  const { deps, workspace, actor, transportKey } = input;
  const { circle, common, strategy } = found;
  const around = aroundOf(circle);
  const changes = new Map<string, Own | null>();
  for (const [index, text] of typedIn(values)) {
    const line = common[index];
    const metric = line === undefined ? undefined : metricOf(around, line.metricKey);
    if (line === undefined || metric === undefined) continue;
    const read = readOwn(text, ruleOf(metric.definition), currency(workspace.currency));
    if (read.ok) changes.set(targetOf(line), ownOf(line, read.value) ?? null);
  }
  const act = { workspaceId: workspace.id, transportKey, actorId: actor.memberId };
  const owns = await keepOwns(deps.db, { ...act, strategyId: strategy.id, changes });
  return withOwns(common, owns ?? found.owns);
}

/** "Propose": asks everybody who leads somebody concerned; all of it or nothing. */
export async function proposeEach(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const answer = answering(input);
  const found = await drafted(input, input.value, answer);
  if (found === undefined) return;
  const { circle, strategy, lines, owns } = found;
  const { reader } = circle;
  if (strategy.from < reader.today) {
    const title = plainInMrkdwn(strategy.title).replaceAll('`', '');
    return input.reply(plainReply(ownWords(reader.locale)('past', { title })));
  }
  const own = lines.filter((line) => owns.has(targetOf(line)) && line.before !== line.after).length;
  const asking = await strategyReviews(input, circle, strategy, lines, own);
  if (asking === undefined) return;
  const act = { workspaceId: workspace.id, transportKey, actorId: actor.memberId, strategy };
  const outcome = await proposeDraft(deps.db, { ...act, reviews: asking.reviews }, asking.tell);
  if (outcome === 'gone') return answer(plainReply(ownWords(reader.locale)('gone')));
  if (outcome === 'repeated') return input.reply(plainReply(sayTo(reader)('repeated')));
  await sayAsked(circle, strategy, outcome, answer);
}

/** "Discard": nobody was asked, and nobody is told. */
export async function discardEach(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const answer = answering(input);
  const found = await drafted(input, input.value, answer);
  if (found === undefined) return;
  const { circle, strategy } = found;
  const act = { workspaceId: workspace.id, transportKey, actorId: actor.memberId };
  const done = await discardDraft(deps.db, { ...act, strategyId: strategy.id });
  const say = ownWords(circle.reader.locale);
  const text = done ? say('discarded', { title: plainInMrkdwn(strategy.title) }) : say('gone');
  await answer(plainReply(text));
}
