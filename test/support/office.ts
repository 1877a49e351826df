import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import { addPerson, type Driver, signIn } from '../../sandbox/driver.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { buildApp, type PacerApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import { installWorkspace, singleWorkspace } from '../../src/install.ts';
import type { LocalDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { addPeople } from '../../src/people/store.ts';
import { createCharts } from '../../src/platform/charts/index.ts';
import { type Db, openDb } from '../../src/platform/db/index.ts';
import type { Deps } from '../../src/platform/slice.ts';
import { updateWorkspace } from '../../src/workspace/store.ts';
import { temporaryDirectory } from './db.ts';
import { leaksIn, type Planted, type Recording, recordingLog } from './log.ts';
import { copyTemplate } from './template.ts';

/**
 * A small office for scenarios: a real sandbox, the real app over Socket Mode, a real embedded database, and five people: Ana and Bo in
 * team West led by Maya; 李雷 in 华东 led by 韩梅梅. Nothing is replaced but the clock.
 */
export interface Office {
  address: Address;
  sandbox: Sandbox;
  db: Db;
  deps: Deps;
  app: PacerApp;
  workspaceId: string;
  /** Handle → Slack user id. */
  slackIds: Readonly<Record<Handle, string>>;
  memberIds: Readonly<Record<Handle, string>>;
  teamIds: Readonly<Record<'West' | '华东', string>>;
  as(handle: Handle): Promise<Driver>;
  /** What the app logged so far. When the office closes, none of it may hold a secret, or a word of what its people typed or are called. */
  logged: Recording;
  /** Puts the app's clock on an instant. */
  setNow(instant: string): void;
  close(): Promise<void>;
}

const cast = [
  {
    handle: 'ana',
    name: 'Ana Torres',
    locale: 'en-US',
    timezone: 'America/New_York',
    team: 'West',
    role: 'rep',
  },
  {
    handle: 'bo',
    name: 'Bo Lindqvist',
    locale: 'en-US',
    timezone: 'America/New_York',
    team: 'West',
    role: 'rep',
  },
  {
    handle: 'maya',
    name: 'Maya Okafor',
    locale: 'en-US',
    timezone: 'America/New_York',
    team: 'West',
    role: 'manager',
  },
  { handle: 'lilei', name: '李雷', locale: 'zh-CN', timezone: 'Asia/Shanghai', team: '华东', role: 'rep' },
  {
    handle: 'hanmeimei',
    name: '韩梅梅',
    locale: 'zh-CN',
    timezone: 'Asia/Shanghai',
    team: '华东',
    role: 'manager',
  },
] as const;
export type Handle = (typeof cast)[number]['handle'];

const manifestPath = join(import.meta.dirname, '../../manifest.yml');
/** Long before everything that scenarios do. */
const since = '2026-01-01' as LocalDate;

/** Opens an office whose clock stands at `now`. */
export async function openOffice(now: string): Promise<Office> {
  const directory = temporaryDirectory();
  await copyTemplate(directory.path);
  const sandbox = await startSandbox({ dataDir: directory.path, port: 0, manifestPath });
  const { address } = sandbox;
  const slackIds: Partial<Record<Handle, string>> = {};
  for (const { handle, name, locale, timezone } of cast)
    slackIds[handle] = await addPerson(address, {
      userName: handle,
      displayName: name,
      emails: [{ value: `${handle}@pacer.example` }],
      locale,
      timezone,
    });
  const logged = recordingLog();
  const db = await openDb({ dataDir: directory.path, role: 'app', log: logged.log });
  const config = configFor(address, directory.path);
  const charts = createCharts({ maxThreads: 1 });
  const { messenger, slack } = singleWorkspace(config);
  const deps: Deps = { db, charts, log: logged.log, slack };
  const { id: workspaceId } = await installWorkspace(deps, messenger);
  const added = await settle(db, workspaceId, slackIds, await messenger.channels());
  let clock = Temporal.Instant.from(now);
  const app = buildApp(config, deps, () => clock);
  await app.start();
  const drivers: Driver[] = [];
  const typed: Planted[] = cast.map(({ name }) => ({ what: 'a name', text: name }));
  return {
    address,
    sandbox,
    db,
    deps,
    app,
    workspaceId,
    slackIds: slackIds as Record<Handle, string>,
    ...added,
    logged,
    async as(handle) {
      const driver = overheard(await signIn(address, handle), typed);
      drivers.push(driver);
      return driver;
    },
    setNow(instant) {
      clock = Temporal.Instant.from(instant);
    },
    async close() {
      for (const driver of drivers) driver.leave();
      await app.stop();
      await charts.close();
      await db.close();
      await sandbox.stop();
      directory.remove();
      const leaks = leaksIn(logged.lines, typed);
      if (leaks.length > 0)
        throw new Error(`the log says what it must not:\n${leaks.slice(0, 5).join('\n')}`);
    },
  };
}

/** The same person; what they type in commands, messages and fields is kept. */
function overheard(driver: Driver, typed: Planted[]): Driver {
  const keep = (key: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null)
      for (const [inner, one] of Object.entries(value)) keep(inner, one);
    else if (typeof value === 'string' && ['text', 'value'].includes(key) && value.length >= 6)
      typed.push({ what: 'what somebody typed', text: value });
  };
  return {
    ...driver,
    act(action, body) {
      if (['command', 'post', 'view-submit'].includes(action)) keep('', body);
      return driver.act(action, body);
    },
  };
}

