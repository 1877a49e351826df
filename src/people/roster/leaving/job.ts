import type { ExportScope, TableAct, TableExport } from '../../../platform/tables/contract.ts';
import type { OutCell } from '../../../platform/tables/write/cell.ts';
import { rosterCells } from '../export.ts';
import { readPresent } from '../store.ts';

/** The people of a scope as they are, as an import takes them. */
async function* lines(
  { deps, workspace, actor, today }: TableAct,
  scope: ExportScope,
): AsyncGenerator<readonly OutCell[]> {
  const { members, teams } = await readPresent(deps.db, workspace.id, today);
  const those = [...members.values()].filter(({ memberId }) => scope.memberIds?.includes(memberId) !== false);
  yield* rosterCells(those, teams, actor.locale);
}

export const rosterExport: TableExport = { kind: 'people', lines };
