/** `/pace strategy`: an administrator enters a strategy, those who lead are asked how targets follow (T-06). */
import { randomUUID } from 'node:crypto';
import { currency } from '../../kpi/money.ts';
import { leadsAnybody } from '../../people/rights.ts';
import { listAdministrators } from '../../people/store.ts';
import { normalise } from '../../platform/normalise.ts';
import type { ActionInput, Input, SubmitInput, VerbInput } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { plainReply } from '../blocks.ts';
import { answering } from '../buttons/slack.ts';
import { type Circle, readCircle, readerFor } from '../circle/slack.ts';
import { sayTo } from '../phrases.ts';
import { addressed } from '../review/addressed.ts';
import { noticesOf } from '../review/notices.ts';
import { showDecided } from '../review/settle/slack.ts';
import { aroundOf } from '../review/slack.ts';
import { findReview, leaveReview } from '../review/store.ts';
import { targetsOf } from '../store.ts';
import { strategyList, strategySaved } from './blocks.ts';
import { addStrategy, listStrategies, openOf } from './store.ts';
import { asksForList, type StrategyScene, strategyKey, strategyLines } from './strategy.ts';
import { readStrategy, strategyView } from './view.ts';
import { strategyWords } from './words.ts';

/** The verb `strategy`: the form, with what was typed as its title; or the list. */
export async function runStrategy(input: VerbInput): Promise<void> {
  const circle = await readCircle(input);
  const { reader } = circle;
  const text = normalise(input.text).text.trim();
  if (asksForList(text)) return list(input, circle);
  if (!input.actor.isAdmin) return refused(input, circle, 'denied');
  const view = strategyView(await sceneOf(input, circle), text, input.workspace.tz, reader);
  if (view === undefined) return input.reply(plainReply(strategyWords(reader.locale)('no_targets')));
  await input.open(view);
}

async function list(input: Input, circle: Circle): Promise<void> {
  const { deps, workspace, actor } = input;
  if (!leadsAnybody(actor)) return refused(input, circle, 'denied_list');
  const strategies = await listStrategies(deps.db, workspace.id);
  await input.reply(strategyList(strategies, circle.playbook.metrics, circle.reader));
}

async function refused(input: Input, { reader }: Circle, word: 'denied' | 'denied_list'): Promise<void> {
  const { deps, workspace, actor } = input;
  await denied(deps.db, workspace.id, actor.memberId, 'enter-strategy', 'workspace');
  await input.reply(plainReply(strategyWords(reader.locale)(word)));
}

async function sceneOf({ deps, workspace }: Input, circle: Circle): Promise<StrategyScene> {
  const { people, teams, playbook, reader } = circle;
  const targets = await targetsOf(deps.db, workspace.id);
  const metrics = playbook.metrics.filter((metric) => !metric.isRetired);
  return { targets, people, teams, metrics, currency: currency(workspace.currency), periods: reader };
}

/** The form was handed in: saves the strategy and asks everybody who leads somebody concerned; all of it or nothing. */
export async function submitStrategy(input: SubmitInput): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const circle = await readCircle(input);
  const { reader, people, teams } = circle;
  const say = strategyWords(reader.locale);
  if (!actor.isAdmin) return refused(input, circle, 'denied');
  const read = readStrategy(input.values);
  if (read === undefined) return input.reply(plainReply(say('percent_wrong')));
  if (read.from !== null && read.from < reader.today) return input.reply(plainReply(sayTo(reader)('past')));
  const strategy = { ...read, from: read.from ?? reader.today, id: randomUUID(), actorId: actor.memberId };
  const lines = strategyLines(strategy, await sceneOf(input, circle));
  const admins = new Set((await listAdministrators(deps.db, workspace.id)).map((one) => one.slackUserId));
  const administrators = people.filter((one) => admins.has(one.slackUserId)).map((one) => one.memberId);
  const { id, title, text, from, percent, actorId } = strategy;
  const event = { kind: 'strategy', strategyId: id, title, text, from, percent, actorId } as const;
  const reviews = addressed(strategyKey(id), event, lines, { people, teams, administrators });
  if (reviews.length === 0) return input.reply(plainReply(say('concerns_nothing')));
  const around = aroundOf(circle);
  const asked = await addStrategy(
    deps.db,
    { workspaceId: workspace.id, transportKey, strategy, reviews },
    (review) => noticesOf(review, around, people, (person) => readerFor(input, person)),
  );
  if (asked === undefined) return input.reply(plainReply(sayTo(reader)('repeated')));
  const names = [...new Set(asked.flatMap((one) => one.recipients))].flatMap(
    (one) => circle.names.get(one) ?? [],
  );
  const targets = asked.reduce((sum, one) => sum + one.lines.length, 0);
  await input.reply(strategySaved({ strategy, targets, names }, reader));
}

/** Takes the questions back that nobody has answered yet. */
export async function withdrawStrategy(input: ActionInput): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const circle = await readCircle(input);
  const say = strategyWords(circle.reader.locale);
  if (!actor.isAdmin) return refused(input, circle, 'denied');
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
