import type { Reply } from '../../platform/blocks.ts';
import { failureOf } from '../../platform/slack.ts';
import type { TableAct } from '../../platform/tables/contract.ts';
import { changeImport, type ImportRow } from '../store.ts';

/** The one message of an import, in the direct message with Pacer: it is posted once and changed from then on. */

/** Shows what there is to say of an import. Resolves with the row as it is then. */
export async function show(act: TableAct, row: ImportRow, reply: Reply): Promise<ImportRow> {
  const { deps, workspace } = act;
  const slack = await deps.slack(workspace.id);
  if (row.ts !== '') {
    try {
      await slack.update({ channel: row.channel, ts: row.ts }, reply);
      return row;
    } catch (error) {
      // Somebody has deleted it: then it is said anew.
      deps.log.info({ failure: failureOf(error) }, 'the message of an import could not be changed');
    }
  }
  const { channel, ts } = await slack.post(row.slackUserId, reply);
  await changeImport(deps.db, workspace.id, row.id, { channel, ts });
  return { ...row, channel, ts };
}

/** Milliseconds between two changes of a message: Slack takes some fifty a minute. */
const PACE_MS = 2_500;

/** Says how far long work is, not more often than Slack likes; trouble on the way does not matter. Also tells the database that it goes on. */
export function pacer(
  act: TableAct,
  row: ImportRow,
  wordsFor: (rows: number) => Reply,
): (rows: number) => Promise<void> {
  const { deps, workspace } = act;
  let last = performance.now();
  return async (rows) => {
    if (performance.now() - last < PACE_MS) return;
    last = performance.now();
    await changeImport(deps.db, workspace.id, row.id, {});
    if (row.ts === '') return;
    try {
      await (await deps.slack(workspace.id)).update({ channel: row.channel, ts: row.ts }, wordsFor(rows));
    } catch (error) {
      deps.log.info({ failure: failureOf(error) }, 'the progress of an import could not be shown');
    }
  };
}
