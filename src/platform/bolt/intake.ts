import type { App } from '@slack/bolt';
import type { Log } from '../log.ts';
import { metrics, type RequestKind } from '../metrics/index.ts';
import { type Body, kindOf } from './request.ts';
import { inBothLanguages } from './words.ts';

/** One request of Slack, whatever way it came. */
export interface Incoming {
  body: Body;
  retryNum: number | undefined;
  retryReason: string | undefined;
  /** Milliseconds until it was acknowledged where it came in (door/relay.ts); undefined: that is still to be done. */
  ackedAfterMs?: number | undefined;
  /** Sends the acknowledgement, with what Slack is to show along with it. Throws where the way back is gone. */
  reply(response: unknown): Promise<void>;
}

/** Whatever takes requests. */
export interface Taker {
  /** Resolves when the request is acknowledged, or given back so that Slack delivers it again. Never throws. */
  take(incoming: Incoming): Promise<'acknowledged' | 'refused'>;
}

/** To Bolt, and back with one acknowledgement, whatever happens. It is done with a request when its listener has ended too. */
export interface Intake extends Taker {
  /** Whether nothing more can be taken now: what is not acknowledged yet is given back. */
  isFull(): boolean;
  /** Resolves when nothing waits for its acknowledgement, at the latest after the limit. */
  settled(limitMs: number): Promise<void>;
}

/** What the app has to say about what comes. */
export interface IntakeRules {
  beforeAck(body: Body): Promise<void>;
  isFull(): boolean;
}

/**
 * @param rules `beforeAck`: what must be done before an event is acknowledged, so that it is not lost (platform/bolt/inbox.ts). Where it throws,
 * Slack gets no acknowledgement and delivers the event again. `isFull`: nothing is taken; a person is told by Slack that nobody answered,
 * and nothing was done.
 */
export function createIntake(app: App, log: Log, { beforeAck, isFull }: IntakeRules): Intake {
  const open = new Set<Promise<void>>();
  let wasFull = false;
  return {
    isFull,
    async take(incoming) {
      const full = isFull();
      // Once for each time that it happens: there will be many.
      if (full && !wasFull)
        log.error('too much waits for its turn; until there is room, requests are not taken');
      wasFull = full;
      if (full && incoming.ackedAfterMs === undefined) {
        metrics.requests.inc({ kind: kindOf(incoming.body), outcome: 'refused' });
        return 'refused';
      }
      const unacknowledged = Promise.withResolvers<void>();
      open.add(unacknowledged.promise);
      const over = (): void => {
        open.delete(unacknowledged.promise);
        unacknowledged.resolve();
      };
      try {
        return await passOn(app, log, beforeAck, incoming, over);
      } finally {
        over();
      }
    },
    async settled(limitMs) {
      const limit = new Promise<void>((resolve) => setTimeout(resolve, limitMs).unref());
      await Promise.race([Promise.all(open), limit]);
    },
  };
}

async function passOn(
  app: App,
  log: Log,
  beforeAck: (body: Body) => Promise<void>,
  incoming: Incoming,
  over: () => void,
): Promise<'acknowledged' | 'refused'> {
  const { body, retryNum, retryReason } = incoming;
  const since = performance.now();
  const kind = kindOf(body);
  let isAcked = false;
  const ack = async (response?: unknown): Promise<void> => {
    if (isAcked) return;
    if (kind === 'event') await beforeAck(body);
    isAcked = true;
    await incoming.reply(response).catch((error: unknown) => {
      // The person sees that Slack had no answer; what they asked for is done and told all the same, and the keys see to it that it is once.
      log.warn({ err: error, kind }, 'an acknowledgement could not be sent');
    });
    metrics.ackSeconds.observe({ kind }, (incoming.ackedAfterMs ?? performance.now() - since) / 1000);
    over();
  };
  try {
    await app.processEvent({
      body,
      ack,
      ...(retryNum === undefined ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    });
  } catch (error) {
    log.error({ err: error, kind }, isAcked ? 'a listener failed' : 'a request was not taken');
  }
  if (isAcked) {
    metrics.requests.inc({ kind, outcome: 'acked' });
    return 'acknowledged';
  }
  if (kind === 'event') {
    metrics.requests.inc({ kind, outcome: 'refused' });
    return 'refused';
  }
  metrics.requests.inc({ kind, outcome: 'unanswered' });
  log.error({ kind, type: body['type'] }, 'no listener acknowledged a request');
  await ack(wordsFor(kind));
  return 'acknowledged';
}

/** What a person is told when nobody in the app took the request. */
function wordsFor(kind: RequestKind): unknown {
  if (kind === 'command') return { response_type: 'ephemeral', text: inBothLanguages('notUnderstood') };
  return kind === 'options' ? { options: [] } : undefined;
}
