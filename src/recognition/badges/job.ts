import { addDays, type LocalDate } from '../../kpi/localDate.ts';
import { periodOf, rangeOf } from '../../kpi/period.ts';
import { instantAt, localDateOf, type Temporal } from '../../kpi/time.ts';
import type { Person } from '../../people/person.ts';
import { personById } from '../../people/store.ts';
import type { Deps, WorkspaceInfo } from '../../platform/slice.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { listClosed } from '../../workspace/closed/store.ts';
import { readWorkspace } from '../../workspace/store.ts';
import type { Badge } from './badge.ts';
import { earnedIn, memberships } from './earn.ts';
import { type BadgeFrame, hasChanged, readFirsts, readSeen, wasTakenBack } from './reading/index.ts';
import { closedBy, difference } from './reconcile.ts';
import { badgesLooked, badgesOf, changeBadges, type DueBadges, takeDueBadges } from './store.ts';

/** Minutes after midnight, by a person's own clock: before the day's work, after the night's imports. */
const MORNING = 6 * 60;
/** Whoever has logged nothing yet is looked at each hour, so that the first badge comes on the first day; so is who could not be looked at. */
const HOUR_MS = 60 * 60_000;

/** Looks at the badges of those whose morning has come; called by each tick. Trouble with one holds up nobody else. */
export async function grantDue(deps: Deps, now: Temporal.Instant): Promise<void> {
  for (const due of await takeDueBadges(deps.db, now, now.add({ milliseconds: HOUR_MS }))) {
    try {
      await grantPerson(deps, due, now);
    } catch (error) {
      const { workspaceId, memberId } = due;
      deps.log.error(
        { err: error, workspaceId, memberId },
        'badges were not looked at; it is tried again in an hour',
      );
    }
  }
}

/** Looks at one person: what is earned is granted once, what is not any more is withdrawn. Answers the keys that changed. */
export async function grantPerson(
  deps: Deps,
  { workspaceId, memberId, lookedTo }: DueBadges,
  now: Temporal.Instant,
): Promise<{ granted: string[]; withdrawn: string[] }> {
  const nothing = { granted: [], withdrawn: [] };
  const workspace = await readWorkspace(deps.db, workspaceId);
  if (workspace === undefined) return nothing;
  const person = await personById(deps.db, workspaceId, memberId, localDateOf(now, workspace.tz));
  if (person === undefined || !person.isActive) return nothing;
  const today = localDateOf(now, person.tz);
  if (person.lastDay !== null && person.lastDay < today) return nothing;
  const kept = await badgesOf(deps.db, workspaceId, memberId);
  const changed = await look(deps, { workspace, person, today, kept, lookedTo }, now);
  const hasFirst = kept.some(({ key }) => key === 'first-log') || changed.granted.includes('first-log');
  const next = hasFirst
    ? instantAt(addDays(today, 1), MORNING, person.tz)
    : now.add({ milliseconds: HOUR_MS });
  await badgesLooked(deps.db, workspaceId, memberId, { next, lookedTo: today });
  return changed;
}

/** Whether a week or a month has ended since a date: then the periods are looked at, else first things and years alone. */
export function hasEndedSince(lookedTo: LocalDate, today: LocalDate): boolean {
  return (['week', 'month'] as const).some((kind) => rangeOf(periodOf(kind, today)).from > lookedTo);
}

interface Looked {
  workspace: WorkspaceInfo;
  person: Person;
  today: LocalDate;
  kept: readonly Badge[];
  lookedTo: LocalDate | null;
}

async function look(
  deps: Deps,
  { workspace, person, today, kept, lookedTo }: Looked,
  now: Temporal.Instant,
): Promise<{ granted: string[]; withdrawn: string[] }> {
  const { memberId, firstDay } = person;
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  const frame: BadgeFrame = { db: deps.db, workspace, playbook, now };
  const isWhole =
    lookedTo === null ||
    hasEndedSince(lookedTo, today) ||
    (await hasChanged(frame, memberId, lookedTo, today));
  const firsts = await readFirsts(frame, memberId, today, kept);
  const periods = isWhole ? earnedIn(await readSeen(frame, person)) : [];
  const isClosed = closedBy(await listClosed(deps.db, workspace.id));
  const looked = isWhole ? kept : kept.filter(({ detail }) => !isOfPeriods(detail.kind));
  const earned = [...firsts, ...periods, ...memberships(firstDay, today)];
  const { grant, doubtful, withdraw } = difference(looked, earned, today, isClosed);
  const gone = [...withdraw];
  for (const badge of doubtful) if (await wasTakenBack(frame, badge)) gone.push(badge);
  const whose = { workspaceId: workspace.id, memberId };
  return changeBadges(deps.db, whose, { grant, withdraw: gone.map(({ key }) => key) }, now);
}

const isOfPeriods = (kind: Badge['detail']['kind']): boolean =>
  kind === 'streak' || kind === 'target' || kind === 'record';
