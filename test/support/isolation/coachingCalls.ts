import * as coaching from '../../../src/coaching/store.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import type { Calls } from './calls.ts';
import { foundOne, raisedOn } from './coached.ts';
import type { Twins } from './twins.ts';

const now = Temporal.Instant.from('2026-11-24T17:00:00Z');
const since = raisedOn;
const flagOf = async (t: Twins) => {
  const where = { workspaceId: t.id, memberId: t.ids.ana };
  return (await t.db.client.coachingFlag.findFirstOrThrow({ where })).id;
};

/** Flags. */
export const coachingCalls: Calls = [
  [
    coaching.raiseFlags,
    (t) =>
      coaching.raiseFlags(t.db, t.id, { raisedOn, found: [foundOne(t.ids.bo, 'deals')] }, () => undefined),
  ],
  [coaching.flagsOf, (t) => coaching.flagsOf(t.db, t.id, { memberIds: [t.ids.ana, t.ids.bo], since })],
  [coaching.findFlag, async (t) => coaching.findFlag(t.db, t.id, await flagOf(t))],
  [
    coaching.seeFlag,
    async (t) => {
      const act = {
        workspaceId: t.id,
        actorId: t.ids.ana,
        transportKey: 'coach:1',
        id: await flagOf(t),
        now,
      };
      return coaching.seeFlag(t.db, act, 'it is better now');
    },
  ],
  [coaching.lookedUntil, (t) => coaching.lookedUntil(t.db, t.id, now.add({ hours: 24 }))],
];
