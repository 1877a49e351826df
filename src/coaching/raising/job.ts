/** C-01: once a week, when what was entered late on Monday is in, looks for flags and tells the ones whose they are. */

import { addDays, type LocalDate, weekdayOf } from '../../kpi/localDate.ts';
import { currency } from '../../kpi/money.ts';
import { periodOf, previous } from '../../kpi/period.ts';
import { instantAt, localDateOf, type Temporal } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import { listPeople } from '../../people/store.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import type { Deps, WorkspaceInfo } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { readWorkspace } from '../../workspace/store.ts';
import { flagReply } from '../blocks.ts';
import { findFlags, flagRange } from '../flag/find.ts';
import type { Flag, Found } from '../flag/flag.ts';
import { measurePlans } from '../plan/job.ts';
import { isRunning } from '../plan/plan.ts';
import { plansOf } from '../plan/store.ts';
import { readSeen } from '../reading/index.ts';
import { lookedUntil, raiseFlags, takeDueLooks } from '../store.ts';

/** Tuesday at ten by the workspace's clock: the reports of Monday are out, and what they made people enter is in. */
const LOOK = { weekday: 2, minute: 10 * 60 };

/** The look of the week in which a date lies. */
export const lookOf = (date: LocalDate, zone: string): Temporal.Instant =>
  instantAt(addDays(date, LOOK.weekday - weekdayOf(date)), LOOK.minute, zone);

/** The next look after an instant, by the wall clock of a zone. */
export function nextLook(after: Temporal.Instant, zone: string): Temporal.Instant {
  const today = localDateOf(after, zone);
  const look = lookOf(today, zone);
  return look.epochMilliseconds > after.epochMilliseconds ? look : lookOf(addDays(today, 7), zone);
}

/** Looks at every workspace whose hour has come. Called by each tick; a look that fails is made again a quarter of an hour later. */
export async function coachDue(deps: Deps, now: Temporal.Instant): Promise<void> {
  for (const workspaceId of await takeDueLooks(deps.db, now, (tz) => nextLook(now, tz))) {
    const workspace = await readWorkspace(deps.db, workspaceId);
    if (workspace === undefined) continue;
    try {
      await coachWorkspace(deps, workspace, now);
      await lookedUntil(deps.db, workspaceId, nextLook(now, workspace.tz));
    } catch (error) {
      deps.log.error({ err: error, workspaceId }, 'flags were not looked for; it is tried again');
    }
  }
}

/** One look at one workspace, for the last complete week; answers the flags that were raised. */
export async function coachWorkspace(
  deps: Deps,
  workspace: WorkspaceInfo,
  now: Temporal.Instant,
): Promise<Flag[]> {
  const scene = await readScene(deps, workspace, now);
  await measurePlans(deps, workspace, now);
  const found = await findIn(deps, scene);
  return raiseFlags(deps.db, workspace.id, { raisedOn: scene.today, found }, (flag) => noticeOf(flag, scene));
}

interface Scene {
  workspace: WorkspaceInfo;
  today: LocalDate;
  now: Temporal.Instant;
  people: readonly Person[];
  playbook: Playbook;
}

async function readScene({ db }: Deps, workspace: WorkspaceInfo, now: Temporal.Instant): Promise<Scene> {
  const today = localDateOf(now, workspace.tz);
  const [people, playbook] = await Promise.all([
    listPeople(db, workspace.id, today),
    readPlaybook(db, workspace.id, workspace.playbookVersion),
  ]);
  return { workspace, today, now, people, playbook };
}

async function findIn({ db }: Deps, { workspace, today, people, playbook }: Scene): Promise<Found[]> {
  const week = previous(periodOf('week', today));
  const seen = await readSeen(db, workspace, playbook, { people, range: flagRange(week) });
  const found = findFlags({ week, metrics: playbook.metrics, seen });
  const plans = await plansOf(
    db,
    workspace.id,
    found.map(({ memberId }) => memberId),
  );
  // What somebody is at work on already is not raised again.
  return found.filter(
    ({ memberId, metricKey }) =>
      !plans.some((plan) => isRunning(plan) && plan.memberId === memberId && plan.metricKey === metricKey),
  );
}

/** What the one is told whose flag it is. */
function noticeOf(flag: Flag, { workspace, now, people, playbook }: Scene): Notice | undefined {
  const person = people.find((one) => one.memberId === flag.memberId);
  if (person === undefined) return undefined;
  const reader = {
    ...{ locale: person.locale, today: localDateOf(now, person.tz) },
    ...{ currency: currency(workspace.currency), fiscalYearStart: workspace.fiscalYearStart },
  };
  const reply = flagReply(flag, { reader, metrics: playbook.metrics });
  return { key: `coaching:${flag.id}`, channel: person.slackUserId, reply };
}
