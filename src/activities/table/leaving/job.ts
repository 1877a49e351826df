import { listPeople } from '../../../people/store.ts';
import type { ExportScope, TableAct, TableExport } from '../../../platform/tables/contract.ts';
import type { OutCell } from '../../../platform/tables/write/cell.ts';
import { readPlaybook } from '../../../playbook/store.ts';
import { SPEND } from '../../entry/spend.ts';
import { activityCells, activityHeader } from './cells.ts';
import { factsLeaving } from './store.ts';

/** Activities, or what was spent, of some people in a period, by activity and date. */
async function* lines(
  act: TableAct,
  scope: ExportScope,
  isSpend: boolean,
): AsyncGenerator<readonly OutCell[]> {
  const { deps, workspace, actor } = act;
  const [people, playbook] = await Promise.all([
    listPeople(deps.db, workspace.id, act.today),
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
  ]);
  const handles = new Map(people.map((one) => [one.memberId, one.email ?? one.slackUserId]));
  const frame = {
    ...{ locale: actor.locale, playbook, own: workspace.currency },
    handleOf: (memberId: string) => handles.get(memberId) ?? memberId,
  };
  yield activityHeader(frame);
  for (const { key: typeKey } of playbook.types.filter((type) => (type.key === SPEND) === isSpend)) {
    const leaving = { range: scope.range, typeKey, memberIds: scope.memberIds };
    for await (const fact of factsLeaving(deps.db, workspace.id, leaving))
      if (scope.holds(fact.memberId, fact.localDate)) yield activityCells(fact, frame);
  }
}

export const activityExport: TableExport = {
  kind: 'activities',
  lines: (act, scope) => lines(act, scope, false),
};

export const spendExport: TableExport = {
  kind: 'spend',
  lines: (act, scope) => lines(act, scope, true),
};
