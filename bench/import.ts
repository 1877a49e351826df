import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { verifyRollup } from '../src/activities/store.ts';
import { activityImport } from '../src/activities/table/index.ts';
import { localDate } from '../src/kpi/localDate.ts';
import { instantOf } from '../src/kpi/time.ts';
import { addPeople, findActor } from '../src/people/store.ts';
import { createLog } from '../src/platform/log.ts';
import type { TableAct } from '../src/platform/tables/contract.ts';
import { openTable } from '../src/platform/tables/source.ts';
import { readyMade } from '../src/playbook/readyMade.ts';
import { installPlaybook } from '../src/playbook/store.ts';
import { guessAt, headOf } from '../src/transfer/recognise.ts';
import { goThrough } from '../src/transfer/run/job.ts';
import { ensureWorkspace } from '../src/workspace/store.ts';
import type { Bench, Benchmark } from './bench.ts';
import type { BenchResult } from './result.ts';
import { type Opened, openEmbeddedBoth, openServerBoth } from './support/databases.ts';

/** Importing a CSV file of activities (read, checked, keyed, credited, audited, on disk), beside one bare INSERT for each of its rows. */

const PEOPLE = 50;
const TYPES = ['call', 'email', 'meeting', 'deal'];
const workspaceId = 'TBENCH';
/** Bare inserts are so slow that a part of the file says how fast they are. */
const INSERTED = 4_000;
const MOST_SECONDS = 30;
const MOST_MB = 150;

interface Line {
  date: string;
  type: string;
  customer: string;
  amount: string;
  person: number;
}

function lineAt(index: number): Line {
  const date = localDate(
    `2026-${String(1 + (index % 10)).padStart(2, '0')}-${String(1 + ((index * 7) % 28)).padStart(2, '0')}`,
  );
  const type = TYPES[index % TYPES.length] ?? '';
  const amount = type === 'deal' ? String(100 + (index % 9_000)) : '';
  return { date, type, customer: `Customer ${index % 700}`, amount, person: index % PEOPLE };
}

