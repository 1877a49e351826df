import type { View } from '../../../../sandbox/contract.ts';
import { elementsIn, pressInView, submit } from '../../../../sandbox/driver.ts';
import { addReviews } from '../../../../src/goals/review/store.ts';
import { exact } from '../../../../src/kpi/exact.ts';
import { parsePeriodKey } from '../../../../src/kpi/period.ts';
import { unwrap } from '../../../../src/kpi/result.ts';
import { type Act, inOrder, ofIds, pressAnswer, pressLast, type Stage } from '../doing.ts';

/** T-06, C-02: the walk through a review of targets, to its end and back again. */

/** The review that waits for Maya; where there is none, the market moves once more. It takes weeks to do so by itself. */
async function waiting({ office: { db, workspaceId, memberIds } }: Stage): Promise<string> {
  const mine = { workspaceId, key: { startsWith: 'moved:' } };
  const open = await db.client.targetReview.findFirst({ where: { ...mine, state: 'open' } });
  if (open !== null) return open.id;
  const count = await db.client.targetReview.count({ where: mine });
  const event = {
    ...({ kind: 'market', metricKey: 'calls', role: 'rep', direction: 'fell' } as const),
    ...{ week: unwrap(parsePeriodKey('2026-W46')), people: 3 },
    ...{ now: exact(3_000n), before: exact(4_000n), change: exact(-1, 4) },
  };
  const line = {
    ...{ subject: { kind: 'member', id: memberIds.bo } as const, metricKey: 'calls' },
    ...{ periodKind: 'week' as const, periodKey: null, before: 6_000n, seq: 1 },
    // Another value each time: what is so already is no change.
    after: BigInt(3_000 + 100 * count),
  };
  const review = { key: `moved:${count}`, event, recipients: [memberIds.maya], lines: [line] };
  const [added] = await addReviews(db, workspaceId, [review], () => []);
  return added?.id ?? '';
}

type Step = 'happened' | 'targets' | 'tried' | 'told';
/** The form at a step: each of its buttons to leave says which one that is. */
const at = ({ as: { maya } }: Stage, step: Step): View | undefined =>
  maya.seen.modals.findLast(({ blocks }) =>
    elementsIn(blocks).some(
      ({ element }) => element['action_id'] === 'goals.walk-leave' && element['value'] === step,
    ),
  );

const begins: Act = async (stage) => {
  const id = await waiting(stage);
  await pressAnswer('maya', '/pace review-targets list', 'goals.walk', ofIds([id]))(stage);
};
const pressAt = (step: Step, actionId: 'goals.walk-next' | 'goals.walk-back' | 'goals.walk-leave'): Act => {
  return async (stage) => {
    const form = at(stage, step);
    if (form !== undefined) await pressInView(stage.as.maya, form, actionId);
  };
};
const handsIn = (step: Step): Act => {
  return async (stage) => {
    const form = at(stage, step);
    if (form !== undefined) await submit(stage.as.maya, form);
  };
};
/** It takes the place of the step that was left. */
const saysWhy: Act = async ({ as: { maya } }) => {
  const form = maya.seen.modals.findLast((one) => one.callback_id === 'goals.review-leave-form');
  if (form !== undefined) await submit(maya, form, { reason: 'One bad week' });
};

export const walkActs: Readonly<Record<string, Act>> = {
  'Maya walks through a review': inOrder(
    begins,
    pressAt('happened', 'goals.walk-next'),
    handsIn('targets'),
    pressAt('tried', 'goals.walk-next'),
    handsIn('told'),
  ),
  'Maya takes it all back': pressLast('maya', 'goals.undo-many'),
  'Maya goes back on the way and leaves it': inOrder(
    begins,
    pressAt('happened', 'goals.walk-next'),
    handsIn('targets'),
    pressAt('tried', 'goals.walk-back'),
    pressAt('targets', 'goals.walk-leave'),
    saysWhy,
  ),
};
