import {
  askedBlocks,
  catalogueButton,
  rewardsReply,
  takeBackButton,
  toGiveBlocks,
} from '../../../src/incentives/rewards/blocks.ts';
import { budgetView, declineView, giveView, rewardView } from '../../../src/incentives/rewards/edit/form.ts';
import {
  ORDER_STATES,
  REWARD_KINDS,
  type RewardGrant,
  type RewardItem,
  type RewardOrder,
} from '../../../src/incentives/rewards/reward.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { actions } from '../../../src/platform/blocks.ts';
import { plainInMrkdwn } from '../../../src/platform/mrkdwn.ts';
import { type Built, times, type World } from './world.ts';

const at = Temporal.Instant.from('2026-11-20T15:00:00Z');
const id = '0c8f1a3e-5b6d-4e2f-9a7b-1c2d3e4f5a6b';

/** All that the catalogue of rewards shows. */
export function rewardsBuilt(world: World): Built[] {
  const { typed, locale } = world;
  const items = times(
    world.entries,
    (index): RewardItem => ({
      ...{ id: `${id}-${index}`, name: typed(80), description: typed(600), points: 10 + index },
      ...{ kind: REWARD_KINDS[index % REWARD_KINDS.length] ?? 'gift', minor: BigInt(index * 1000) },
      ...{ currency: 'USD', stock: index % 3 === 0 ? null : index % 3, isOffered: index % 4 !== 3 },
    }),
  );
  const orders = times(
    world.entries,
    (index): RewardOrder => ({
      ...{ id: `${id}-${index}`, memberId: `m${index % world.people}`, itemId: id, name: typed(80) },
      ...{ kind: REWARD_KINDS[index % REWARD_KINDS.length] ?? 'gift', points: 10, minor: BigInt(index) },
      ...{
        currency: 'USD',
        periodKey: '2026-Q4',
        state: ORDER_STATES[index % ORDER_STATES.length] ?? 'given',
      },
      ...{ at, grantedById: 'm0', decidedById: null, reason: typed(500) },
    }),
  );
  const grants = times(world.entries, (index): RewardGrant => {
    return { id: `g${index}`, memberId: 'm0', points: index + 1, reason: typed(500), actorId: 'm0', at };
  });
  const names = new Map(times(world.people, (index) => [`m${index}`, typed(80)]));
  const view = {
    ...{ credit: 25, grants, items, orders, mayEdit: true, mayGive: true, names, tz: 'Asia/Shanghai' },
    waiting: orders.filter(({ state }) => state === 'waiting'),
    toGive: orders.filter(({ state }) => state === 'approved'),
    budget: { period: 'Q4 2026', limit: '$1,000', spent: '$10' },
  };
  const nothing = { ...view, credit: 0, grants: [], items: [], orders: [], waiting: [], toGive: [] };
  const [item, order] = [items[0], orders[0]];
  const person = plainInMrkdwn(typed(80));
  return [
    { what: 'the catalogue', reply: rewardsReply(view, locale) },
    { what: 'an empty catalogue', reply: rewardsReply({ ...nothing, budget: null }, locale) },
    {
      what: 'an empty catalogue of a rep',
      reply: rewardsReply({ ...nothing, mayEdit: false, mayGive: false, budget: null }, locale),
    },
    {
      what: 'a catalogue without a limit',
      reply: rewardsReply({ ...view, budget: { ...view.budget, limit: null } }, locale),
    },
    ...(order === undefined
      ? []
      : [
          { what: 'a choice to decide', part: askedBlocks(order, person, locale) },
          { what: 'a choice to hand over', part: toGiveBlocks(order, person, locale) },
          {
            what: 'a choice to take back',
            part: [actions(takeBackButton(order, locale), catalogueButton('Rewards'))],
          },
        ]),
    { what: 'a reward', view: rewardView(item, 'USD', locale) },
    { what: 'a new reward', view: rewardView(undefined, 'USD', locale) },
    { what: 'the budget of rewards', view: budgetView('USD', 100_000n, locale) },
    { what: 'points', view: giveView(locale) },
    { what: 'declining a choice', view: declineView(id, typed(80), person || '?', locale) },
  ];
}
