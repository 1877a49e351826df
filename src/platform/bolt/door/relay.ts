import type { Log } from '../../log.ts';
import type { RequestKind } from '../../metrics/index.ts';
import type { Incoming, Taker } from '../intake.ts';
import { kindOf } from '../request.ts';
import type { Handed } from './messages.ts';
import type { Pace } from './pace.ts';

/** Takes requests at the door and hands them to the app. */
export interface Relay extends Taker {
  /** The app's acknowledgement of a request that waits for it. */
  reply(id: number, response: unknown): void;
  /** The app could not take a request. */
  giveBack(id: number): void;
  /** Resolves when nothing waits for the app any more, at the latest after the limit. */
  settled(limitMs: number): Promise<void>;
}

interface Waiting {
  incoming: Incoming;
  over(outcome: 'acknowledged' | 'refused'): void;
  isOver: Promise<unknown>;
}

/**
 * Acknowledges the kinds that need no thought at once, and passes everything on; for the others it waits for the app. Whatever the app's
 * thread computes, a request of the first kind does not wait behind it.
 */
export function createRelay(
  atOnce: readonly RequestKind[],
  pace: Pace,
  hand: (request: Handed) => void,
  log: Log,
): Relay {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const send = (incoming: Incoming, response: unknown): Promise<void> =>
    // The person sees that Slack had no answer; what they asked for is done and told all the same, and the keys see to it that it is once.
    incoming.reply(response).catch((error: unknown) => {
      log.warn({ err: error, kind: kindOf(incoming.body) }, 'an acknowledgement could not be sent');
    });
  const pass = ({ body, retryNum, retryReason }: Incoming, ackedAfterMs: number | undefined): number => {
    last += 1;
    pace.handed();
    hand({ id: last, body, retryNum, retryReason, ackedAfterMs });
    return last;
  };
  return {
    async take(incoming) {
      const since = performance.now();
      if (atOnce.includes(kindOf(incoming.body)) && pace.isKept(since)) {
        const sent = send(incoming, undefined);
        pass(incoming, performance.now() - since);
        await sent;
        return 'acknowledged';
      }
      const { promise, resolve } = Promise.withResolvers<'acknowledged' | 'refused'>();
      waiting.set(pass(incoming, undefined), { incoming, over: resolve, isOver: promise });
      return promise;
    },
    reply(id, response) {
      const one = waiting.get(id);
      waiting.delete(id);
      if (one !== undefined) void send(one.incoming, response).then(() => one.over('acknowledged'));
    },
    giveBack(id) {
      waiting.get(id)?.over('refused');
      waiting.delete(id);
    },
    async settled(limitMs) {
      const limit = new Promise<void>((resolve) => setTimeout(resolve, limitMs).unref());
      await Promise.race([Promise.all([...waiting.values()].map(({ isOver }) => isOver)), limit]);
    },
  };
}
