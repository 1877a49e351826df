import { randomBytes } from 'node:crypto';
import { type Db, inTransaction, type Tx } from '../../platform/db/index.ts';
import { bagOf, rowOf } from '../rows.ts';
import {
  type Bag,
  type Contribution,
  countOf,
  isEnough,
  type Kind,
  MOST_TEXTS,
  put,
  shown,
  takeOut,
  vote,
} from './bag.ts';
import { handOf, hashed, sealOf } from './hand.ts';

/**
 * What people put into a retrospective. Nothing here takes a transport key, writes an audit row or names a member: the keyed hash of the form
 * is the unique key, and one row is rewritten whole (docs/decisions: anonymous retrospectives).
 */

/** Whose hand it is, and in which retrospective. */
export interface Hands {
  workspaceId: string;
  retroId: string;
  memberId: string;
}

export type Contributed =
  | {
      kind: 'kept' /** What takes it out again; known to whoever wrote it alone. */;
      token: string;
      left: number;
    }
  | { kind: 'too many'; left: number }
  | { kind: 'repeated' }
  /** Nothing is collected there any more. */
  | { kind: 'gone' };

/** Puts texts into the bag, once for each form. */
export async function contribute(
  db: Db,
  hands: Hands,
  form: string,
  texts: readonly { kind: Kind; text: string }[],
): Promise<Contributed> {
  const token = randomBytes(16).toString('hex');
  const outcome = await change<Contributed>(db, hands, 'collecting', (bag, key) => {
    const items = texts.map(({ kind, text }) => {
      const id = randomBytes(8).toString('hex');
      return { id, kind, text, votes: null, seal: sealOf(token, id) };
    });
    const hand = handOf(key, hands.memberId);
    const done = put(bag, hand, hashed(key, 'form', form), items);
    if (done.kind !== 'put') return { answer: done };
    return { answer: { kind: 'kept', token, left: MOST_TEXTS - countOf(done.bag, hand) }, bag: done.bag };
  });
  return outcome ?? { kind: 'gone' };
}

/** Takes out what a token sealed; how many texts went. */
export async function withdraw(db: Db, hands: Hands, token: string): Promise<number> {
  const outcome = await change<number>(db, hands, 'collecting', (bag, key) => {
    const after = takeOut(bag, handOf(key, hands.memberId), ({ id, seal }) => seal === sealOf(token, id));
    if (after === undefined) return { answer: 0 };
    return { answer: bag.items.length - after.items.length, bag: after };
  });
  return outcome ?? 0;
}

/** Gives somebody's votes in the place of earlier ones; false where nothing is voted on (any more). */
export async function castVotes(db: Db, hands: Hands, ids: readonly string[]): Promise<boolean> {
  const outcome = await change<boolean>(db, hands, 'voting', (bag, key) => ({
    answer: true,
    bag: vote(bag, hashed(key, 'voter', hands.memberId), ids),
  }));
  return outcome ?? false;
}

/** What is voted on, and for what somebody voted; undefined where nothing is voted on. */
export async function ballotOf(
  db: Db,
  hands: Hands,
): Promise<{ items: Contribution[]; chosen: readonly string[] } | undefined> {
  const { workspaceId, retroId } = hands;
  const where = { workspaceId_retroId: { workspaceId, retroId }, retro: { state: 'voting' } };
  const row = await db.client.retroBag.findUnique({ where });
  if (row === null) return undefined;
  const { bag, key } = bagOf(row);
  return { items: shown(bag), chosen: bag.ballots[hashed(key, 'voter', hands.memberId)] ?? [] };
}

/** Of retrospectives that collect: whether enough people took part for what they wrote to be shown. */
export async function haveEnough(
  db: Db,
  workspaceId: string,
  retroIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.client.retroBag.findMany({ where: { workspaceId, retroId: { in: [...retroIds] } } });
  return new Set(rows.filter((row) => isEnough(bagOf(row).bag)).map(({ retroId }) => retroId));
}

/** Reads, changes and rewrites a bag whose retrospective is at a step; undefined where it is not. */
async function change<T>(
  db: Db,
  { workspaceId, retroId }: Hands,
  state: 'collecting' | 'voting',
  decide: (bag: Bag, key: string) => { answer: T; bag?: Bag },
): Promise<T | undefined> {
  const outcome = await inTransaction(db, async (tx: Tx) => {
    await tx.$queryRaw`
      SELECT 1 FROM retro_bag WHERE workspace_id = ${workspaceId} AND retro_id = ${retroId} FOR UPDATE`;
    const where = { workspaceId_retroId: { workspaceId, retroId } };
    const row = await tx.retroBag.findUnique({ where: { ...where, retro: { state } } });
    if (row === null) return undefined;
    const { key, bag } = bagOf(row);
    const decided = decide(bag, key);
    if (decided.bag !== undefined) await tx.retroBag.update({ where, data: rowOf(decided.bag) });
    return { answer: decided.answer };
  });
  await db.durable();
  return outcome?.answer;
}
