import {
  type Act,
  fillIn,
  inOrder,
  ofIds,
  posts,
  pressAnswer,
  pressLast,
  type Stage,
  say,
} from '../doing.ts';

/** B-08: what administrators, leads and people do with rewards. */

const fields = { kind: 'gift', stock: '9', offered: 'yes' };
const itemNamed = ({ office: { db, workspaceId } }: Stage, name: string) =>
  db.client.rewardItem.findFirst({ where: { workspaceId, name } });

/** There is one of each name, so that two offices choose the same. */
const adds = (name: string, more: Record<string, string>): Act => {
  return async (stage) => {
    if ((await itemNamed(stage, name)) !== null) return;
    const opens = pressAnswer('maya', '/pace rewards', 'incentives.reward-new');
    await fillIn('maya', 'incentives.reward-form', opens, () => ({ ...fields, name, ...more }))(stage);
  };
};

const gives = (points: string): Act =>
  fillIn(
    'maya',
    'incentives.reward-give-form',
    say('maya', () => '/pace rewards give'),
    ({ slackIds }) => ({
      ...{ who: slackIds.ana, points, reason: 'The trade fair in Lyon' },
    }),
  );

const chooses = (name: string): Act => {
  return async (stage) => {
    const item = await itemNamed(stage, name);
    if (item === null) return;
    await pressAnswer('ana', '/pace rewards', 'incentives.reward-choose', ofIds([item.id]))(stage);
  };
};

/** Presses what belongs to a choice of that name: they are all alike. */
const onChoice = (handle: 'ana' | 'maya', name: string, actionId: string): Act => {
  return async (stage) => {
    const { db, workspaceId } = stage.office;
    const orders = await db.client.rewardOrder.findMany({ where: { workspaceId, name } });
    await pressAnswer(handle, '/pace rewards', actionId, ofIds(orders.map(({ id }) => id)))(stage);
  };
};

const praised = inOrder(
  adds('Thanks in public', { kind: 'public praise', points: '5', minor: '0' }),
  gives('5'),
  chooses('Thanks in public'),
  posts,
);

export const rewardActs: Readonly<Record<string, Act>> = {
  'Maya sets what rewards may cost': fillIn(
    'maya',
    'incentives.reward-budget-form',
    pressAnswer('maya', '/pace rewards', 'incentives.reward-budget'),
    () => ({ amount: '500' }),
  ),
  'Ana chooses a reward': inOrder(adds('Book', { points: '10', minor: '30' }), gives('20'), chooses('Book')),
  'Ana takes the reward back': onChoice('ana', 'Book', 'incentives.reward-cancel'),
  'Ana chooses another': chooses('Book'),
  'Maya approves from the list': onChoice('maya', 'Book', 'incentives.reward-approve'),
  'Maya notes the reward as handed over': onChoice('maya', 'Book', 'incentives.reward-given'),
  'Maya approves in the message': inOrder(praised, pressLast('maya', 'incentives.reward-approve')),
  'Maya declines a reward': inOrder(
    praised,
    fillIn(
      'maya',
      'incentives.reward-decline-form',
      onChoice('maya', 'Thanks in public', 'incentives.reward-decline'),
      () => ({ reason: 'Let us wait for the board.' }),
    ),
  ),
};
