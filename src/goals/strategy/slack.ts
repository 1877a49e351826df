/** `/pace strategy`: an administrator enters a strategy, those who lead are asked how targets follow (T-06). */
import { randomUUID } from 'node:crypto';
import { leadsAnybody } from '../../people/rights.ts';
import { normalise } from '../../platform/normalise.ts';
import type { ActionInput, SubmitInput, VerbInput } from '../../platform/slice.ts';
import { plainReply } from '../blocks.ts';
import { answering } from '../buttons/slack.ts';
import { type Circle, readCircle } from '../circle/slack.ts';
import { sayTo } from '../phrases.ts';
import { isChange } from '../review/addressed.ts';
import { showDecided } from '../review/settle/slack.ts';
import { aroundOf } from '../review/slack.ts';
import { findReview, leaveReview } from '../review/store.ts';
import { refuseStrategy, sayAsked, sceneOf, strategyReviews } from './asking/slack.ts';
import { strategyList } from './blocks.ts';
import { draftReply } from './own/blocks.ts';
import { addDraft, addStrategy, listDrafts, listStrategies, openOf } from './store.ts';
import { asksForList, strategyLines } from './strategy.ts';
import { asksForEach, readStrategy, strategyView } from './view.ts';
import { strategyWords } from './words.ts';

/** The verb `strategy`: the form, with what was typed as its title; or the list. */
export async function runStrategy(input: VerbInput): Promise<void> {
  const circle = await readCircle(input);
  const { reader } = circle;
  const text = normalise(input.text).text.trim();
  if (asksForList(text)) return list(input, circle);
  if (!input.actor.isAdmin) return refuseStrategy(input, circle, 'denied');
  const view = strategyView(await sceneOf(input, circle), text, input.workspace.tz, reader);
  if (view === undefined) return input.reply(plainReply(strategyWords(reader.locale)('no_targets')));
  await input.open(view);
}

async function list(input: VerbInput, circle: Circle): Promise<void> {
  const { deps, workspace, actor } = input;
  if (!leadsAnybody(actor)) return refuseStrategy(input, circle, 'denied_list');
  const [strategies, drafts] = await Promise.all([
    listStrategies(deps.db, workspace.id),
    actor.isAdmin ? listDrafts(deps.db, workspace.id) : [],
  ]);
  await input.reply(strategyList(strategies, circle.playbook.metrics, circle.reader, drafts));
}

/** The form was handed in: saves the strategy and asks everybody who leads somebody concerned; all of it or nothing. */
export async function submitStrategy(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const circle = await readCircle(input);
  const { reader } = circle;
  const say = strategyWords(reader.locale);
  if (!actor.isAdmin) return refuseStrategy(input, circle, 'denied');
  const read = readStrategy(input.values);
  if (read === undefined) return input.reply(plainReply(say('percent_wrong')));
  if (read.from !== null && read.from < reader.today) return input.reply(plainReply(sayTo(reader)('past')));
  const strategy = { ...read, from: read.from ?? reader.today, id: randomUUID(), actorId: actor.memberId };
  const lines = strategyLines(strategy, await sceneOf(input, circle));
  const act = { workspaceId: workspace.id, transportKey, strategy };
  if (asksForEach(input.values)) {
    if (!lines.some(isChange)) return input.reply(plainReply(say('concerns_nothing')));
    if (!(await addDraft(deps.db, act))) return input.reply(plainReply(sayTo(reader)('repeated')));
    return input.reply(draftReply({ strategy, lines, owns: new Map() }, aroundOf(circle), reader));
  }
  const asking = await strategyReviews(input, circle, strategy, lines);
  if (asking === undefined) return;
  const asked = await addStrategy(deps.db, { ...act, reviews: asking.reviews }, asking.tell);
  if (asked === undefined) return input.reply(plainReply(sayTo(reader)('repeated')));
  await sayAsked(circle, strategy, asked, input.reply);
}

/** Takes the questions back that nobody has answered yet. */
export async function withdrawStrategy(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const circle = await readCircle(input);
  const say = strategyWords(circle.reader.locale);
  if (!actor.isAdmin) return refuseStrategy(input, circle, 'denied');
  const reason = say('withdrawn_reason');
  let count = 0;
  for (const reviewId of await openOf(deps.db, workspace.id, input.value)) {
    const act = {
      workspaceId: workspace.id,
      transportKey: `${transportKey}:${reviewId}`,
      actorId: actor.memberId,
    };
    const outcome = await leaveReview(deps.db, { ...act, reviewId, reason });
    if (outcome.kind !== 'left') continue;
    count += 1;
    const review = await findReview(deps.db, workspace.id, reviewId);
    if (review !== undefined) await showDecided(input, circle, review);
  }
  const text = count === 0 ? say('withdrawn_none') : say('withdrawn', { count });
  await (count === 0 ? input.reply(plainReply(text)) : answering(input)(plainReply(text)));
}
