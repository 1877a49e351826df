import { setTarget } from '../../src/goals/store.ts';
import type { Subject } from '../../src/goals/target.ts';
import { addDays } from '../../src/kpi/localDate.ts';
import { localDateOf, Temporal } from '../../src/kpi/time.ts';
import { addPeople } from '../../src/people/store.ts';
import { type Db, openDb } from '../../src/platform/db/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';
import { installPlaybook } from '../../src/playbook/store.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import type { Place } from './programs.ts';
import { TEAM } from './slack.ts';

/** A company to log in: teams of ten, everybody with a weekly target of calls, each team too. */

export const PEOPLE = 100;
const TEAM_SIZE = 10;

export const userId = (index: number): string => `U${String(index % PEOPLE).padStart(4, '0')}`;
/** The Slack users of all. */
export const everybody: readonly string[] = Array.from({ length: PEOPLE }, (_, index) => userId(index));
const teamName = (index: number): string => `Team ${Math.floor((index % PEOPLE) / TEAM_SIZE)}`;

/** Writes the company into the database of a data directory. Resolves with the member id of each Slack user. */
export async function settleOffice(place: Place): Promise<ReadonlyMap<string, string>> {
  const db = await openDb({ ...place, role: 'app', log: createLog('warn') });
  try {
    await ensureWorkspace(db, { id: TEAM, name: 'Bench' });
    await installPlaybook(db, TEAM, readyMade);
    const today = localDateOf(Temporal.Now.instant(), 'UTC');
    const indices = everybody.map((_, index) => index);
    const { memberIds, teamIds } = await addPeople(
      db,
      TEAM,
      indices.map((index) => ({
        ...{
          slackUserId: userId(index),
          name: `Person ${index}`,
          email: null,
          tz: 'UTC',
          locale: 'en' as const,
        },
        ...{ role: 'rep' as const, teamName: teamName(index), region: null },
      })),
      [...new Set(indices.map(teamName))].map((name) => ({ name, region: null, leadEmailsOrSlackIds: [] })),
      addDays(today, -100),
    );
    for (const id of memberIds.values()) await target(db, { kind: 'member', id }, 5_000n);
    for (const id of teamIds.values()) await target(db, { kind: 'team', id }, 50_000n);
    return memberIds;
  } finally {
    await db.close();
  }
}

async function target(db: Db, subject: Subject, value: bigint): Promise<void> {
  const today = localDateOf(Temporal.Now.instant(), 'UTC');
  await setTarget(db, {
    ...{
      workspaceId: TEAM,
      transportKey: `bench:${subject.kind}:${subject.id}`,
      frame: { today, period: null },
    },
    ...{ subject, metricKey: 'calls', layer: 'official', shape: { periodKind: 'week', periodKey: null } },
    wish: { value, state: 'set', from: null, actorId: null, trigger: '', reason: '' },
  });
}
