import type { PeriodKey } from './kpi/period.ts';
import { localDateOf, type Temporal } from './kpi/time.ts';
import { listAdministrators, listPeople, listTeams } from './people/store.ts';
import { formatPeriod } from './platform/format.ts';
import { enqueue, markTold, runsInTrouble } from './platform/jobs/outbox.ts';
import { type RunInTrouble, troubleReply } from './platform/jobs/trouble.ts';
import type { Deps } from './platform/slice.ts';
import { readWorkspace } from './workspace/store.ts';

/**
 * Tells those who lead a team (or where nobody does, the administrators) which messages of its report were not posted, and what to do;
 * once for each run. Called by each tick.
 */
export async function tellOfTrouble(deps: Deps, now: Temporal.Instant): Promise<void> {
  for (const run of await runsInTrouble(deps.db)) await tell(deps, run, now);
}

async function tell({ db }: Deps, run: RunInTrouble, now: Temporal.Instant): Promise<void> {
  const { workspaceId, teamId } = run;
  const workspace = await readWorkspace(db, workspaceId);
  if (workspace === undefined) return;
  const today = localDateOf(now, workspace.tz);
  const team = (await listTeams(db, workspaceId, today)).find((known) => known.id === teamId);
  const people = (await listPeople(db, workspaceId, today)).filter((person) => person.isActive);
  const leads = people.filter((person) => team?.leadIds.includes(person.memberId));
  const administrators = new Set((await listAdministrators(db, workspaceId)).map((one) => one.slackUserId));
  const told = leads.length > 0 ? leads : people.filter((person) => administrators.has(person.slackUserId));
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  for (const person of told) {
    const week = formatPeriod(run.periodKey as PeriodKey, person.locale, periods);
    await enqueue(db, {
      workspaceId,
      key: `trouble:${run.runId}:${person.memberId}`,
      channel: person.slackUserId,
      reply: troubleReply(person.locale, { team: team?.name ?? workspace.name, week }, run.unposted),
    });
  }
  await markTold(db, run);
}
