import { randomUUID } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { instantOf, localDateOf } from '../../../kpi/time.ts';
import { findActor, listAdministrators, listPeople } from '../../../people/store.ts';
import type { TableAct, TableImport } from '../../../platform/tables/contract.ts';
import { tableProblemText } from '../../../platform/tables/say.ts';
import { slices } from '../../../slices.ts';
import type { FilePlan } from '../../../transfer/plan.ts';
import { headIn, openAs } from '../../../transfer/reading/slack.ts';
import { guessAt, missingIn } from '../../../transfer/recognise.ts';
import { goThrough, type Passage, type Way } from '../../../transfer/run/job.ts';
import { addImport, findImport, finishImport } from '../../../transfer/store.ts';
import { type Bench, CommandProblem } from '../../open.ts';
import { startProgress } from '../progress.ts';
import type { TableWish, UndoWish } from './options.ts';

/** Tables on the command line: the same room, the same rules and the same Undo as in Slack, without Slack's limits. */

const kinds = (): readonly TableImport[] => slices.flatMap((slice) => slice.imports ?? []);
const number = (count: number): string => count.toLocaleString('en-US');
const plain = (text: string): string => text.replace(/[*`\u2060]/gu, '').replaceAll('&amp;', '&');

export async function importTable(bench: Bench, wish: TableWish): Promise<void> {
  const kind = kinds().find((one) => one.kind === wish.kind);
  if (kind === undefined) throw new CommandProblem(`Nobody brings ${wish.kind}.`);
  const found = await stat(wish.file).catch(() => undefined);
  if (found?.isFile() !== true)
    throw new CommandProblem(`There is no file ${wish.file} (--file). Nothing was imported.`);
  const act = await actOf(bench, wish.as);
  const way = await wayOf(act, kind, wish);
  try {
    const importId = randomUUID();
    const rehearsal = await through(bench, act, way, importId, true, 0);
    const refused = wish.strict && rehearsal.wrong > 0;
    const isDry = wish.dryRun || refused || rehearsal.fresh === 0;
    const passage = isDry ? rehearsal : await through(bench, act, way, importId, false, rehearsal.rows);
    if (!isDry) await keep(act, wish, way.plan, importId, passage);
    await tell(bench, wish, way, passage, isDry ? undefined : importId);
    if (refused) throw new CommandProblem('Mend the rows above, or import the good ones without --strict.');
  } finally {
    way.table.close();
  }
}

async function through(
  bench: Bench,
  act: TableAct,
  way: Way,
  importId: string,
  isRehearsal: boolean,
  total: number,
): Promise<Passage> {
  const progress = isRehearsal ? undefined : startProgress('Importing', total, bench.say);
  const read = await goThrough(act, way, { importId, isRehearsal }, async (rows) => progress?.step(rows));
  progress?.stop();
  if (!read.ok)
    throw new CommandProblem(
      `${tableProblemText(read.problem, 'The file', 'en')} Nothing more was imported.`,
    );
  return read.value;
}

async function actOf({ deps, workspace, db }: Bench, as: string | undefined): Promise<TableAct> {
  const now = instantOf(await db.now());
  const today = localDateOf(now, workspace.tz);
  const people = await listPeople(db, workspace.id, today);
  const [administrator] = await listAdministrators(db, workspace.id);
  const named = people.find((one) => one.email?.toLowerCase() === as?.toLowerCase());
  if (as !== undefined && named === undefined)
    throw new CommandProblem(`Nobody in Pacer has the address ${as} (--as).`);
  const slackUserId = named?.slackUserId ?? administrator?.slackUserId;
  const found = slackUserId === undefined ? undefined : await findActor(db, workspace.id, slackUserId, now);
  if (found === undefined)
    throw new CommandProblem('There is no administrator yet. Name who imports with --as <e-mail address>.');
  // Whoever runs commands where Pacer runs reaches everything anyway; the language is the terminal's.
  const actor = { ...found.actor, isAdmin: true, locale: 'en' as const };
  return { deps, workspace, actor, now, today: localDateOf(now, actor.tz) };
}

async function wayOf(act: TableAct, kind: TableImport, wish: TableWish): Promise<Way> {
  const opened = await openAs({ path: wish.file }, [kind]);
  if (!opened.ok)
    throw new CommandProblem(`${tableProblemText(opened.problem, wish.file, 'en')} Nothing was imported.`);
  const table = opened.value;
  if (wish.sheet !== undefined && !table.sheets.includes(wish.sheet))
    throw new CommandProblem(`${wish.file} has no sheet ${wish.sheet}. It has: ${table.sheets.join(', ')}.`);
  const only = wish.sheet === undefined ? table : { ...table, sheets: [wish.sheet] };
  const head = await headIn({ name: wish.file, table: only }, [kind], act.actor.locale);
  if (!head.ok) throw new CommandProblem(`${plain(head.problem)} Nothing was imported.`);
  const { headers } = head.value;
  const columns = Object.fromEntries(guessAt(headers, kind).columns);
  for (const [key, header] of wish.columns) {
    if (!kind.columns.some((one) => one.key === key))
      throw new CommandProblem(
        `--column ${key}: the columns are ${kind.columns.map((one) => one.key).join(', ')}.`,
      );
    const at = headers.indexOf(header);
    if (at < 0) throw new CommandProblem(`--column ${key}=${header}: the file has ${headers.join(', ')}.`);
    columns[key] = at;
  }
  const plan: FilePlan = {
    ...{ ...head.value, columns, fixed: Object.fromEntries(wish.fixed), order: wish.order ?? null },
  };
  const missing = missingIn(new Map(Object.entries({ ...plan.columns, ...plan.fixed })), kind);
  if (missing.length > 0)
    throw new CommandProblem(
      `${wish.file} lacks ${missing.join(', ')}; it has ${headers.join(', ')}. Say which is which with --column ${missing[0]}=…. Nothing was imported.`,
    );
  // Other kinds are one transaction.
  const isStreamed = kind.kind === 'activities' || kind.kind === 'spend';
  return { table, plan, kind, ...(isStreamed ? { mostRows: Number.POSITIVE_INFINITY } : {}) };
}

async function keep(
  act: TableAct,
  wish: TableWish,
  plan: FilePlan,
  id: string,
  counts: Passage,
): Promise<void> {
  const { deps, workspace, actor } = act;
  const file = { fileId: '', fileUrl: '', fileName: basename(wish.file) };
  const who = { actorId: actor.memberId, slackUserId: actor.slackUserId };
  await addImport(deps.db, workspace.id, { id, ...who, ...file, plan, kind: wish.kind }, `import:cli:${id}`);
  const { fresh, known, wrong } = counts;
  const ended = { workspaceId: workspace.id, actorId: actor.memberId, id, state: 'done' } as const;
  await finishImport(deps.db, ended, { kind: wish.kind, fresh, known, wrong }, { fresh, known, wrong });
}

async function tell(
  bench: Bench,
  wish: TableWish,
  { plan, kind }: Way,
  passage: Passage,
  id: string | undefined,
): Promise<void> {
  const { rows, fresh, known, wrong, lines, problems, rejected } = passage;
  const read = Object.entries(plan.columns).map(
    ([key, at]) => `${kind.labelOf(key, 'en')} ← ${plan.headers[at]}`,
  );
  bench.say(`${wish.file}: ${number(rows)} rows. Columns: ${read.join(', ')}.`);
  for (const line of lines) bench.say(`  ${plain(line)}`);
  for (const { row, label, value, why } of problems)
    bench.say(`  row ${row}${label === '' ? '' : `, ${label}`}: ${value === '' ? '' : `"${value}" `}${why}`);
  if (wrong > problems.length)
    bench.say(
      `  … and ${number(wrong - problems.length)} more${wish.report === undefined ? '; name a file with --report to see them all' : ''}.`,
    );
  if (wish.report !== undefined)
    await writeFile(
      wish.report,
      rejected.file(plan.headers, { row: 'row in file', column: 'wrong column', reason: 'reason' }),
    );
  const counts = `${number(fresh)} ${id === undefined ? 'would be new' : 'new'}, ${number(known)} already there, ${number(wrong)} rejected`;
  bench.say(
    id === undefined
      ? `${counts}. Nothing was changed.`
      : `${counts}. To take it back: npm run import -- undo ${id}`,
  );
}

/** `npm run import -- undo <id>`. */
export async function undoTable(bench: Bench, wish: UndoWish): Promise<void> {
  const act = await actOf(bench, wish.as);
  const { deps, workspace, actor } = act;
  const row = await findImport(deps.db, workspace.id, wish.id);
  const kind = kinds().find((one) => one.kind === row?.kind);
  if (row === undefined || kind === undefined) throw new CommandProblem(`There is no import ${wish.id}.`);
  if (row.state !== 'done')
    throw new CommandProblem(`The import ${wish.id} is ${row.state}: there is nothing to take back.`);
  const progress = startProgress('Taking back', row.counts.fresh, bench.say);
  const { undone, left } = await kind.undo(act, row.id, `import:cli:undo:${row.id}`, (done) =>
    progress.step(done),
  );
  progress.stop();
  const ended = { workspaceId: workspace.id, actorId: actor.memberId, id: row.id, state: 'undone' } as const;
  await finishImport(deps.db, ended, { kind: kind.kind, undone, left });
  bench.say(
    `${number(undone)} rows of ${row.fileName} were taken back${left > 0 ? `; ${number(left)} were changed since and stay` : ''}.`,
  );
}
