import type { Db } from '../../src/platform/db/index.ts';

/** A closed evaluation of October 2026, or of another month, with these scores, by member id. */
export async function seedCard(
  db: Db,
  workspaceId: string,
  scores: Readonly<Record<string, string>>,
  actorId: string,
  month = { name: 'October', key: '2026-10', from: '2026-10-01', to: '2026-11-01' },
): Promise<void> {
  const id = `cycle-${month.name.toLowerCase()}`;
  const cycle = { workspaceId, id, name: month.name, periodKey: month.key, state: 'closed' };
  const dates = { fromDate: new Date(month.from), toDate: new Date(month.to) };
  const due = { selfDue: new Date('2026-11-02'), managerDue: new Date('2026-11-02') };
  await db.client.evaluationCycle.create({ data: { ...cycle, ...dates, ...due, createdById: actorId } });
  for (const [memberId, total] of Object.entries(scores)) {
    // A key is of one evaluation alone.
    const memberKey = month.key === '2026-10' ? `key-${memberId}` : `${month.key}-${memberId}`;
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
