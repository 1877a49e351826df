import type { Faults } from '../api/faults.ts';
import type { JsonObject } from '../json.ts';
import type { Link } from '../link/link.ts';
import { createAddresses } from './addresses.ts';
import { attempt, pause, type Ways } from './attempt.ts';
import { createHeld } from './held.ts';
import type { Attempt, Delivery, Outgoing } from './outgoing.ts';
import { hasAny, type RequestUrls } from './requestUrls.ts';
import { copiesOf, faultOf, markOf } from './struck.ts';

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
  watch(listener: Watcher): void;
  /** Delivers nothing that was held back or put off any more. */
  close(): void;
}

type Watcher = (outgoing: Outgoing, attempt: Attempt, ms: number) => void;

/** The app's side of the address: how its requests are known. */
export interface AppKeys {
  signingSecret: string;
  verificationToken: string;
  appId: string;
}

/** A minute of Slack's is half a second. */
const USUAL_SPEED = 120;

export function createDelivery(link: Link, faults: Faults, app: AppKeys, socketMode: boolean): DeliveryRoom {
  const { verificationToken: token, signingSecret } = app;
  const addresses = createAddresses({ token, secret: signingSecret });
  const ways: Ways = { link, addresses, signingSecret };
  const held = createHeld();
  let mode: 'socket' | 'http' = socketMode ? 'socket' : 'http';
  let isClosed = false;
  let watcher: Watcher = () => undefined;
  const once = async (outgoing: Outgoing, struck: Parameters<typeof attempt>[3]): Promise<Delivery> => {
    const { ms, ...made } = await attempt(ways, mode, outgoing, struck);
    watcher(outgoing, made, ms);
    return made.delivery;
  };
  return {
    async send(outgoing) {
      const struck = faults.takeAll(markOf(outgoing));
      const [delay, reorder] = [faultOf(struck, 'delay'), faultOf(struck, 'reorder')];
      if (delay !== undefined) await pause(delay.ms);
      if (reorder !== undefined) await held.wait(reorder.ms);
      if (isClosed) return { taken: false, why: 'no_socket' };
      const copies = copiesOf(outgoing, faultOf(struck, 'duplicate'));
      const delivery = await firstTaken(copies.map((copy) => once(copy, struck)));
      held.release();
      return delivery;
    },
    mode: () => mode,
    setSocketMode(isOn) {
      if (mode === 'socket' && !isOn) link.disconnect('link_disabled');
      mode = isOn ? 'socket' : 'http';
    },
    urls: addresses.get,
    setUrls: addresses.set,
    trustUrls: addresses.trust,
    retrySpeed: USUAL_SPEED,
    isConnected: () => (mode === 'socket' ? link.connections() > 0 : hasAny(addresses.get())),
    async sayRateLimited(teamId) {
      const payload = rateLimited(app, teamId);
      if (mode === 'socket')
        return link.say({ type: 'events_api', envelope_id: crypto.randomUUID(), payload });
      return (await once({ type: 'events_api', name: 'app_rate_limited', payload }, [])).taken;
    },
    watch(listener) {
      watcher = listener;
    },
    close() {
      isClosed = true;
      held.release();
    },
  };
}

function rateLimited({ verificationToken, appId }: AppKeys, teamId: string): JsonObject {
  const minute = Math.floor(Date.now() / 60_000) * 60;
  return {
    token: verificationToken,
    type: 'app_rate_limited',
    team_id: teamId,
    minute_rate_limited: minute,
    api_app_id: appId,
  };
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
