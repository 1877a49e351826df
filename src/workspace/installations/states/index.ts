import { createHash } from 'node:crypto';
import { ClearStateStore, type StateStore } from '@slack/oauth';
import { type Temporal, toDate } from '../../../kpi/time.ts';
import { type Db, inTransaction } from '../../../platform/db/index.ts';
import { takeOnce } from '../../../platform/once.ts';

/** Why the state of an answer from Slack does not count. */
export class StateProblem extends Error {
  readonly kind: 'state' | 'expired';

  constructor(kind: StateProblem['kind']) {
    super(`the state of an installation is ${kind === 'state' ? 'not ours' : 'expired or used'}`);
    this.kind = kind;
  }
}

/** States of installations: signed, for ten minutes, each good for one answer. */
export interface States extends StateStore {
  /** Whether an answer with this state was taken already. */
  wasUsed(state: string): Promise<boolean>;
}

const LIFE_S = 600;
/** Belongs to no workspace yet. */
const NOBODY = '';

/** The library's signed states, made good for one use by the database. */
export function createStates(site: {
  oauth: { stateSecret: string };
  db: Db;
  clock: () => Temporal.Instant;
}): States {
  const signed = new ClearStateStore(site.oauth.stateSecret, LIFE_S);
  // Says whether it was signed by us, however old it is.
  const everSigned = new ClearStateStore(site.oauth.stateSecret, Number.POSITIVE_INFINITY);
  const now = (): Date => toDate(site.clock());
  const keyOf = (state: string): string => `oauth-state:${createHash('sha256').update(state).digest('hex')}`;
  return {
    generateStateParam: (options) => signed.generateStateParam(options, now()),
    async verifyStateParam(_now, state) {
      await everSigned.verifyStateParam(now(), state).catch(() => {
        throw new StateProblem('state');
      });
      const options = await signed.verifyStateParam(now(), state).catch(() => {
        throw new StateProblem('expired');
      });
      if (!(await inTransaction(site.db, (tx) => takeOnce(tx, NOBODY, keyOf(state)))))
        throw new StateProblem('expired');
      return options;
    },
    async wasUsed(state) {
      const where = { workspaceId_key: { workspaceId: NOBODY, key: keyOf(state) } };
      return (await site.db.client.delivery.findUnique({ where })) !== null;
    },
  };
}
