import type { Odd } from '../../activities/odd/odd.ts';
import { askedId, findOdd, keepAsked } from '../../activities/odd/store.ts';
import { waitingCustomers } from '../../activities/waiting/store.ts';
import { plannedOf } from '../../customers/next/store.ts';
import { standingsOf } from '../../goals/standing.ts';
import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { currency, exponentOf } from '../../kpi/money.ts';
import { periodOf, periodsBefore, rangeOf } from '../../kpi/period.ts';
import { localDateOf, type Temporal, wallMinutes } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import { listPeopleAmong, personById } from '../../people/store.ts';
import { reportDueLast, reportsDueAround } from '../../platform/jobs/deadlines.ts';
import type { Deps, WorkspaceInfo } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { badgeReader } from '../../recognition/badges/phrases.ts';
import { badgesOf } from '../../recognition/badges/store.ts';
import { readWorkspace } from '../../workspace/store.ts';
import { tellerFor } from '../figures.ts';
import { frameOf, nowIn, readMember } from '../reading/index.ts';
import { nudgeReply } from './blocks.ts';
import { askedQuietly, decideNudges, type NudgeFacts } from './decide.ts';
import { LOOK_MINUTES, ODD_FROM, ODD_TO, validFor } from './nudge.ts';
import {
  type DuePerson,
  forgetUnsent,
  readPreference,
  sendNudge,
  sentSince,
  takeDuePeople,
} from './store.ts';

const HOUR_MS = LOOK_MINUTES * 60_000;
/** A customer waits after a week without a word, and is given up after six. */
const WAITS_DAYS = 7;
const GIVEN_UP_DAYS = 42;
/** More than one says at once, since some of them are with customers for whom something is planned. */
const MOST_WAITING = 20;
/** So many open follow-ups of a person are looked at. */
const MOST_PLANNED = 200;
/** A best week is compared with so many. */
const RECORD_WEEKS = 8;

/** Looks at the people whose hour has come, and sends what is due; called by each tick. Trouble with one holds up nobody else. */
export async function nudgeDue(deps: Deps, now: Temporal.Instant): Promise<void> {
  const next = now.add({ milliseconds: HOUR_MS });
  for (const due of await takeDuePeople(deps.db, now, next)) {
    try {
      await nudgePerson(deps, due, now);
    } catch (error) {
      deps.log.error(
        { err: error, ...due },
        'somebody could not be nudged; they are looked at again in an hour',
      );
    }
  }
}

/** Looks at one person. Answers how many nudges were sent. */
export async function nudgePerson(deps: Deps, due: DuePerson, now: Temporal.Instant): Promise<number> {
  const { workspaceId, memberId } = due;
  const workspace = await readWorkspace(deps.db, workspaceId);
  const person = await personById(deps.db, workspaceId, memberId, localDateOf(now, workspace?.tz ?? 'UTC'));
  if (workspace === undefined || person === undefined || !person.isActive) return 0;
  const planned = await plannedOf(deps.db, workspaceId, { memberIds: [memberId], limit: MOST_PLANNED });
  // Whoever does not sell has nothing to log; what they planned they are told.
  const isPlannedOnly = person.role !== 'rep';
  if (isPlannedOnly && planned.length === 0) return 0;
  await forgetUnsent(deps.db, workspaceId, memberId);
  const { given: found, frame } = await readNudge(deps, workspace, person, now);
  const given = { ...found, planned, isPlannedOnly, ...(isPlannedOnly ? { waiting: [] } : {}) };
  const asked = { workspaceId, memberId, askedOn: given.today };
  let count = 0;
  for (const nudge of decideNudges(given)) {
    const validMs = validFor(given.preference, now, person.tz);
    const notice = { channel: person.slackUserId, reply: nudgeReply(nudge, frame), validMs };
    const to = { workspaceId, memberId, today: given.today };
    // Before it is sent, so that its buttons always find what they are about.
    if (nudge.kind === 'odd') await keepAsked(deps.db, { ...asked, isQuiet: false }, nudge.odd);
    if (await sendNudge(deps.db, to, nudge, notice)) count += 1;
  }
  for (const odd of askedQuietly(given)) await keepAsked(deps.db, { ...asked, isQuiet: true }, odd);
  return count;
}

