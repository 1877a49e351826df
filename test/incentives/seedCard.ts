import type { Db } from '../../src/platform/db/index.ts';

/** A closed evaluation of October 2026 with these scores, by member id. */
export async function seedCard(
  db: Db,
  workspaceId: string,
  scores: Readonly<Record<string, string>>,
  actorId: string,
): Promise<void> {
  const cycle = { workspaceId, id: 'cycle-october', name: 'October', periodKey: '2026-10', state: 'closed' };
  const dates = { fromDate: new Date('2026-10-01'), toDate: new Date('2026-11-01') };
  const due = { selfDue: new Date('2026-11-02'), managerDue: new Date('2026-11-02') };
  await db.client.evaluationCycle.create({ data: { ...cycle, ...dates, ...due, createdById: actorId } });
  for (const [memberId, total] of Object.entries(scores)) {
    const memberKey = `key-${memberId}`;
    await db.client.cycleMember.create({
      data: { workspaceId, cycleId: cycle.id, memberId, memberKey, templateId: 't', templateVersion: 1 },
    });
    await db.client.evaluationSnapshot.create({
      data: {
        ...{ workspaceId, cycleId: cycle.id, memberKey, seq: 1, sha256: `sha-${total}` },
        inputs: { kpis: [], presence: { present: '22', working: '22' } },
        result: { total, band: 'meets', unrated: null },
      },
    });
  }
}
