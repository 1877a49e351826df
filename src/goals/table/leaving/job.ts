import type { ExportScope, TableAct, TableExport } from '../../../platform/tables/contract.ts';
import type { OutCell } from '../../../platform/tables/write/cell.ts';
import { readCircle, widerOf } from '../../circle/slack.ts';
import { targetsOf } from '../../store.ts';
import type { Subject } from '../../target.ts';
import { maySee } from '../../whose.ts';
import { targetCells, targetHeader } from './cells.ts';

/** Targets that hold today or are planned: of the people and teams in the scope, and what is wider where the actor sees it. */
async function* lines(act: TableAct, scope: ExportScope): AsyncGenerator<readonly OutCell[]> {
  const { deps, workspace, actor, today } = act;
  const circle = await readCircle(act);
  const { people, teams, playbook, reader } = circle;
  yield targetHeader(reader);
  const wider = widerOf(actor, workspace.tz, circle).filter((whose) => maySee(actor, whose));
  const isWider = ({ kind, id }: Subject): boolean =>
    scope.isWhole && wider.some(({ subject }) => subject.kind === kind && subject.id === id);
  for (const target of await targetsOf(deps.db, workspace.id)) {
    const { subject, layer, metricKey } = target;
    const metric = playbook.metrics.find((one) => one.key === metricKey);
    const isIn =
      subject.kind === 'member'
        ? scope.memberIds?.includes(subject.id) !== false
        : subject.kind === 'team'
          ? scope.teamIds?.includes(subject.id) !== false
          : isWider(subject);
    // T-06: a rep's own targets are theirs alone.
    const isPrivate = layer === 'own' && subject.id !== actor.memberId;
    if (!isIn || isPrivate || metric === undefined) continue;
    if (scope.metricKey !== undefined && scope.metricKey !== metricKey) continue;
    const person = people.find((one) => subject.kind === 'member' && one.memberId === subject.id);
    const team = teams.find((one) => subject.kind === 'team' && one.id === subject.id);
    if (
      (subject.kind === 'member' && person === undefined) ||
      (subject.kind === 'team' && team === undefined)
    )
      continue;
    const whose = {
      person: subject.kind === 'company' ? 'company' : (person?.email ?? person?.slackUserId ?? ''),
      ...{ team: team?.name ?? '', region: subject.kind === 'region' ? subject.id : '' },
    };
    yield* targetCells(target, metric, whose, today, reader);
  }
}

export const targetExport: TableExport = { kind: 'targets', lines };