async function readNudge(deps: Deps, workspace: WorkspaceInfo, person: Person, now: Temporal.Instant) {
  const { memberId, tz, locale } = person;
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const { asOf, today } = nowIn(now, tz);
  const frame = await frameOf(deps.db, workspace);
  const metrics = frame.playbook.metrics.filter((metric) => !metric.isRetired);
  const [first = periodOf('week', today)] = periodsBefore(
    periodOf('week', today, periods),
    RECORD_WEEKS,
    periods,
  );
  const also = { from: rangeOf(first, periods).from, to: addDays(today, 1) };
  const minute = wallMinutes(now, tz);
  const { teamId } = person;
  const [facts, waiting, preference, sent, badges, weeklyAt, odd] = await Promise.all([
    readMember(frame, {
      ...{ subject: { kind: 'member', id: memberId }, asOf, also },
      metrics: metrics.map(({ key }) => key),
    }),
    readWaiting(deps, workspace.id, memberId, frame.playbook, today),
    readPreference(deps.db, workspace.id, memberId),
    sentSince(deps.db, workspace.id, memberId, { from: addDays(today, -400), today }),
    badgesOf(deps.db, workspace.id, memberId),
    teamId === null
      ? undefined
      : reportDueLast(deps.db, { workspaceId: workspace.id, teamId }, 'weekly-feedback'),
    minute >= ODD_FROM && minute < ODD_TO ? readOdd(deps, workspace, person, today) : [],
  ]);
  const given: NudgeFacts = {
    ...{ facts: { ...facts, metrics }, today, minute, waiting, preference, odd },
    ...{ sent: sent.keys, sentToday: sent.today, badges, weeklyAt, now },
  };
  const teller = tellerFor(locale, workspace.currency, periods);
  const reader = badgeReader(workspace, frame.playbook.metrics, locale);
  const standings = standingsOf(given.facts);
  return {
    given,
    frame: { teller, today, standings, metrics, types: frame.playbook.types, reader },
  };
}

/** What of somebody's entries looks odd, and was not asked before. */
async function readOdd(
  { db }: Deps,
  workspace: WorkspaceInfo,
  { memberId, teamId }: Person,
  today: LocalDate,
): Promise<{ odd: Odd; id: string }[]> {
  const team = teamId === null ? [] : await listPeopleAmong(db, workspace.id, today, { teamIds: [teamId] });
  const found = await findOdd(db, workspace.id, {
    ...{ memberId, today },
    team: team.filter((one) => one.teamId === teamId && one.role === 'rep').map((one) => one.memberId),
    deadlines: await reportsDueAround(db, workspace.id, teamId ?? '', 'weekly-feedback'),
    unit: 10n ** BigInt(exponentOf(currency(workspace.currency))),
  });
  return found.map((odd) => ({ odd, id: askedId(memberId, odd.key) }));
}

/** Stages in which something is still to be done with a customer. */
const OPEN_STAGES: readonly string[] = ['lead', 'visit', 'follow-up'];

function readWaiting(
  deps: Deps,
  workspaceId: string,
  memberId: string,
  playbook: Playbook,
  today: LocalDate,
) {
  const openTypes = playbook.types.filter((type) => OPEN_STAGES.includes(type.stage)).map((type) => type.key);
  const range = { from: addDays(today, -GIVEN_UP_DAYS), to: addDays(today, -WAITS_DAYS) };
  return waitingCustomers(deps.db, workspaceId, { memberId, range, openTypes, limit: MOST_WAITING });
}