/** The settings of an app that serves the sandbox. */
export function configFor(address: Address, dataDir: string): Config {
  const { botToken, appToken, api } = address;
  return {
    mode: 'sandbox',
    slack: { botToken, appToken, signingSecret: '', apiUrl: api },
    oauth: undefined,
    secretKeys: [],
    publicUrl: undefined,
    databaseUrl: undefined,
    dataDir,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
  };
}

async function settle(
  db: Db,
  workspaceId: string,
  slackIds: Partial<Record<Handle, string>>,
  channels: readonly { id: string; name: string }[],
): Promise<Pick<Office, 'memberIds' | 'teamIds'>> {
  const boardChannelId = channels.find((channel) => channel.name === 'general')?.id ?? null;
  await updateWorkspace(db, workspaceId, null, { boardChannelId, tz: 'America/New_York' });
  const people = cast.map(({ handle, name, locale, timezone, team, role }) => ({
    slackUserId: slackIds[handle] ?? '',
    name,
    email: `${handle}@pacer.example`,
    tz: timezone,
    locale: locale === 'zh-CN' ? ('zh' as const) : ('en' as const),
    role,
    teamName: team,
    region: null,
  }));
  const teams = [
    {
      name: 'West',
      region: 'Americas',
      tz: 'America/New_York',
      leadEmailsOrSlackIds: ['maya@pacer.example'],
    },
    {
      name: '华东',
      region: 'Greater China',
      tz: 'Asia/Shanghai',
      leadEmailsOrSlackIds: ['hanmeimei@pacer.example'],
    },
  ];
  const { memberIds, teamIds } = await addPeople(db, workspaceId, people, teams, since);
  const byHandle = cast.map(({ handle }) => [handle, memberIds.get(slackIds[handle] ?? '') ?? '']);
  return {
    memberIds: Object.fromEntries(byHandle) as Office['memberIds'],
    teamIds: { West: teamIds.get('West') ?? '', 华东: teamIds.get('华东') ?? '' },
  };
}

/** An office for the tests of one file. */
export function useOffice(now: string): () => Office {
  let office: Office | undefined;
  beforeAll(async () => {
    office = await openOffice(now);
  });
  afterAll(() => office?.close());
  return () => {
    if (office === undefined) throw new Error('useOffice(): the office is there inside tests and hooks only');
    return office;
  };
}

/** All texts of a message or view, a line each, as a person reads them. */
export function textsOf(blocks: readonly object[]): string {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'text' && typeof inner === 'string') found.push(inner);
        else walk(inner);
      }
  };
  walk(blocks);
  return found.join('\n');
}
