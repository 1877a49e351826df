import { randomUUID } from 'node:crypto';
import type { NewActivity } from '../src/activities/activity.ts';
import { record } from '../src/activities/store.ts';
import { localDate } from '../src/kpi/localDate.ts';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { type Opened, openEmbeddedBoth, openServerBoth } from './support/databases.ts';
import { rates } from './support/rate.ts';
import { insertOnly, inTransaction, type Row } from './support/statements.ts';

/** Recording beside the same statements through bare `pg`, and beside one bare insert. All sides wait for `durable()`. */

const MEMBERS = 200;
const WORKERS = [1, 16];
const workspaceId = 'TBENCH';
const today = localDate('2026-11-23');

const call: NewActivity = {
  ...{ typeKey: 'call', localDate: today, quantity: 300n, amount: null, original: null, customer: 'Acme' },
  ...{ channel: '', campaign: '', region: '', product: '', note: 'wants a pilot', shares: null },
};

const memberOf = (turn: number): string => `member-${turn % MEMBERS}`;

function rowOf(turn: number): Row {
  const memberId = memberOf(turn);
  return { workspaceId, id: randomUUID(), memberId, localDate: today, key: `trigger:${randomUUID()}` };
}

async function measure(opened: Opened, workers: number, bench: Bench): Promise<BenchResult[]> {
  const { db, pool, label } = opened;
  const rounds = bench.full ? 40 : 16;
  const rate = await rates(
    {
      record: (turn) => {
        const memberId = memberOf(turn);
        const transportKey = `trigger:${randomUUID()}`;
        return record(db, {
          ...{ workspaceId, actorId: memberId, memberId, transportKey },
          origin: 'slash',
          lines: [call],
        });
      },
      transaction: async (turn) => {
        await inTransaction(pool, rowOf(turn));
        await db.durable();
      },
      insert: async (turn) => {
        await insertOnly(pool, rowOf(turn));
        await db.durable();
      },
    },
    { rounds, sliceMs: 300, workers },
  );
  const at = `${label}, ${workers} at a time`;
  const line = (theirs: 'transaction' | 'insert', beside: string, aim: number): BenchResult => {
    const ratio = rate.ratio('record', theirs);
    return {
      name: `recording: ${at}, beside ${beside}`,
      what: `Activities recorded a second (key, fact, roll-up, audit row, on disk), ${at}, beside ${beside} through bare pg`,
      ...{ ours: rate.of('record'), theirs: rate.of(theirs), unit: '/s', ratio },
      ...{ aim: `≥ ${aim} ×`, met: ratio >= aim },
    };
  };
  return [
    line('transaction', 'BEGIN + 4 + COMMIT', 0.8),
    line('insert', 'one INSERT', label === 'embedded' ? 0.2 : 0.35),
  ];
}

async function run(bench: Bench): Promise<BenchResult[]> {
  const opened = [await openEmbeddedBoth(bench)];
  if (bench.postgres !== undefined)
    opened.push(await openServerBoth(bench, bench.postgres, 'bench_recording'));
  const results: BenchResult[] = [];
  for (const each of opened) {
    for (const workers of WORKERS) {
      bench.say(`recording on ${each.label}, ${workers} at a time`);
      results.push(...(await measure(each, workers, bench)));
    }
    await each.close();
  }
  return results;
}

export const recording: Benchmark = { name: 'recording', run };
