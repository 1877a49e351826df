import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Address } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { comes } from '../support/patience.ts';

/** The scopes that the tests ask for unless they say otherwise. */
export const SCOPES = 'commands,chat:write,users:read,im:write,channels:read';

/** A web server that notes where the browser comes back to. */
export async function callbackServer(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => response.end(`back at ${request.url}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/callback`, close: () => server.close() };
}

/** The address to which an app sends somebody who wants to install it. */
export function authorizeUrl(address: Address, query: Record<string, string>): string {
  const all = { client_id: address.clientId, scope: SCOPES, state: 's1', ...query };
  return `${address.page}oauth/v2/authorize?${new URLSearchParams(all)}`;
}

/** A call of a method that needs no token, with the app's credentials unless others are given. */
export async function call(
  address: Address,
  method: string,
  body: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown> & { ok: boolean; error?: string }> {
  const client = { client_id: address.clientId, client_secret: address.clientSecret };
  const answer = await fetch(`${address.api}${method}`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ ...client, ...body }),
  });
  return (await answer.json()) as Record<string, unknown> & { ok: boolean };
}

export interface Granted {
  ok: boolean;
  access_token: string;
  refresh_token?: string;
  expires_in?: number;
  scope: string;
  bot_user_id: string;
  team: { id: string; name: string };
  authed_user: { id: string; access_token?: string; scope?: string; token_type?: string };
  [key: string]: unknown;
}

/** Goes through consent and takes the code: the whole of OAuth in one step. */
export async function grant(
  address: Address,
  callback: string,
  choice: drive.InstallChoice = {},
  query: Record<string, string> = {},
): Promise<Granted> {
  const url = authorizeUrl(address, { redirect_uri: callback, ...query });
  const landing = await drive.install(address, url, choice);
  const code = new URL(landing.url).searchParams.get('code') ?? '';
  return (await call(address, 'oauth.v2.access', { code, redirect_uri: callback })) as Granted;
}

/** A new workspace of the sandbox, as an address that its own control and SCIM take. */
export async function newWorkspace(
  address: Address,
  body: { name: string; domain?: string; enterpriseId?: string },
): Promise<{ teamId: string; ownerId: string; own: Address }> {
  const answer = await drive.control(address, 'workspace', body);
  if (!answer.ok) throw new Error(answer.error);
  const data = answer.data as { teamId: string; ownerId: string; scimToken: string };
  const { teamId, ownerId, scimToken } = data;
  return { teamId, ownerId, own: { ...address, scimToken, teamId, botToken: '' } };
}

export interface Payload {
  type?: string;
  team_id?: string;
  event?: { type: string; tokens?: { oauth: string[]; bot: string[] }; [key: string]: unknown };
  [key: string]: unknown;
}

/** An app in Socket Mode that acknowledges all and keeps what it was sent. */
export async function listener(address: Address): Promise<{
  payloads: Payload[];
  waitFor(what: string, find: (payload: Payload) => boolean): Promise<Payload>;
  close(): void;
}> {
  const opened = await fetch(`${address.api}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${address.appToken}` },
  });
  const { url } = (await opened.json()) as { url: string };
  const socket = new WebSocket(url);
  const payloads: Payload[] = [];
  const isReady = new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
  socket.addEventListener('message', ({ data }) => {
    const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id?: string; payload?: Payload };
    if (envelope_id === undefined || payload === undefined) return;
    socket.send(JSON.stringify({ envelope_id }));
    payloads.push(payload);
  });
  await isReady;
  return {
    payloads,
    waitFor: (what, find) =>
      comes(
        () => payloads.find(find),
        () => `no ${what} in ${JSON.stringify(payloads.map((one) => one.event ?? one))}`,
      ),
    close: () => socket.close(),
  };
}
