import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import { control, type InstallChoice, install } from '../../sandbox/driver.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { buildApp, type PacerApp } from '../../src/app.ts';
import { type Config, secretsOf } from '../../src/config.ts';
import { serveWorkspaces, type Workspaces } from '../../src/install.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { createCharts } from '../../src/platform/charts/index.ts';
import { type Db, openDb } from '../../src/platform/db/index.ts';
import type { Deps } from '../../src/platform/slice.ts';
import { temporaryDirectory } from './db.ts';
import { leaksIn, type Planted, recordingLog, silentLog } from './log.ts';
import { copyTemplate } from './template.ts';

/** The app as many workspaces have it: over HTTP, installed by OAuth; a sandbox with several workspaces beside it. */
export interface PublicApp {
  sandbox: Sandbox;
  address: Address;
  db: Db;
  deps: Deps;
  app: PacerApp;
  workspaces: Workspaces;
  config: Config;
  /** Where browsers reach the app, without a slash at the end. */
  base: string;
  /** Another workspace of the sandbox; its address takes that workspace's control and SCIM. */
  found(name: string): Promise<{ teamId: string; ownerId: string; own: Address }>;
  /** Installs the app as a browser does; the page on which that ended. */
  install(choice?: InstallChoice): Promise<{ status: number; body: string; url: string }>;
  now(): Temporal.Instant;
  /** Puts the app's clock on an instant; undefined gives it back to the machine. */
  setNow(instant: Temporal.Instant | undefined): void;
  /** Ends it all. What it logged, at its most talkative, may hold no secret of the app, of an installation or of a workspace. */
  close(): Promise<void>;
}

export interface PublicAppOptions {
  tokenRotation?: boolean;
  secretKeys?: string[];
}

const manifestPath = join(import.meta.dirname, '../../manifest.yml');
export const testKey = 'a secret key for tests of 32 characters';

/** Opens the app and a sandbox in whose first workspace it is not installed yet. */
export async function openPublicApp(options: PublicAppOptions = {}): Promise<PublicApp> {
  const { tokenRotation = false, secretKeys = [testKey] } = options;
  const directory = temporaryDirectory();
  await copyTemplate(directory.path);
  const sandbox = await startSandbox({
    ...{ dataDir: directory.path, port: 0, manifestPath },
    ...{ installed: false, rateLimits: false, tokenRotation },
  });
  const { address } = sandbox;
  const db = await openDb({ dataDir: directory.path, role: 'app', log: silentLog });
  const config = configFor(address, directory.path, secretKeys);
  const secrets: Planted[] = secretsOf(config).map((text) => ({ what: 'a secret of the app', text }));
  const { log, lines } = recordingLog();
  const charts = createCharts({ maxThreads: 1 });
  let fixed: Temporal.Instant | undefined;
  const now = (): Temporal.Instant => fixed ?? Temporal.Now.instant();
  const workspaces = serveWorkspaces(config, { db, log, clock: now });
  const deps: Deps = { db, charts, log, slack: workspaces.slack };
  await workspaces.begin(deps);
  const app = buildApp(config, deps, now, workspaces.routes);
  await app.start();
  const base = `http://127.0.0.1:${app.port()}`;
  const told = await control(address, 'request-url', { url: `${base}/slack/events` });
  if (!told.ok) throw new Error(told.error);
  return {
    ...{ sandbox, address, db, deps, app, workspaces, config, base, now },
    found: (name) => foundWorkspace(address, name),
    async install(choice = {}) {
      const landing = await install(address, `${base}/slack/install`, choice);
      for (const [name, text] of new URL(landing.url).searchParams)
        if (name === 'code' || name === 'state')
          secrets.push({ what: `the ${name} of an installation`, text });
      return landing;
    },
    setNow(instant) {
      fixed = instant;
    },
    async close() {
      await app.stop();
      await charts.close();
      await db.close();
      await sandbox.stop();
      directory.remove();
      const leaks = leaksIn(lines, secrets);
      if (leaks.length > 0)
        throw new Error(`the log says what it must not:\n${leaks.slice(0, 5).join('\n')}`);
    },
  };
}

export function configFor(address: Address, dataDir: string, secretKeys: string[]): Config {
  const { signingSecret, api, clientId, clientSecret } = address;
  return {
    mode: 'http',
    slack: { botToken: '', appToken: '', signingSecret, apiUrl: api },
    oauth: { clientId, clientSecret, stateSecret: 'a state secret for tests' },
    secretKeys,
    publicUrl: undefined,
    databaseUrl: undefined,
    dataDir,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
  };
}

async function foundWorkspace(
  address: Address,
  name: string,
): Promise<{ teamId: string; ownerId: string; own: Address }> {
  const answer = await control(address, 'workspace', { name });
  if (!answer.ok) throw new Error(answer.error);
  const { teamId, ownerId, scimToken } = answer.data as {
    teamId: string;
    ownerId: string;
    scimToken: string;
  };
  return { teamId, ownerId, own: { ...address, scimToken, teamId, botToken: '' } };
}

/** The app for the tests of one file. */
export function usePublicApp(options: PublicAppOptions = {}): () => PublicApp {
  let opened: PublicApp | undefined;
  beforeAll(async () => {
    opened = await openPublicApp(options);
  });
  afterAll(() => opened?.close());
  return () => {
    if (opened === undefined) throw new Error('usePublicApp(): the app is there inside tests and hooks only');
    return opened;
  };
}
