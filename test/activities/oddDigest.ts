import { oddDigest } from '../../src/activities/odd/slack.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { findActor } from '../../src/people/store.ts';
import { readWorkspace } from '../../src/workspace/store.ts';
import { type Office, textsOf } from '../support/office.ts';

/** What Maya's digest says of odd entries, of the days since the week before. */
export async function oddDigestText(office: Office, instant: string): Promise<string> {
  const { deps, db, workspaceId, slackIds } = office;
  const now = Temporal.Instant.from(instant);
  const [workspace, holder] = await Promise.all([
    readWorkspace(db, workspaceId),
    findActor(db, workspaceId, slackIds.maya, now),
  ]);
  if (workspace === undefined || holder === undefined) throw new Error('nobody leads');
  const members = await db.client.member.findMany({ where: { workspaceId } });
  const parts = await oddDigest({
    ...{ deps, workspace, actor: holder.actor, now, today: localDate(instant.slice(0, 10)) },
    ...{ team: { id: 't', name: 'West' }, memberIds: new Set(members.map(({ id }) => id)) },
    since: now.subtract({ hours: 168 }),
  });
  return parts.map(({ blocks }) => textsOf(blocks)).join('\n');
}
