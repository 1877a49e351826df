import type { ImportedActivity } from '../../activities/activity.ts';
import {
  type CrmFact,
  type CrmFrame,
  type CrmRow,
  PIPELINE_COLUMNS,
  readCrmRow,
} from '../../activities/import/crm.ts';
import { NameIndex } from '../../activities/import/sameName.ts';
import { agentFinder, type Staff } from '../../activities/import/staff.ts';
import { countKnown } from '../../activities/import/store.ts';
import { type CrmCount, countRow, emptyCount, factsIn } from '../../activities/import/summary.ts';
import { cellOf, type TableRow, type Trouble, troubleIn } from '../../activities/import/trouble.ts';
import { importActivities } from '../../activities/store.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { instantOf, localDateOf } from '../../kpi/time.ts';
import { type Bench, CommandProblem } from '../open.ts';
import type { CrmWish } from './options.ts';
import { placeStaff } from './people.ts';
import { type Progress, startProgress } from './progress.ts';
import { readStaff } from './staffFiles.ts';
import { readTable, readWhole } from './table.ts';

/** What an import works with. */
export type ImportBench = Pick<Bench, 'db' | 'workspace' | 'sandbox' | 'say'>;

/** What came of an import, or would come of it. */
export interface CrmOutcome {
  count: CrmCount;
  /** Troubles of the other files. */
  otherTroubles: Trouble[];
  staff: Staff;
  facts: { total: number; added: number };
}

/** Activities of an import have no person who typed them. */
const IMPORTER = 'import';
const CHUNK = 1_000;

/**
 * Imports a CRM's pipeline: reads and checks all of it, makes the people who are missing (in the sandbox), then writes the facts. What is
 * there already stays; an import that broke off is completed by running it again. With `dryRun` nothing is changed.
 */
export async function importCrm(bench: ImportBench, wish: CrmWish): Promise<CrmOutcome> {
  const { db, workspace, sandbox } = bench;
  if (wish.currency !== workspace.currency)
    throw new CommandProblem(
      `The amounts are in ${wish.currency} (--currency), but this workspace counts in ${workspace.currency}. Nothing was imported.`,
    );
  const { staffFacts, staff, troubles } = await readStaff(bench, wish);
  const products = await namesIn(wish.products, '--products', 'product');
  const accounts = await namesIn(wish.accounts, '--accounts', 'account');
  const frame: CrmFrame = {
    ...{ findAgent: agentFinder(staffFacts, staff), products: products.names, accounts: accounts.names },
    ...{ readDate: wish.readDate, dateFormat: wish.dates, currency: wish.currency },
    today: localDateOf(instantOf(await db.now()), wish.tz),
  };
  const count = await check(wish, frame);
  const outcome: CrmOutcome = {
    ...{ count, staff, otherTroubles: [...troubles, ...products.troubles, ...accounts.troubles] },
    facts: { total: factsIn(count), added: 0 },
  };
  const isRefused = wish.strict && count.troubles.length + outcome.otherTroubles.length > 0;
  if (count.first !== undefined && sandbox !== undefined && !wish.dryRun && !isRefused) {
    const place = { db, workspaceId: workspace.id, address: sandbox, tz: wish.tz };
    for (const [name, memberId] of await placeStaff(place, staff, count.first))
      staff.members.set(name, memberId);
  }
  if (!isRefused) outcome.facts.added = await writeAll(bench, wish, frame, staff, outcome.facts.total);
  return outcome;
}

async function namesIn(
  path: string,
  option: string,
  column: string,
): Promise<{ names: NameIndex; troubles: Trouble[] }> {
  const { rows, troubles } = await readWhole(path, option, [column]);
  const names = rows.map((row) => cellOf(row, column)).filter((name) => name !== '');
  return { names: new NameIndex(names), troubles };
}

/** First pass: nothing is written before everything was read. */
async function check(wish: CrmWish, frame: CrmFrame): Promise<CrmCount> {
  const count = emptyCount();
  for await (const read of readPipeline(wish, frame)) {
    count.rows += 1;
    if (read.ok) countRow(count, read.value);
    else count.troubles.push(read.problem);
  }
  return count;
}

async function* readPipeline(wish: CrmWish, frame: CrmFrame): AsyncGenerator<Result<CrmRow, Trouble>> {
  const seen = new Map<string, number>();
  for await (const row of readTable(wish.pipeline, '--pipeline', PIPELINE_COLUMNS))
    yield row.trouble === undefined ? readOnce(row, frame, seen) : fail(row.trouble);
}

/** An opportunity is imported once: a second row of the same id is trouble, whichever is right. */
function readOnce(row: TableRow, frame: CrmFrame, seen: Map<string, number>): Result<CrmRow, Trouble> {
  const read = readCrmRow(row, frame);
  if (!read.ok) return read;
  const before = seen.get(read.value.id);
  if (before !== undefined) return fail(troubleIn(row, 'opportunity_id', `stands in row ${before} before`));
  seen.set(read.value.id, row.row);
  return ok(read.value);
}

/** Second pass: the facts, a thousand at a time. Resolves with how many were (or, in a dry run, would be) new. */
async function writeAll(
  bench: ImportBench,
  wish: CrmWish,
  frame: CrmFrame,
  staff: Staff,
  total: number,
): Promise<number> {
  const progress = startProgress(wish.dryRun ? 'Comparing' : 'Importing', total, bench.say);
  try {
    return await inChunks(wish, frame, progress, (facts) => write(bench, wish.dryRun, facts, staff));
  } finally {
    progress.stop();
  }
}

async function inChunks(
  wish: CrmWish,
  frame: CrmFrame,
  progress: Progress,
  take: (facts: readonly CrmFact[]) => Promise<number>,
): Promise<number> {
  let added = 0;
  let done = 0;
  let waiting: CrmFact[] = [];
  const flush = async (): Promise<void> => {
    added += await take(waiting);
    done += waiting.length;
    waiting = [];
    progress.step(done);
  };
  for await (const read of readPipeline(wish, frame)) {
    if (read.ok) waiting.push(...read.value.facts);
    if (waiting.length >= CHUNK) await flush();
  }
  await flush();
  return added;
}

async function write(
  { db, workspace }: ImportBench,
  dryRun: boolean,
  facts: readonly CrmFact[],
  staff: Staff,
): Promise<number> {
  if (dryRun) {
    const ids = facts.map((fact) => fact.externalId);
    return facts.length - (await countKnown(db, workspace.id, ids));
  }
  const rows = facts.map(({ agent, ...fact }): ImportedActivity => {
    const memberId = staff.members.get(agent);
    if (memberId === undefined) throw new Error(`${agent} was checked, but has no member`);
    return { ...fact, memberId };
  });
  const added = await importActivities(db, workspace.id, IMPORTER, rows, { source: 'crm' });
  await db.grown();
  return added;
}
