import type { PeriodKey } from './kpi/period.ts';
import { localDateOf, type Temporal } from './kpi/time.ts';
import type { Person } from './people/person.ts';
import { listAdministrators, listPeople, listTeams } from './people/store.ts';
import { inTransaction } from './platform/db/index.ts';
import { formatPeriod } from './platform/format.ts';
import { enqueue, messagesOf } from './platform/jobs/outbox.ts';
import { type RunInTrouble, troubleReply } from './platform/jobs/trouble.ts';
import {
  markTold,
  noticeKey,
  runInTrouble,
  runsInTrouble,
  type UnheardNotice,
  unheardNotices,
} from './platform/jobs/untold.ts';
import type { Deps, WorkspaceInfo } from './platform/slice.ts';
import { askAboutDeliveries, askAgain, type WhoToAsk } from './workspace/deliveries/job.ts';
import { readWorkspace } from './workspace/store.ts';

/**
 * Tells those who lead a team (or where nobody does, the administrators) which messages of its report were not posted, and what to do: of
 * each message once. Asks them about messages that may be there, and about reports that are too late to go out by themselves. Where such a
 * notice did not reach its reader either, the administrators are told or asked instead; nobody is told twice. Called by each tick.
 */
export async function tellOfTrouble(deps: Deps, now: Temporal.Instant): Promise<void> {
  for (const run of await runsInTrouble(deps.db)) {
    const ids = run.unposted.map(({ id }) => id);
    const told = { ids, news: ids.toSorted()[0] ?? '' };
    await tell(deps, run, told, now, leadsElseAdministrators);
  }
  await askAboutDeliveries(deps, whoToAsk(deps, now, leadsElseAdministrators));
  for (const unheard of await unheardNotices(deps.db)) await tellOthers(deps, unheard, now);
}

/** The administrators hear what did not reach those who lead. */
async function tellOthers(deps: Deps, unheard: UnheardNotice, now: Temporal.Instant): Promise<void> {
  const { workspaceId, id, kind, runId, news } = unheard;
  if (kind === 'trouble') {
    const run = await runInTrouble(deps.db, workspaceId, runId);
    if (run !== undefined) await tell(deps, run, { ids: [id], news }, now, onlyAdministrators);
    return;
  }
  const messages = kind === 'ask' ? await messagesOf(deps.db, workspaceId, runId) : [];
  const about = { messageIds: messages.map((one) => one.id), runIds: kind === 'offer' ? [runId] : [] };
  await askAgain(deps, workspaceId, about, whoToAsk(deps, now, onlyAdministrators));
  await inTransaction(deps.db, (tx) => markTold(tx, workspaceId, [id]));
}

const leadsElseAdministrators = ({ leads, administrators }: Responsible): Person[] =>
  leads.length > 0 ? leads : administrators;
const onlyAdministrators = ({ administrators }: Responsible): Person[] => administrators;

/** Who is asked about a team's reports. */
function whoToAsk(deps: Deps, now: Temporal.Instant, choose: (of: Responsible) => Person[]): WhoToAsk {
  return async (workspace, teamId) => {
    const { team, ...responsible } = await whoLeads(deps, workspace, teamId, now);
    return { team, people: choose(responsible) };
  };
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
