import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import type { Grade } from '../cycle/cycle.ts';
import { type Act, locked } from '../cycle/store.ts';
import type { PeerAnswer, PeerRequest } from './peers.ts';

/** S-06: who is asked stands apart from what is said: an answer has neither author nor time. */

const requestRow = z.object({
  memberId: z.string(),
  peerId: z.string(),
  state: z.enum(['proposed', 'asked', 'done']),
});

/** Who was named in a cycle; of one member where named. */
export async function peersOf(
  db: Db,
  workspaceId: string,
  cycleId: string,
  memberId?: string,
): Promise<PeerRequest[]> {
  const rows = await db.client.peerRequest.findMany({
    where: { workspaceId, cycleId, ...(memberId === undefined ? {} : { memberId }) },
    select: { memberId: true, peerId: true, state: true },
    orderBy: [{ memberId: 'asc' }, { peerId: 'asc' }],
  });
  return z.array(requestRow).parse(rows);
}

/** What was said of somebody, in an order of no meaning. Whether it may be shown says `areShown`. */
export async function peerAnswersOf(
  db: Db,
  workspaceId: string,
  cycleId: string,
  memberId: string,
): Promise<PeerAnswer[]> {
  return db.client.peerAnswer.findMany({
    where: { workspaceId, cycleId, memberId },
    select: { memberId: true, grade: true, texts: true },
    orderBy: { id: 'asc' },
  });
}

export type Peered = 'done' | 'shut' | 'repeated';

/** Names peers in place of those who have not answered: proposed by the person, asked at once where who evaluates names them. */
export async function namePeers(
  db: Db,
  act: Act,
  wish: { cycleId: string; memberId: string; peerIds: readonly string[]; state: 'proposed' | 'asked' },
  tell: readonly Notice[],
): Promise<Peered> {
  const { workspaceId, actorId } = act;
  const { cycleId, memberId, peerIds, state } = wish;
  const outcome = await inTransaction(db, async (tx): Promise<Peered> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return 'repeated';
    if ((await locked(tx, workspaceId, cycleId))?.state !== 'open') return 'shut';
    const where = { workspaceId, cycleId, memberId };
    // A rep's wish does not undo what was approved.
    if (state === 'proposed' && (await tx.peerRequest.count({ where: { ...where, state: 'asked' } })) > 0)
      return 'shut';
    await tx.peerRequest.deleteMany({ where: { ...where, state: { not: 'done' } } });
    await tx.peerRequest.createMany({
      data: peerIds.map((peerId) => ({ ...where, peerId, state })),
      skipDuplicates: true,
    });
    const detail = { cycleId, peers: peerIds.join(' '), state };
    await audit(tx, {
      workspaceId,
      actorId,
      action: 'peers.named',
      subject: `member:${memberId}`,
      detail,
    });
    for (const notice of tell) await enqueue({ client: tx }, { workspaceId, ...notice });
    return 'done';
  });
  await db.durable();
  return outcome;
}

/** Approves the peers that somebody proposed, and asks them. */
export async function approvePeers(
  db: Db,
  act: Act,
  of: { cycleId: string; memberId: string },
  tell: readonly Notice[],
): Promise<Peered> {
  const { workspaceId, actorId } = act;
  const outcome = await inTransaction(db, async (tx): Promise<Peered> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return 'repeated';
    if ((await locked(tx, workspaceId, of.cycleId))?.state !== 'open') return 'shut';
    const where = { workspaceId, ...of, state: 'proposed' };
    const { count } = await tx.peerRequest.updateMany({ where, data: { state: 'asked' } });
    if (count === 0) return 'shut';
    const subject = `member:${of.memberId}`;
    await audit(tx, { workspaceId, actorId, action: 'peers.approved', subject, detail: of });
    for (const notice of tell) await enqueue({ client: tx }, { workspaceId, ...notice });
    return 'done';
  });
  await db.durable();
  return outcome;
}

/** A peer's answer, once: it cannot be changed, since from then on nobody knows whose it is. Not audited by name, for the same reason. */
export async function savePeerAnswer(
  db: Db,
  act: Act,
  answer: { cycleId: string; memberId: string; grade: Grade; texts: readonly string[] },
): Promise<Peered> {
  const { workspaceId, actorId: peerId } = act;
  const { cycleId, memberId, grade, texts } = answer;
  const outcome = await inTransaction(db, async (tx): Promise<Peered> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return 'repeated';
    if ((await locked(tx, workspaceId, cycleId))?.state !== 'open') return 'shut';
    const where = { workspaceId, cycleId, memberId, peerId, state: 'asked' };
    const { count } = await tx.peerRequest.updateMany({ where, data: { state: 'done' } });
    if (count === 0) return 'shut';
    const data = { workspaceId, id: randomUUID(), cycleId, memberId, grade, texts: [...texts] };
    await tx.peerAnswer.create({ data });
    return 'done';
  });
  await db.durable();
  return outcome;
}
