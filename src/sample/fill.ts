import { importActivities } from '../activities/store.ts';
import { unwrap } from '../kpi/result.ts';
import { localDateOf, Temporal } from '../kpi/time.ts';
import { listTeams } from '../people/store.ts';
import type { Db } from '../platform/db/index.ts';
import { lastDue } from '../platform/jobs/due.ts';
import { defaultSchedule } from '../platform/jobs/report.ts';
import { planOne } from '../platform/jobs/store.ts';
import { ensureChannel } from '../platform/sandbox/channel.ts';
import type { WorkspaceInfo } from '../platform/slice.ts';
import { keepSchedules } from '../schedules.ts';
import { addRate, updateWorkspace } from '../workspace/store.ts';
import { people } from './company.ts';
import { activitiesOf, historyOf } from './history.ts';
import type { SampleWish } from './index.ts';
import { rates } from './market.ts';
import { addCompany, addFreeDays, type Ids } from './place.ts';
import { setTargets } from './set.ts';
import { type Span, spanUpTo, WEEKS } from './span.ts';

/** Channel of the boards of teams that have none of their own. */
const BOARD_CHANNEL = 'sales';

/** Fills in the whole sample: people, free days, activities, targets, reports. Each part may be there already. */
export async function fillSample(wish: SampleWish): Promise<void> {
  const { deps, address, say } = wish;
  const { db } = deps;
  const reps = people.filter((person) => person.role === 'rep').length;
  say(`Filling in the sample company: ${WEEKS} weeks of ${reps} reps…`);
  const { workspace, span } = await begin(wish);
  const ids = await addCompany(db, workspace.id, address, span);
  await addFreeDays(db, workspace.id, ids, span);
  for (const rate of rates)
    await addRate(db, workspace.id, null, { ...rate, fromDate: span.start, source: 'sample' });
  const added = await addHistory(wish, ids, span);
  await setTargets(db, workspace.id, ids, span);
  // The first tick then posts the reports of last week, so that a newcomer sees them at once.
  await keepSchedules(db, span.now);
  await planLastReports(db, workspace, span);
  await updateWorkspace(db, workspace.id, null, { settings: { sampleIsComplete: true } });
  say(`${added} activities, targets and last week's reports are there.\n`);
}

/** The reports of last week, as if somebody had asked for them: they are not late. */
async function planLastReports(db: Db, { id, tz }: WorkspaceInfo, { now }: Span): Promise<void> {
  const kind = 'weekly-feedback';
  for (const team of await listTeams(db, id, localDateOf(now, tz))) {
    const moment = { ...defaultSchedule[kind], zone: team.tz ?? tz };
    await planOne(db, id, team.id, kind, lastDue(moment, now));
  }
}

/** The settings of the company, and the moment in which its history ends: kept, so that a second attempt makes the same one. */
async function begin({
  deps,
  workspace,
  address,
  now,
}: SampleWish): Promise<{ workspace: WorkspaceInfo; span: Span }> {
  const known = workspace.settings['sampleAsOf'];
  const asOf = typeof known === 'string' ? Temporal.Instant.from(known) : now;
  const boardChannelId = await ensureChannel(address, BOARD_CHANNEL, []);
  const settings = { sampleAsOf: asOf.toString() };
  const change = { tz: 'America/New_York', boardChannelId, settings };
  return {
    workspace: unwrap(await updateWorkspace(deps.db, workspace.id, null, change)),
    span: spanUpTo(asOf),
  };
}

async function addHistory({ deps, workspace }: SampleWish, ids: Ids, span: Span): Promise<number> {
  const facts = activitiesOf(historyOf(span), ids.memberOf);
  await importActivities(deps.db, workspace.id, ids.memberOf('sam'), facts, { source: 'sample company' });
  return facts.length;
}
