import { saveTemplate } from '../../../src/evaluation/template/store.ts';
import type { TemplateWish } from '../../../src/evaluation/template/template.ts';
import type { Db } from '../../../src/platform/db/index.ts';

/** A scorecard as the seed and the calls have it. */
export const card: TemplateWish = {
  ...{ name: 'Reps', role: 'any', oneSidedReason: 'a test', selfWeight: 0, peerWeight: 0, peerQuestions: [] },
  kpis: [{ metricKey: 'calls', weight: 100, floor: null }],
};

/** Ids of what the seed makes, the same in both twins and known before: buttons carry ids like these. */
export const evaluated = {
  ...{
    template: 'card-1',
    draft: 'cycle-draft',
    open: 'cycle-open',
    closed: 'cycle-closed',
    spare: 'cycle-spare',
    reviewed: 'cycle-reviewed',
    again: 'cycle-again',
  },
  ...{ adjustmentId: 'adjustment-1', memberKey: 'key-ana' },
};

const dates = { fromDate: new Date('2026-09-01'), toDate: new Date('2026-10-01') };
const due = { selfDue: new Date('2026-10-08'), managerDue: new Date('2026-10-15') };

/** Something in every table of evaluations: drafts, one that runs with an adjustment, and a closed one with its snapshot and an answer. */
export async function seedEvaluations(
  db: Db,
  workspaceId: string,
  ids: { ana: string; maya: string },
): Promise<void> {
  const { client } = db;
  const maya = { workspaceId, actorId: ids.maya };
  await saveTemplate(db, { ...maya, transportKey: 'trigger:card' }, card, { id: evaluated.template });
  const states = [
    [evaluated.draft, 'draft', '2026-06'],
    [evaluated.spare, 'draft', '2026-07'],
    [evaluated.open, 'calibration', '2026-08'],
    [evaluated.reviewed, 'open', '2026-05'],
    [evaluated.again, 'closed', '2026-04'],
    [evaluated.closed, 'closed', '2026-09'],
  ] as const;
  for (const [id, state, periodKey] of states) {
    const cycle = { workspaceId, id, state, periodKey, name: `Cycle ${periodKey}`, createdById: ids.maya };
    await client.evaluationCycle.create({ data: { ...cycle, ...dates, ...due } });
    const memberKey = id === evaluated.closed ? evaluated.memberKey : `${id}-ana`;
    const by = { templateId: evaluated.template, templateVersion: 1, memberKey };
    await client.cycleMember.create({
      data: { workspaceId, cycleId: id, memberId: ids.ana, selfText: 'my words', ...by },
    });
  }
  await client.scoreAdjustment.create({
    data: {
      ...{ workspaceId, id: evaluated.adjustmentId, cycleId: evaluated.open, memberId: ids.ana, points: 3 },
      ...{ reason: 'covered for others', actorId: ids.ana },
    },
  });
  const sealed = { cycleId: evaluated.closed, memberKey: evaluated.memberKey, seq: 1, sha256: 'x' };
  await client.evaluationSnapshot.create({
    data: { workspaceId, ...sealed, inputs: { rule: 'S/1' }, result: { total: null } },
  });
  const of = { workspaceId, cycleId: evaluated.reviewed, memberId: ids.ana };
  await client.peerRequest.create({ data: { ...of, peerId: ids.ana, state: 'done' } });
  await client.peerAnswer.create({ data: { ...of, id: 'peer-1', grade: 4, texts: ['what a peer said'] } });
  await client.reviewClock.create({ data: { workspaceId, nextAt: new Date('2026-11-01T00:00:00Z') } });
  const said = { cycleId: evaluated.closed, memberId: ids.ana, actorId: ids.ana, kind: 'comment' };
  await client.evaluationAnswer.create({ data: { workspaceId, id: 'answer-1', text: 'my answer', ...said } });
}
