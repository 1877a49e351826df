import type { Fault, Faults } from '../api/faults.ts';
import type { JsonObject } from '../json.ts';
import type { Link } from '../link/link.ts';
import { deliverByHttp } from './http.ts';
import { ACK_MS, type Attempt, type Delivery, type Outgoing } from './outgoing.ts';
import { hasAny, NO_URLS, type RequestUrls, urlFor, urlProblem, verifyUrl } from './requestUrls.ts';
import { copiesOf, markOf } from './struck.ts';

/** How payloads reach the app: over Socket Mode or HTTP, with the faults that were switched on. */
export interface DeliveryRoom {
  /** Delivers once (or as a fault has it) and waits for the acknowledgement. */
  send(outgoing: Outgoing): Promise<Delivery>;
  /** `socket` until Socket Mode is switched off. */
  mode(): 'socket' | 'http';
  /** Switches Socket Mode; switching it off says `link_disabled` to all sockets. */
  setSocketMode(isOn: boolean): void;
  urls(): RequestUrls;
  /** Sets request URLs. A new events URL has to pass Slack's handshake; the answer is what is wrong, and then nothing changes. */
  setUrls(urls: Partial<RequestUrls>): Promise<string | undefined>;
  /** Sets them without the handshake, which is then done before the first event. */
  trustUrls(urls: RequestUrls): void;
  /** How many times faster than Slack an event comes again: its minute and five, divided by this. */
  retrySpeed: number;
  /** Whether somebody is there to take payloads. */
  isConnected(): boolean;
  /** Tells the app that it gets too many events (`app_rate_limited`); false where nobody is there. */
  sayRateLimited(teamId: string): Promise<boolean>;
  /** Called with each attempt, for the inspector. */
  watch(listener: (outgoing: Outgoing, attempt: Attempt, ms: number) => void): void;
  /** Delivers nothing that was held back or put off any more. */
  close(): void;
}

/** The app's side of the address: how its requests are known. */
export interface AppKeys {
  signingSecret: string;
  verificationToken: string;
  appId: string;
}

export function createDelivery(link: Link, faults: Faults, app: AppKeys, socketMode: boolean): DeliveryRoom {
  let sockets = socketMode;
  let urls = NO_URLS;
  let isVerified = false;
  let isClosed = false;
  let watcher: Parameters<DeliveryRoom['watch']>[0] = () => undefined;
  const held = new Set<() => void>();
  const keys = { token: app.verificationToken, secret: app.signingSecret };

  const byHttp = async (outgoing: Outgoing, struck: readonly Fault[]): Promise<Attempt> => {
    const to = urlFor(urls, outgoing);
    const nowhere: Attempt = { delivery: { taken: false, why: 'no_url' }, transport: 'http' };
    if (to === '') return nowhere;
    if (outgoing.type === 'events_api' && !isVerified) {
      isVerified = (await verifyUrl(to, keys)) === undefined;
      if (!isVerified) return nowhere;
    }
    const skew = faultOf(struck, 'skewed')?.ms ?? 0;
    const secret = faultOf(struck, 'forged') === undefined ? app.signingSecret : `not ${app.signingSecret}`;
    const delivery = await deliverByHttp(to, outgoing, { secret, now: Date.now() + skew });
    return { delivery, transport: 'http', to };
  };

  const attempt = async (outgoing: Outgoing, struck: readonly Fault[]): Promise<Delivery> => {
    const started = performance.now();
    const made = sockets ? await link.deliver(outgoing) : await byHttp(outgoing, struck);
    const ms = performance.now() - started;
    if (made.delivery.taken && faultOf(struck, 'drop_ack') !== undefined) {
      await pause(ACK_MS - ms);
      made.delivery = { taken: false, why: 'timeout' };
    }
    watcher(outgoing, made, Math.round(performance.now() - started));
    return made.delivery;
  };

  const overtaken = (most: number) =>
    new Promise<void>((resolve) => {
      const go = () => {
        clearTimeout(timer);
        held.delete(go);
        resolve();
      };
      const timer = setTimeout(go, most).unref();
      held.add(go);
    });

  return {
    async send(outgoing) {
      const struck = faults.takeAll(markOf(outgoing));
      const delay = faultOf(struck, 'delay');
      if (delay !== undefined) await pause(delay.ms);
      const reorder = faultOf(struck, 'reorder');
      if (reorder !== undefined) await overtaken(reorder.ms);
      if (isClosed) return { taken: false, why: 'no_socket' };
      const copies = copiesOf(outgoing, faultOf(struck, 'duplicate'));
      const delivery = await firstTaken(copies.map((copy) => attempt(copy, struck)));
      for (const go of held) go();
      return delivery;
    },
    retrySpeed: 120,
    mode: () => (sockets ? 'socket' : 'http'),
    setSocketMode(isOn) {
      if (sockets && !isOn) link.disconnect('link_disabled');
      sockets = isOn;
    },
    urls: () => urls,
    async setUrls(given) {
      const next = { ...urls, ...given };
      const all = [next.commands, next.interactivity, next.options, next.events].filter(Boolean);
      const wrong = all.map(urlProblem).find((problem) => problem !== undefined);
      if (wrong !== undefined) return wrong;
      const isNew = given.events !== undefined && given.events !== '';
      const problem = isNew ? await verifyUrl(next.events, keys) : undefined;
      if (problem !== undefined) return `url_not_verified: ${problem}`;
      isVerified ||= isNew;
      urls = next;
      return undefined;
    },
    trustUrls(given) {
      urls = given;
      isVerified = false;
    },
    isConnected: () => (sockets ? link.connections() > 0 : hasAny(urls)),
    async sayRateLimited(teamId) {
      const payload = rateLimited(app, teamId);
      if (sockets) return link.say({ type: 'events_api', envelope_id: crypto.randomUUID(), payload });
      const outgoing: Outgoing = { type: 'events_api', name: 'app_rate_limited', payload };
      return (await attempt(outgoing, [])).taken;
    },
    watch(listener) {
      watcher = listener;
    },
    close() {
      isClosed = true;
      for (const go of held) go();
    },
  };
}

function rateLimited(app: AppKeys, teamId: string): JsonObject {
  const minute = Math.floor(Date.now() / 60_000) * 60;
  return {
    token: app.verificationToken,
    type: 'app_rate_limited',
    team_id: teamId,
    minute_rate_limited: minute,
    api_app_id: app.appId,
  };
}

function faultOf(struck: readonly Fault[], kind: Fault['kind']): Fault | undefined {
  return struck.find((fault) => fault.kind === kind);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** The first delivery that was taken; where none was, how the first copy failed. */
async function firstTaken(deliveries: readonly Promise<Delivery>[]): Promise<Delivery> {
  const taken = deliveries.map(async (one) => {
    const delivery = await one;
    if (!delivery.taken) throw new Error('not taken');
    return delivery;
  });
  try {
    return await Promise.any(taken);
  } catch {
    return deliveries[0] ?? { taken: false, why: 'no_socket' };
  }
}