async function fileOf(rows: number, path: string, first = 0): Promise<void> {
  const file = createWriteStream(path);
  file.write('Date,Activity,Customer,Amount,Person,Channel,Note,Id\n');
  for (let index = first; index < first + rows; index += 1) {
    const { date, type, customer, amount, person } = lineAt(index);
    const cells = [
      date,
      type,
      customer,
      amount,
      `p${person}@bench.example`,
      index % 3 === 0 ? 'webinar' : '',
      `note ${index}`,
      index,
    ];
    if (!file.write(`${cells.join(',')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

async function actIn({ db }: Opened): Promise<TableAct> {
  const workspace = await ensureWorkspace(db, { id: workspaceId, name: 'Bench' });
  await installPlaybook(db, workspaceId, readyMade);
  const people = Array.from({ length: PEOPLE }, (_, at) => ({
    ...{
      slackUserId: `U${at}`,
      name: `Person ${at}`,
      email: `p${at}@bench.example`,
      tz: 'UTC',
      locale: 'en' as const,
    },
    ...{ role: 'rep' as const, teamName: null, region: null, isAdmin: at === 0 },
  }));
  await addPeople(db, workspaceId, people, [], localDate('2020-01-01'));
  const now = instantOf(new Date('2026-11-23T12:00:00Z'));
  const found = await findActor(db, workspaceId, 'U0', now);
  if (found === undefined) throw new Error('nobody can import');
  const deps = {
    db,
    log: createLog('warn'),
    slack: () => Promise.reject(new Error('there is no Slack here')),
  };
  return {
    deps,
    workspace: { ...workspace, ...found.workspace },
    actor: found.actor,
    now,
    today: localDate('2026-11-23'),
  };
}

/** Seconds of an import, megabytes by which the process grew at most meanwhile, and by which it still grew after the first fifth. */
async function importing(
  act: TableAct,
  path: string,
): Promise<{ seconds: number; megabytes: number; later: number }> {
  const table = await openTable({ path });
  if (!table.ok) throw new Error(JSON.stringify(table.problem));
  const head = headOf(
    [{ row: 1, cells: ['Date', 'Activity', 'Customer', 'Amount', 'Person', 'Channel', 'Note', 'Id'] }],
    [activityImport],
  );
  if (head === undefined) throw new Error('the file has no header');
  const columns = Object.fromEntries(guessAt(head.headers, activityImport).columns);
  const plan = { ...head, sheet: null, others: [], samples: [], columns, fixed: {}, order: null };
  const way = { table: table.value, plan, kind: activityImport };
  const before = process.memoryUsage().rss;
  const sizes: number[] = [];
  const since = performance.now();
  const read = await goThrough(act, way, { importId: `bench-${since}`, isRehearsal: false }, async () => {
    sizes.push(process.memoryUsage().rss);
  });
  const seconds = (performance.now() - since) / 1000;
  if (!read.ok || read.value.wrong > 0)
    throw new Error(JSON.stringify(read.ok ? read.value.problems : read.problem));
  const fifth = Math.ceil(sizes.length / 5);
  const [begun, most] = [Math.max(before, ...sizes.slice(0, fifth)), Math.max(before, ...sizes)];
  return { seconds, megabytes: (most - before) / 1e6, later: (most - begun) / 1e6 };
}

/** The same rows as anybody would write them first: one INSERT each, the key left to the database. */
async function inserting({ db, pool }: Opened): Promise<number> {
  const since = performance.now();
  for (let index = 0; index < INSERTED; index += 1) {
    const { date, type, customer, amount, person } = lineAt(index);
    await pool.query(
      `INSERT INTO activity (workspace_id, id, batch_id, line, member_id, actor_id, origin, local_date, type_key, quantity, amount, customer, external_id)
       VALUES ($1, $2, 'bare', $3, $4, 'bare', 'import', $5, $6, 100, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [
        'TBARE',
        `bare-${index}`,
        index,
        `m${person}`,
        date,
        type,
        amount === '' ? null : `${amount}00`,
        customer,
        `x:${index}`,
      ],
    );
    await db.durable();
  }
  return (performance.now() - since) / 1000;
}

async function measure(opened: Opened, bench: Bench): Promise<BenchResult[]> {
  const rows = bench.full ? 100_000 : 20_000;
  const path = join(bench.directory(), 'import.csv');
  await fileOf(rows, path);
  const act = await actIn(opened);
  bench.say(`import on ${opened.label}: ${rows.toLocaleString('en')} rows`);
  const { seconds, megabytes, later: grown } = await importing(act, path);
  const wrong = await verifyRollup(opened.db, workspaceId);
  if (wrong.length > 0) throw new Error('the roll-up is not what the facts say');
  const again = await importing(act, path);
  const next = join(bench.directory(), 'next.csv');
  await fileOf(rows, next, rows);
  const later = await importing(act, next);
  bench.say(`import on ${opened.label}: bare inserts`);
  const bare = await inserting(opened);
  const [ours, theirs] = [rows / seconds, INSERTED / bare];
  const ratio = ours / theirs;
  const limit = (MOST_SECONDS * rows) / 100_000;
  return [
    {
      name: `import: ${opened.label}`,
      what: `Rows a second of a CSV file of ${rows.toLocaleString('en')} activities: read, checked, written once with roll-up and audit, on disk; beside one INSERT for each row through bare pg`,
      ...{
        ours,
        theirs,
        unit: 'rows/s',
        ratio,
        aim: `≥ 1 ×, 100,000 in ${MOST_SECONDS} s`,
        met: ratio >= 1 && seconds <= limit,
      },
      notes: [
        `${seconds.toFixed(1)} s; the same file again, which adds nothing: ${again.seconds.toFixed(1)} s`,
        `${later.seconds.toFixed(1)} s for the next file of as many rows`,
        `the process${opened.db.kind === 'embedded' ? ', in which the database lives too,' : ''} grew by ${megabytes.toFixed(0)} MB at most, ${grown.toFixed(0)} MB of them after the first fifth of the rows (aim: ${MOST_MB})`,
        `with the next file by ${later.megabytes.toFixed(0)} MB, ${later.later.toFixed(0)} of them after its first fifth`,
      ],
    },
  ];
}

async function run(bench: Bench): Promise<BenchResult[]> {
  const opened = [await openEmbeddedBoth(bench)];
  if (bench.postgres !== undefined) opened.push(await openServerBoth(bench, bench.postgres, 'bench_import'));
  const results: BenchResult[] = [];
  for (const each of opened) {
    results.push(...(await measure(each, bench)));
    await each.close();
  }
  return results;
}

export const imports: Benchmark = { name: 'import', run };
