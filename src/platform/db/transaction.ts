import { setTimeout as sleep } from 'node:timers/promises';
import { Prisma, type PrismaClient } from './generated/client.ts';

/** The client inside an interactive transaction. Only database calls may be awaited while it is open. */
export type Tx = Prisma.TransactionClient;

const RETRIES = 3;
const FIRST_PAUSE_MS = 15;

/**
 * Runs `work` in one interactive transaction and commits. A transaction that lost a race (serialization failure,
 * deadlock, unique key taken meanwhile) is repeated up to three times, after a pause with jitter; so `work` must do
 * nothing but database calls through `tx`. Other errors, and the last of the repetitions, are thrown.
 */
export async function inTransaction<T>(
  db: { client: PrismaClient },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return repeated(() => db.client.$transaction(work));
}

/** Runs one statement (or transaction) that is whole in itself, again up to three times where it lost a race. */
export async function repeated<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= RETRIES || !isLostRace(error)) throw error;
      await sleep(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

/** True for errors that another attempt may not meet: serialization failure, deadlock, unique key. */
export function isLostRace(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  if (error.code === 'P2034' || error.code === 'P2002') return true;
  return error.code === 'P2010' && /Code: `(40001|40P01|23505)`/.test(error.message);
}
