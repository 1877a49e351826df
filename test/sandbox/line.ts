import type { Address } from '../../sandbox/contract.ts';
import { type JsonObject, objectOf, textOf } from '../../sandbox/json.ts';
import { comes } from '../support/patience.ts';
import { client } from './support.ts';

/** A bare socket of an app: what it received, and a way to answer. */
export interface Line {
  received: JsonObject[];
  /** Waits up to 6 s for a message. */
  next(what: string, find: (message: JsonObject) => boolean): Promise<JsonObject>;
  ack(envelope: JsonObject, payload?: JsonObject): void;
  /** Resolves with the close code. */
  closed: Promise<number>;
  close(): void;
}

/** The address of a socket, good once. */
export async function ticket(address: Address): Promise<string> {
  const { url } = await client(address, address.appToken).apps.connections.open();
  return String(url);
}

export async function connect(address: Address, url?: string): Promise<Line> {
  const socket = new WebSocket(url ?? (await ticket(address)));
  const received: JsonObject[] = [];
  socket.addEventListener(
    'message',
    ({ data }) => void received.push(JSON.parse(String(data)) as JsonObject),
  );
  const closed = new Promise<number>((resolve) =>
    socket.addEventListener('close', ({ code }) => resolve(code), { once: true }),
  );
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('refused')), { once: true });
  });
  return {
    received,
    closed,
    next: (what, find) =>
      comes(
        () => received.find(find),
        () => `no ${what} in ${JSON.stringify(received)}`,
      ),
    ack: (envelope, payload = {}) =>
      socket.send(JSON.stringify({ envelope_id: envelope['envelope_id'], payload })),
    close: () => socket.close(),
  };
}

export const ofType = (type: string) => (message: JsonObject) => message['type'] === type;

/** The text of the message that an envelope tells of, '' in others. */
export const textIn = (message: JsonObject): string =>
  textOf(objectOf(objectOf(message, 'payload'), 'event'), 'text');

export const saying = (text: string) => (message: JsonObject) => textIn(message) === text;
