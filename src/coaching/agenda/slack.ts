/** Reads what a 1:1 begins with. */
import { addDays } from '../../kpi/localDate.ts';
import { periodOf, previous, rangeOf } from '../../kpi/period.ts';
import type { Person } from '../../people/person.ts';
import type { Input } from '../../platform/slice.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { kudosIn } from '../../recognition/store.ts';
import { flagRange } from '../flag/find.ts';
import { judge } from '../flag/judged.ts';
import { readSeen } from '../reading/index.ts';
import type { Agenda } from './blocks.ts';

const THANKS_DAYS = 28;

/** Last week's figures, and the thanks of four weeks that were public: what somebody was told in private stays theirs. */
export async function readAgenda(
  { deps, workspace, today }: Pick<Input, 'deps' | 'workspace' | 'today'>,
  person: Person,
  names: ReadonlyMap<string, string>,
): Promise<Agenda> {
  const week = previous(periodOf('week', today));
  const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
  const range = { from: addDays(today, -THANKS_DAYS), to: addDays(today, 1) };
  const [[seen], kudos] = await Promise.all([
    readSeen(deps.db, workspace, playbook, { people: [person], range: flagRange(week) }),
    kudosIn(deps.db, workspace.id, { range, receiverIds: [person.memberId] }),
  ]);
  const figures = playbook.metrics.flatMap((metric) => {
    if (metric.isRetired || metric.definition.kind === 'growth' || seen === undefined) return [];
    const judged = judge(seen.facts, metric, { range: rangeOf(week), week });
    return judged === undefined ? [] : [{ metric, judged }];
  });
  const thanks = kudos
    .filter(({ channel }) => channel !== null)
    .map(({ giverId, reason }) => ({ name: names.get(giverId) ?? '?', reason }));
  return { week, figures, thanks };
}
