import type { Fault } from '../api/faults.ts';
import type { Link } from '../link/link.ts';
import type { Addresses } from './addresses.ts';
import { deliverByHttp } from './http.ts';
import { ACK_MS, type Attempt, type Outgoing } from './outgoing.ts';
import { urlFor } from './requestUrls.ts';
import { faultOf } from './struck.ts';

/** The ways to the app. */
export interface Ways {
  link: Link;
  addresses: Addresses;
  signingSecret: string;
}

/** One delivery, over a socket or to a request URL, with the faults that strike it. */
export async function attempt(
  ways: Ways,
  mode: 'socket' | 'http',
  outgoing: Outgoing,
  struck: readonly Fault[],
): Promise<Attempt & { ms: number }> {
  const started = performance.now();
  const passed = () => performance.now() - started;
  const made = mode === 'socket' ? await ways.link.deliver(outgoing) : await byHttp(ways, outgoing, struck);
  const isLost = made.delivery.taken && faultOf(struck, 'drop_ack') !== undefined;
  if (isLost) await pause(ACK_MS - passed());
  const delivery = isLost ? ({ taken: false, why: 'timeout' } as const) : made.delivery;
  return { ...made, delivery, ms: Math.round(passed()) };
}

async function byHttp(ways: Ways, outgoing: Outgoing, struck: readonly Fault[]): Promise<Attempt> {
  const { addresses, signingSecret } = ways;
  const to = urlFor(addresses.get(), outgoing);
  const isReady = to !== '' && (outgoing.type !== 'events_api' || (await addresses.mayTakeEvents()));
  if (!isReady) return { delivery: { taken: false, why: 'no_url' }, transport: 'http' };
  const skew = faultOf(struck, 'skewed')?.ms ?? 0;
  const secret = faultOf(struck, 'forged') === undefined ? signingSecret : `not ${signingSecret}`;
  const delivery = await deliverByHttp(to, outgoing, { secret, now: Date.now() + skew });
  return { delivery, transport: 'http', to };
}

/** Waits for milliseconds, without keeping the process alive. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
