import * as bag from '../../../src/retro/bag/store.ts';
import * as experiments from '../../../src/retro/experiment/store.ts';
import * as retros from '../../../src/retro/store.ts';
import type { Calls } from './calls.ts';
import { newExperiment, newRetro, retroed } from './retroed.ts';
import { now, type Twins, today } from './twins.ts';

const act = (t: Twins, key: string) => ({ workspaceId: t.id, actorId: t.ids.maya, transportKey: key });
const hands = (t: Twins, retroId: string) => ({ workspaceId: t.id, memberId: t.ids.ana, retroId });
const none = () => [];

/** Retrospectives: their steps, what people put into them, and what teams try. */
export const retroCalls: Calls = [
  [retros.listRetros, (t) => retros.listRetros(t.db, t.id, { teamIds: [t.ids.west] })],
  [retros.readRetro, (t) => retros.readRetro(t.db, t.id, retroed.deciding)],
  [retros.openRetro, (t) => retros.openRetro(t.db, act(t, 'retro:1'), newRetro(t.ids.east, '2026-10'), none)],
  [retros.findOpen, (t) => retros.findOpen(t.db, t.id, `${t.ids.west}:2026-10`)],
  [retros.openScheduled, (t) => retros.openScheduled(t.db, t.id, newRetro(t.ids.spare, '2026-10'))],
  [bag.haveEnough, (t) => bag.haveEnough(t.db, t.id, [retroed.collecting])],
  [
    bag.contribute,
    (t) => bag.contribute(t.db, hands(t, retroed.collecting), 'view:2', [{ kind: 'well', text: 'fine' }]),
  ],
  [bag.withdraw, (t) => bag.withdraw(t.db, hands(t, retroed.collecting), 'a token')],
  [bag.ballotOf, (t) => bag.ballotOf(t.db, hands(t, retroed.voting))],
  [bag.castVotes, (t) => bag.castVotes(t.db, hands(t, retroed.voting), ['nothing'])],
  [experiments.experimentsOf, (t) => experiments.experimentsOf(t.db, t.id, { teamIds: [t.ids.west] })],
  [experiments.readExperiment, (t) => experiments.readExperiment(t.db, t.id, retroed.experiment)],
  [experiments.lastExperiments, (t) => experiments.lastExperiments(t.db, t.id, t.ids.west, today)],
  [experiments.dropExperiment, (t) => experiments.dropExperiment(t.db, act(t, 'retro:2'), retroed.dropped)],
  [
    experiments.finishExperiment,
    (t) =>
      experiments.finishExperiment(
        t.db,
        t.id,
        retroed.experiment,
        { verdict: 'helped', change: 1_000, interval: [1, 2_000], asExpected: true },
        [],
      ),
  ],
  [
    experiments.addExperiment,
    (t) => experiments.addExperiment(t.db, act(t, 'retro:3'), newExperiment(t.ids), now),
  ],
  [retros.remind, (t) => retros.remind(t.db, act(t, 'retro:8'), retroed.collecting, none)],
  [retros.reveal, (t) => retros.reveal(t.db, act(t, 'retro:4'), retroed.collecting, none)],
  [retros.countVotes, (t) => retros.countVotes(t.db, act(t, 'retro:5'), retroed.voting, none)],
  [
    retros.closeRetro,
    (t) => retros.closeRetro(t.db, act(t, 'retro:6'), { id: retroed.deciding, on: today }, none),
  ],
  [retros.discardRetro, (t) => retros.discardRetro(t.db, act(t, 'retro:7'), retroed.spare)],
];
