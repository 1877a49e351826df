/** C-03: measures the plans whose last week is over, and tells both sides. */
import { localDateOf, type Temporal } from '../../kpi/time.ts';
import type { Deps, WorkspaceInfo } from '../../platform/slice.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { readSeen } from '../reading/index.ts';
import { effectReply } from './blocks.ts';
import type { Effect } from './effect.ts';
import { measurableFrom, measuredRange, measurePlan } from './measure.ts';
import type { Plan } from './plan.ts';
import { type PlanScene, readPlanScene } from './slack.ts';
import { keepEffect, unmeasuredPlans } from './store.ts';

/** Measures what can be measured now; answers how many plans were. */
export async function measurePlans(
  deps: Deps,
  workspace: WorkspaceInfo,
  now: Temporal.Instant,
): Promise<number> {
  const today = localDateOf(now, workspace.tz);
  const all = await unmeasuredPlans(deps.db, workspace.id, today);
  const due = all.filter((plan) => measurableFrom(plan) <= today);
  if (due.length === 0) return 0;
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  const scene = await readPlanScene({ deps, workspace, now, today });
  let count = 0;
  for (const plan of due) {
    const { memberId } = plan;
    const metric = playbook.metrics.find((one) => one.key === plan.metricKey && !one.isRetired);
    const range = measuredRange(plan);
    const seen = await readSeen(deps.db, workspace, playbook, { people: scene.people, range });
    // Of a metric that is gone nothing can be said.
    const effect = measurePlan(plan, { memberId, metric, seen });
    const tell = (done: Plan) => noticesOf(done, effect, scene);
    if (await keepEffect(deps.db, { workspaceId: workspace.id, id: plan.id, now }, effect, tell)) count += 1;
  }
  return count;
}

function noticesOf(plan: Plan, effect: Effect, { people, frameFor }: PlanScene) {
  const told = [...new Set([plan.memberId, plan.proposedById])];
  return told.flatMap((memberId) => {
    const person = people.find((one) => one.memberId === memberId && one.isActive);
    if (person === undefined) return [];
    const reply = effectReply(plan, effect, frameFor(person));
    return [{ key: `coaching-effect:${plan.id}:${memberId}`, channel: person.slackUserId, reply }];
  });
}
