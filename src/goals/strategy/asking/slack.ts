/** What a strategy is read against, and those who are asked about it. */
import { currency } from '../../../kpi/money.ts';
import { listAdministrators } from '../../../people/store.ts';
import type { Input } from '../../../platform/slice.ts';
import { denied } from '../../../workspace/store.ts';
import { plainReply } from '../../blocks.ts';
import type { Answer } from '../../change/slack.ts';
import { type Circle, readerFor } from '../../circle/slack.ts';
import { addressed } from '../../review/addressed.ts';
import { noticesOf } from '../../review/notices.ts';
import type { NewReview, Review, ReviewLine } from '../../review/review.ts';
import { aroundOf } from '../../review/slack.ts';
import type { TellReview } from '../../review/store.ts';
import { targetsOf } from '../../store.ts';
import { strategySaved } from '../blocks.ts';
import { type Strategy, type StrategyScene, strategyKey } from '../strategy.ts';
import { strategyWords } from '../words.ts';

export async function refuseStrategy(
  { deps, workspace, actor, reply }: Input,
  { reader }: Circle,
  word: 'denied' | 'denied_list',
): Promise<void> {
  await denied(deps.db, workspace.id, actor.memberId, 'enter-strategy', 'workspace');
  await reply(plainReply(strategyWords(reader.locale)(word)));
}

export async function sceneOf({ deps, workspace }: Input, circle: Circle): Promise<StrategyScene> {
  const { people, teams, playbook, reader } = circle;
  const targets = await targetsOf(deps.db, workspace.id);
  const metrics = playbook.metrics.filter((metric) => !metric.isRetired);
  return { targets, people, teams, metrics, currency: currency(workspace.currency), periods: reader };
}

/** One question to each group of those who lead; undefined where nothing is concerned: that was answered. */
export async function strategyReviews(
  input: Input,
  circle: Circle,
  strategy: Strategy,
  lines: readonly ReviewLine[],
  own = 0,
): Promise<{ reviews: NewReview[]; tell: TellReview } | undefined> {
  const { deps, workspace } = input;
  const { people, teams, reader } = circle;
  const admins = new Set((await listAdministrators(deps.db, workspace.id)).map((one) => one.slackUserId));
  const administrators = people.filter((one) => admins.has(one.slackUserId)).map((one) => one.memberId);
  const { id, title, text, from, percent, actorId } = strategy;
  const event = { kind: 'strategy', strategyId: id, title, text, from, percent, own, actorId } as const;
  const reviews = addressed(strategyKey(id), event, lines, { people, teams, administrators });
  if (reviews.length === 0) {
    await input.reply(plainReply(strategyWords(reader.locale)('concerns_nothing')));
    return undefined;
  }
  const around = aroundOf(circle);
  return { reviews, tell: (review) => noticesOf(review, around, people, (one) => readerFor(input, one)) };
}

/** To the administrator: how many targets, and who is asked. */
export async function sayAsked(
  { names, reader }: Circle,
  strategy: Strategy,
  asked: readonly Review[],
  answer: Answer,
): Promise<void> {
  const recipients = [...new Set(asked.flatMap((one) => one.recipients))];
  const targets = asked.reduce((sum, one) => sum + one.lines.length, 0);
  const given = { strategy, targets, names: recipients.flatMap((one) => names.get(one) ?? []) };
  await answer(strategySaved(given, reader));
}
