import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { findAddress, removeAddress, sandboxDir, writeAddress } from './address.ts';
import { tellApps } from './browser/tell.ts';
import type { Address } from './contract.ts';
import { allUrls, urlProblem } from './delivery/requestUrls.ts';
import { route } from './http/router.ts';
import { socketUpgrades } from './http/sockets.ts';
import { some } from './json.ts';
import { readManifest } from './manifest.ts';
import { openSite, type Site } from './site/site.ts';
import { WorkspaceInUse } from './workspace/database.ts';
import type { World } from './world.ts';

export interface SandboxOptions {
  /** The workspace is kept in `<dataDir>/sandbox`. */
  dataDir: string;
  /** 0 takes any free one. */
  port: number;
  /** The app's manifest: its scopes, commands, shortcuts and events. */
  manifestPath: string;
  /** A loopback name or address; 127.0.0.1 unless said. */
  host?: string;
  /** A request URL for everything (HTTP mode instead of Socket Mode); the events' handshake is done before the first event. */
  requestUrl?: string;
  /** Whether the Web API's rate limits hold (they do, unless false): load tests switch them off. */
  rateLimits?: boolean;
  /** Whether a new sandbox's workspace has the app from the start (it has, unless false), or gets it by OAuth. */
  installed?: boolean;
  /** Whether tokens got by OAuth expire; without it the manifest decides. */
  tokenRotation?: boolean;
}

export interface Sandbox {
  address: Address;
  site: Site;
  /** The first workspace; for tests in the same process: faults, disconnects, the stored state. */
  world: World;
  stop(): Promise<void>;
}

/** Thrown with a sentence for whoever started the sandbox. */
export class StartProblem extends Error {}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** Starts the workspace and listens. Throws `StartProblem` or `ManifestProblem` with a sentence that says what to do. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { dataDir, port, host = '127.0.0.1' } = options;
  if (!LOOPBACK.includes(host)) {
    throw new StartProblem(`HOST is ${host}, but the sandbox listens on this machine only: use 127.0.0.1.`);
  }
  const problem = options.requestUrl === undefined ? undefined : urlProblem(options.requestUrl);
  if (problem !== undefined) throw new StartProblem(`The request URL cannot be used: ${problem}.`);
  const site = await openOrExplain(options);
  settle(site, options);
  const server = createServer((raw, response) => void route(site, raw, response));
  server.on('upgrade', socketUpgrades(site));
  try {
    await listen(server, port, host);
  } catch (error) {
    site.database.close();
    throw error;
  }
  const { port: actual } = server.address() as AddressInfo;
  site.base = `http://${host === '::1' ? '[::1]' : host}:${actual}`;
  site.link.onChange(() => site.worlds.forEach(tellApps));
  site.calls.watch((call) => {
    for (const { hub } of site.worlds) hub.toAll({ type: 'call', call });
  });
  const [world] = site.worlds;
  const address = addressOf(world);
  writeAddress(dataDir, address);
  return { address, site, world, stop: () => stop(site, server, dataDir) };
}

/** How payloads go and how often the app may call, where the options say so. */
function settle({ delivery, limits }: Site, { requestUrl, rateLimits = true }: SandboxOptions): void {
  if (!rateLimits) limits.set('off');
  if (requestUrl === undefined) return;
  delivery.trustUrls(allUrls(requestUrl));
  delivery.setSocketMode(false);
}

const STEP_MS = 50;
/** One that is just stopping has taken its address away, or is about to: it is waited for. */
const STOPPING_MS = 3_000;
const RUNNING_MS = 500;

async function openOrExplain(options: SandboxOptions): Promise<Site> {
  const { dataDir, manifestPath, installed = true, tokenRotation: rotates } = options;
  const manifest = readManifest(manifestPath);
  for (let waited = 0; ; waited += STEP_MS) {
    try {
      return openSite(sandboxDir(dataDir), manifest, { installed, ...some({ rotates }) });
    } catch (error) {
      if (!(error instanceof WorkspaceInUse)) throw error;
      const owner = findAddress(dataDir);
      if (waited >= (owner === undefined ? STOPPING_MS : RUNNING_MS)) throw inUse(dataDir, owner);
      await delay(STEP_MS);
    }
  }
}

function inUse(dataDir: string, owner: Address | undefined): StartProblem {
  const who = owner === undefined ? 'another process' : `process ${owner.pid} (${owner.page})`;
  return new StartProblem(`A sandbox already runs on ${dataDir}: ${who}. Stop it, or set PACER_DATA_DIR.`);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const words = `Port ${port} is taken. Set PORT to another one, or to 0 for any free one.`;
      reject(isTaken ? new StartProblem(words) : error);
    });
    server.listen(port, host, resolve);
  });
}

function addressOf({ base, installation }: World): Address {
  const { botToken, appToken, scimToken, teamId, appId, signingSecret, clientId, clientSecret } =
    installation;
  const tokens = { botToken, appToken, scimToken, signingSecret, clientId, clientSecret };
  return { pid: process.pid, page: `${base}/`, api: `${base}/api/`, teamId, appId, ...tokens };
}

async function stop(site: Site, server: Server, dataDir: string): Promise<void> {
  removeAddress(dataDir);
  site.timers.clear();
  site.delivery.close();
  await site.link.close();
  for (const { hub } of site.worlds) hub.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  site.timers.clear();
  site.database.close();
}
