import { pressInView } from '../../../../sandbox/driver.ts';
import { parsePeriodKey, rangeOf } from '../../../../src/kpi/period.ts';
import { unwrap } from '../../../../src/kpi/result.ts';
import { Temporal } from '../../../../src/kpi/time.ts';
import { earned } from '../../../../src/recognition/badges/badge.ts';
import { changeBadges } from '../../../../src/recognition/badges/store.ts';
import { seedCard } from '../../../incentives/seedCard.ts';
import {
  type Act,
  fillIn,
  inOrder,
  ofIds,
  posts,
  pressAnswer,
  pressLast,
  pressOffered,
  type Stage,
  say,
} from '../doing.ts';

/** B-01…B-12: from the plan to the payout, and what is said against a line of it. */

const PLAN_FORM = 'incentives.plan-form';

const savesPlan: Act = fillIn(
  'maya',
  PLAN_FORM,
  say('maya', () => '/pace bonus new'),
  () => ({ name: 'Quota bonus', amount: '1000', from: '2026-01-01' }),
);

/** Months that have no evaluation yet, the newest first. */
const MONTHS = ['October', 'September', 'August', 'July', 'June', 'May', 'April', 'March', 'February'];

/** Evaluations of months, as they are laid into the database. */
const ofMonths = (workspaceId: string) => ({ workspaceId, id: { startsWith: 'cycle-' } });

/** The month that is evaluated next; undefined when there is none left. */
async function nextMonth({ office: { db, workspaceId } }: Stage) {
  const index = await db.client.evaluationCycle.count({ where: ofMonths(workspaceId) });
  const name = MONTHS[index];
  return name === undefined ? undefined : { name, month: 10 - index };
}
const first = (month: number) => `2026-${String(month).padStart(2, '0')}`;

/** An evaluation of a further month is closed: Ana with 110 points, Bo with 60. */
const closesMonth: Act = async (stage: Stage) => {
  const { db, workspaceId, memberIds } = stage.office;
  const next = await nextMonth(stage);
  if (next === undefined) return;
  const { name, month } = next;
  await seedCard(db, workspaceId, { [memberIds.ana]: '110', [memberIds.bo]: '60' }, memberIds.maya, {
    ...{ name, key: first(month), from: `${first(month)}-01`, to: `${first(month + 1)}-01` },
  });
};

/** Ana has the badge of a target that she reached in the month that is evaluated next. */
const earnsBadge: Act = async (stage: Stage) => {
  const { db, workspaceId, memberIds } = stage.office;
  const next = await nextMonth(stage);
  if (next === undefined) return;
  const periodKey = unwrap(parsePeriodKey(first(next.month)));
  const detail = {
    ...({ kind: 'target', metricKey: 'calls' } as const),
    ...{ periodKey, value: 1_200n, target: 1_000n },
  };
  await changeBadges(
    db,
    { workspaceId, memberId: memberIds.ana },
    { grant: [earned(rangeOf(periodKey), detail)], withdraw: [] },
    Temporal.Instant.from('2026-11-18T12:00:00Z'),
  );
};

/** A form for a plan that pays for badges: it asks for other things once that is chosen. */
const opensBadgePlan: Act = async (stage) => {
  const { maya } = stage.as;
  const before = new Set(maya.seen.modals.map(({ id }) => id));
  await say('maya', () => '/pace bonus new')(stage);
  await stage.settle();
  const form = maya.seen.modals.find(({ id, callback_id }) => !before.has(id) && callback_id === PLAN_FORM);
  if (form === undefined) return;
  const badges = { text: { type: 'plain_text', text: 'badges' }, value: 'badges' };
  await pressInView(maya, form, 'incentives.plan-kind', { selected_option: badges });
};

/** $50 for each target that was reached; what was paid wrongly can be taken back for 90 days. */
const paysForBadges = inOrder(
  fillIn('maya', PLAN_FORM, opensBadgePlan, () => ({
    ...{ name: 'Badge money', badge3: '50', from: '2026-01-01', clawDays: '90', clawPercent: '100' },
  })),
  pressLast('maya', 'incentives.plan-activate'),
);

const isFinance: Act = async ({ office: { db, workspaceId, memberIds } }: Stage) => {
  await db.client.member.update({
    where: { workspaceId_id: { workspaceId, id: memberIds.hanmeimei } },
    data: { isFinance: true },
  });
};

/** The evaluation that was closed last; one whose payout was discarded waits, too. */
const computesNewest: Act = async (stage) => {
  const { db, workspaceId } = stage.office;
  const name = MONTHS[(await db.client.evaluationCycle.count({ where: ofMonths(workspaceId) })) - 1] ?? '';
  const newest = ofIds([`cycle-${name.toLowerCase()}`]);
  await pressAnswer('maya', '/pace bonus', 'incentives.compute', newest)(stage);
};

const computed = inOrder(
  isFinance,
  savesPlan,
  pressLast('maya', 'incentives.plan-activate'),
  closesMonth,
  computesNewest,
);
const approved = inOrder(computed, posts, pressLast('hanmeimei', 'incentives.approve'));

/** Each payout's statement has a line for the badge, which is paid once. */
const paidForBadge = inOrder(
  isFinance,
  paysForBadges,
  earnsBadge,
  closesMonth,
  computesNewest,
  posts,
  pressLast('hanmeimei', 'incentives.approve'),
);
/** From the list of payouts through the people of the first one that paid for a badge, to Ana's line. */
const takesBack: Act = async (stage) => {
  const { db, workspaceId, memberIds } = stage.office;
  const paid = await db.client.payoutBadge.findMany({ where: { workspaceId } });
  const run = await db.client.payoutRun.findFirst({
    where: { workspaceId, id: { in: paid.map(({ runId }) => runId) } },
    orderBy: { createdAt: 'asc' },
  });
  if (run === null) return;
  const people = pressAnswer('hanmeimei', '/pace bonus', 'incentives.people', ofIds([run.id]));
  const statement = pressOffered('hanmeimei', people, 'incentives.statement', ofIds([memberIds.ana]));
  await fillIn(
    'hanmeimei',
    'incentives.clawback-form',
    pressOffered('hanmeimei', statement, 'incentives.clawback'),
    () => ({ amount: '10', reason: 'The order was cancelled' }),
  )(stage);
};

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
  'Han Meimei takes it to payroll': inOrder(
    isFinance,
    pressAnswer('hanmeimei', '/pace bonus', 'incentives.export'),
  ),
  'Han Meimei takes it once more': pressAnswer('hanmeimei', '/pace bonus', 'incentives.export-xlsx'),
  'Ana is paid for a badge': paidForBadge,
  'Han Meimei takes some of it back': takesBack,
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
