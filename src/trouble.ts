import type { PeriodKey } from './kpi/period.ts';
import { localDateOf, type Temporal } from './kpi/time.ts';
import type { Person } from './people/person.ts';
import { listAdministrators, listPeople, listTeams } from './people/store.ts';
import { inTransaction } from './platform/db/index.ts';
import { formatPeriod } from './platform/format.ts';
import { enqueue } from './platform/jobs/outbox.ts';
import { type RunInTrouble, troubleReply } from './platform/jobs/trouble.ts';
import { markTold, noticeKey, runInTrouble, runsInTrouble, unheardNotices } from './platform/jobs/untold.ts';
import type { Deps, WorkspaceInfo } from './platform/slice.ts';
import { readWorkspace } from './workspace/store.ts';

/**
 * Tells those who lead a team (or where nobody does, the administrators) which messages of its report were not posted, or perhaps not, and
 * what to do: of each message once. Where such a notice did not reach its reader either, the administrators are told instead; nobody is told
 * twice. Called by each tick.
 */
export async function tellOfTrouble(deps: Deps, now: Temporal.Instant): Promise<void> {
  for (const run of await runsInTrouble(deps.db)) {
    const ids = run.unposted.map(({ id }) => id);
    const told = { ids, news: ids.toSorted()[0] ?? '' };
    await tell(deps, run, told, now, ({ leads, administrators }) =>
      leads.length > 0 ? leads : administrators,
    );
  }
  for (const { workspaceId, id, runId, news } of await unheardNotices(deps.db)) {
    const run = await runInTrouble(deps.db, workspaceId, runId);
    if (run !== undefined)
      await tell(deps, run, { ids: [id], news }, now, ({ administrators }) => administrators);
  }
}

/** Who may be told of a team's reports. */
interface Responsible {
  leads: Person[];
  administrators: Person[];
}

async function tell(
  { db, log }: Deps,
  run: RunInTrouble,
  told: { ids: readonly string[]; news: string },
  now: Temporal.Instant,
  choose: (of: Responsible) => Person[],
): Promise<void> {
  const { workspaceId, teamId, periodKey } = run;
  const workspace = await readWorkspace(db, workspaceId);
  if (workspace === undefined) return;
  const { team, ...responsible } = await whoLeads({ db }, workspace, teamId, now);
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const notices = choose(responsible).map(({ memberId, slackUserId, locale }) => {
    const week = formatPeriod(periodKey as PeriodKey, locale, periods);
    return {
      workspaceId,
      key: noticeKey(run.runId, memberId, told.news),
      channel: slackUserId,
      reply: troubleReply(locale, { team, week, period: periodKey }, run.unposted),
    };
  });
  await inTransaction(db, async (tx) => {
    if (!(await markTold(tx, workspaceId, told.ids))) return;
    for (const notice of notices) await enqueue({ client: tx }, notice);
  });
  log.warn(
    { workspaceId, run: run.runId, unposted: run.unposted, told: notices.length },
    'messages of a report were not posted',
  );
}

async function whoLeads(
  { db }: Pick<Deps, 'db'>,
  { id, name, tz }: WorkspaceInfo,
  teamId: string,
  now: Temporal.Instant,
): Promise<Responsible & { team: string }> {
  const today = localDateOf(now, tz);
  const team = (await listTeams(db, id, today)).find((known) => known.id === teamId);
  const people = (await listPeople(db, id, today)).filter((person) => person.isActive);
  const administrators = new Set((await listAdministrators(db, id)).map((one) => one.slackUserId));
  return {
    team: team?.name ?? name,
    leads: people.filter((person) => team?.leadIds.includes(person.memberId)),
    administrators: people.filter((person) => administrators.has(person.slackUserId)),
  };
}
