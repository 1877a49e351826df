import { addDays, type LocalDate, localDate } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import type { Db } from '../../../src/platform/db/index.ts';
import { contribute } from '../../../src/retro/bag/store.ts';
import { addExperiment } from '../../../src/retro/experiment/store.ts';
import { type NewRetro, openRetro } from '../../../src/retro/store.ts';
import { key } from '../../goals/given.ts';

/** Ids of what the seed makes, the same in both twins: one that collects, one that is voted on, one that decides, and an experiment. */
export const retroed = {
  ...{ collecting: 'retro-1', spare: 'retro-2', voting: 'retro-3', deciding: 'retro-4' },
  ...{ experiment: 'experiment-1', dropped: 'experiment-2' },
};

const openedOn: LocalDate = localDate('2026-11-03');
const now = Temporal.Instant.from('2026-11-03T15:00:00Z');

export const newRetro = (teamId: string, period: string): NewRetro => ({
  ...{ teamId, periodKey: key(period), channel: 'C1', locale: 'en', facilitatorId: null, openedOn },
  ...{ variances: [], lastTime: [] },
});

export const newExperiment = ({ ana, west }: { ana: string; west: string }) => ({
  ...{ retroId: retroed.deciding, teamId: west, text: 'call every lead within a day', ownerId: ana },
  ...{ metricKey: 'calls', expected: 1_000, from: openedOn, until: addDays(openedOn, 28) },
});

/** Retrospectives at each of their steps. */
export async function seedRetros(
  db: Db,
  workspaceId: string,
  ids: { ana: string; bo: string; maya: string; west: string },
): Promise<void> {
  const { client } = db;
  const periods = {
    collecting: '2026-10',
    spare: '2026-09',
    voting: '2026-08',
    deciding: '2026-07',
  } as const;
  for (const [state, period] of Object.entries(periods)) {
    const act = { workspaceId, actorId: ids.maya, transportKey: `trigger:retro:${state}` };
    const opened = await openRetro(db, act, newRetro(ids.west, period), () => []);
    if (opened.kind !== 'opened') throw new Error('the seed did not take');
    const retroId = opened.retro.id;
    for (const memberId of [ids.ana, ids.bo, ids.maya])
      await contribute(db, { workspaceId, retroId, memberId }, 'view:1', [
        { kind: 'idea', text: 'more demos' },
      ]);
    const id = retroed[state as keyof typeof periods];
    const rows = await client.retroBag.findUniqueOrThrow({
      where: { workspaceId_retroId: { workspaceId, retroId } },
    });
    await client.retroBag.delete({ where: { workspaceId_retroId: { workspaceId, retroId } } });
    await client.retro.update({
      where: { workspaceId_id: { workspaceId, id: retroId } },
      data: { id, state: state === 'spare' ? 'collecting' : state },
    });
    const {
      key: secret,
      items,
      marks,
      ballots,
    } = rows as { key: string; items: object; marks: object; ballots: object };
    await client.retroBag.create({ data: { workspaceId, retroId: id, key: secret, items, marks, ballots } });
  }
  for (const id of [retroed.experiment, retroed.dropped]) {
    const act = { workspaceId, actorId: ids.maya, transportKey: `trigger:${id}` };
    const added = await addExperiment(db, act, newExperiment(ids), now);
    if (added.kind !== 'added') throw new Error('the seed did not take');
    await client.retroExperiment.update({
      where: { workspaceId_id: { workspaceId, id: added.experiment.id } },
      data: { id },
    });
  }
}
