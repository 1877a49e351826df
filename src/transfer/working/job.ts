import { localDateOf, type Temporal } from '../../kpi/time.ts';
import { findActor } from '../../people/store.ts';
import { beside } from '../../platform/beside.ts';
import type { Deps } from '../../platform/slice.ts';
import type { TableAct, TableImport } from '../../platform/tables/contract.ts';
import { tableProblemText } from '../../platform/tables/say.ts';
import { doneReply, importingReply, undoingReply, undoneReply } from '../blocks.ts';
import { fetched } from '../reading/slack.ts';
import { goThrough, type Passage } from '../run/job.ts';
import { pacer, show } from '../showing/slack.ts';
import {
  changeImport,
  claimImport,
  findImport,
  finishImport,
  type ImportRow,
  listInterrupted,
} from '../store.ts';
import { transferWords } from '../words.ts';

/** The import itself and its undo, once they are claimed: by a press, or by the next minute where the app was stopped in the middle. */

/** Imports the rows of a file that is claimed, says how far it is, and what came of it; the rejected rows are sent as a file. */
export async function carryOut(act: TableAct, claimed: ImportRow, kind: TableImport): Promise<void> {
  const { deps, workspace, actor } = act;
  const { locale } = actor;
  const all = claimed.counts.fresh + claimed.counts.known + claimed.counts.wrong;
  try {
    const row = await show(act, claimed, importingReply(claimed.fileName, 0, all, locale));
    const progress = pacer(act, row, (rows) => importingReply(row.fileName, rows, all, locale));
    const file = await fetched(act, { id: row.fileId, url: row.fileUrl || undefined }, [kind]);
    if (!file.ok) return await stopped(act, row, file.problem);
    const { table } = file.value;
    const way = { table, plan: row.plan, kind };
    const passage = await goThrough(act, way, { importId: row.id, isRehearsal: false }, progress);
    table.close();
    if (!passage.ok) return await stopped(act, row, tableProblemText(passage.problem, row.fileName, locale));
    const { fresh, known, wrong } = passage.value;
    // What an interrupted passage wrote before counts as imported, not as known.
    const before =
      claimed.state === 'running' ? Math.min(known, Math.max(0, claimed.counts.fresh - fresh)) : 0;
    const counts = { fresh: fresh + before, known: known - before, wrong };
    const ended = { workspaceId: workspace.id, actorId: actor.memberId, id: row.id, state: 'done' } as const;
    const notices = await concernedBy(act, row, kind, false);
    await finishImport(deps.db, ended, { kind: kind.kind, ...counts }, counts, notices);
    await show(act, row, doneReply(row, { ...counts, lines: passage.value.lines }, locale));
    if (wrong > 0) await sendRejected(act, row, passage.value);
  } catch (error) {
    // Where it has ended and nobody could be told, it has ended all the same.
    await changeImport(deps.db, workspace.id, claimed.id, { state: 'previewed' }, 'running');
    throw error;
  }
}

const concernedBy = async (act: TableAct, { id, fileName }: ImportRow, kind: TableImport, isUndo: boolean) =>
  (await kind.concerned?.(act, { importId: id, fileName, isUndo })) ?? [];

async function stopped(act: TableAct, row: ImportRow, text: string): Promise<void> {
  await changeImport(act.deps.db, act.workspace.id, row.id, { state: 'previewed' });
  await show(act, row, { text });
}

/** The rejected rows as a file, in the direct message. */
export async function sendRejected(
  { deps, workspace, actor }: TableAct,
  { fileName, plan, slackUserId }: ImportRow,
  { rejected }: Pick<Passage, 'rejected'>,
): Promise<void> {
  const say = transferWords(actor.locale);
  const heads = { row: say('head-row'), column: say('head-column'), reason: say('head-reason') };
  const name = `${fileName.replace(/\.[a-z0-9]{1,5}$/iu, '').slice(0, 80)}-rejected.csv`;
  const slack = await deps.slack(workspace.id);
  const bytes = rejected.file(plan.headers, heads);
  await slack.sendFile(slackUserId, { name, bytes }, say('rejected-comment', { file: fileName }));
}

/** Takes an import back that is claimed. */
export async function takeBack(
  act: TableAct,
  claimed: ImportRow,
  kind: TableImport,
  transportKey: string,
): Promise<void> {
  const { deps, workspace, actor } = act;
  const { locale } = actor;
  try {
    const row = await show(act, claimed, undoingReply(claimed.fileName, 0, locale));
    const progress = pacer(act, row, (rows) => undoingReply(row.fileName, rows, locale));
    const { undone, left } = await kind.undo(act, row.id, transportKey, (done) => void progress(done));
    const ended = {
      workspaceId: workspace.id,
      actorId: actor.memberId,
      id: row.id,
      state: 'undone',
    } as const;
    const notices = await concernedBy(act, row, kind, true);
    await finishImport(deps.db, ended, { kind: kind.kind, undone, left }, {}, notices);
    const all = claimed.state === 'undoing' ? Math.max(undone, row.counts.fresh - left) : undone;
    await show(act, row, undoneReply(row.fileName, all, left, locale));
  } catch (error) {
    await changeImport(deps.db, workspace.id, claimed.id, { state: 'done' }, 'undoing');
    throw error;
  }
}

/** Goes on with interrupted imports beside the minute's other work, which does not wait for them. */
export const createContinuation = (
  kinds: () => readonly TableImport[],
): ((deps: Deps, now: Temporal.Instant) => void) =>
  beside(
    (deps: Deps, now: Temporal.Instant) => continueImports(deps, kinds(), now),
    (error, deps) => deps.log.error({ err: error }, 'interrupted imports could not be looked for'),
  );

/** Each minute: goes on with what was interrupted, when the app was stopped in the middle of it. */
export async function continueImports(
  deps: Deps,
  kinds: readonly TableImport[],
  now: Temporal.Instant,
): Promise<void> {
  for (const { workspaceId, id } of await listInterrupted(deps.db)) {
    try {
      await goOn(deps, kinds, workspaceId, id, now);
    } catch (error) {
      deps.log.error(
        { err: error, workspaceId, importId: id },
        'an interrupted import could not be gone on with',
      );
    }
  }
}

async function goOn(
  deps: Deps,
  kinds: readonly TableImport[],
  workspaceId: string,
  id: string,
  now: Temporal.Instant,
): Promise<void> {
  const row = await findImport(deps.db, workspaceId, id);
  const kind = kinds.find((one) => one.kind === row?.kind);
  const who = row === undefined ? undefined : await findActor(deps.db, workspaceId, row.slackUserId, now);
  if (row === undefined || kind === undefined) return;
  const isUndo = row.state === 'undoing';
  if (who === undefined) {
    await changeImport(deps.db, workspaceId, id, { state: isUndo ? 'done' : 'left' });
    return;
  }
  const claim = await claimImport(deps.db, workspaceId, id, [], isUndo ? 'undoing' : 'running');
  if (claim !== 'claimed') return;
  const act: TableAct = { deps, ...who, now, today: localDateOf(now, who.actor.tz) };
  if (isUndo) await takeBack(act, row, kind, `import-undo:${id}`);
  else await carryOut(act, row, kind);
}
