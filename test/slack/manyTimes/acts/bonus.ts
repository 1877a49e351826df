import { seedCard } from '../../../incentives/seedCard.ts';
import { type Act, fillIn, inOrder, posts, pressAnswer, pressLast, type Stage, say } from '../doing.ts';

/** B-01…B-12: from the plan to the payout, and what is said against a line of it. */

const savesPlan: Act = fillIn(
  'maya',
  'incentives.plan-form',
  say('maya', () => '/pace bonus new'),
  () => ({ name: 'Quota bonus', amount: '1000', from: '2026-01-01' }),
);

/** Months that have no evaluation yet, the newest first. */
const MONTHS = ['October', 'September', 'August', 'July', 'June', 'May', 'April', 'March', 'February'];

/** An evaluation of a further month is closed: Ana with 110 points, Bo with 60. */
const closesMonth: Act = async ({ office }: Stage) => {
  const { db, workspaceId, memberIds } = office;
  const index = await db.client.evaluationCycle.count({ where: { workspaceId } });
  const name = MONTHS[index];
  if (name === undefined) return;
  const first = (month: number) => `2026-${String(month).padStart(2, '0')}`;
  const month = 10 - index;
  await seedCard(db, workspaceId, { [memberIds.ana]: '110', [memberIds.bo]: '60' }, memberIds.maya, {
    ...{ name, key: first(month), from: `${first(month)}-01`, to: `${first(month + 1)}-01` },
  });
};

const isFinance: Act = async ({ office: { db, workspaceId, memberIds } }: Stage) => {
  await db.client.member.update({
    where: { workspaceId_id: { workspaceId, id: memberIds.hanmeimei } },
    data: { isFinance: true },
  });
};

const computed = inOrder(
  isFinance,
  savesPlan,
  pressLast('maya', 'incentives.plan-activate'),
  closesMonth,
  pressAnswer('maya', '/pace bonus', 'incentives.compute'),
);
const approved = inOrder(computed, posts, pressLast('hanmeimei', 'incentives.approve'));
const disputed = inOrder(
  approved,
  fillIn(
    'ana',
    'incentives.dispute-form',
    pressAnswer('ana', '/pace statement', 'incentives.dispute'),
    () => ({ text: 'A deal is missing' }),
  ),
  posts,
);

export const bonusActs: Readonly<Record<string, Act>> = {
  'Maya saves a bonus plan': savesPlan,
  'Maya activates the plan': pressLast('maya', 'incentives.plan-activate'),
  'Maya ends the plan': pressAnswer('maya', '/pace bonus', 'incentives.plan-end'),
  'Maya computes a payout': computed,
  'Maya discards the payout': pressAnswer('maya', '/pace bonus', 'incentives.discard'),
  'Han Meimei approves a payout': approved,
  'Ana disputes a line': disputed,
  'Han Meimei finds the line right': inOrder(
    disputed,
    fillIn('hanmeimei', 'incentives.settle-form', pressLast('hanmeimei', 'incentives.settle'), () => ({
      reason: 'It was in October',
    })),
  ),
  'A line is corrected by two': inOrder(
    disputed,
    fillIn('hanmeimei', 'incentives.settle-form', pressLast('hanmeimei', 'incentives.settle'), () => ({
      ...{ correction: '50', reason: 'The deal was there' },
    })),
    posts,
    pressLast('maya', 'incentives.correct'),
  ),
};
