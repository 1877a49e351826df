import { type CallLog, createCallLog } from '../api/calls.ts';
import { createFaults, type Faults } from '../api/faults.ts';
import { type Clock, createClock } from '../clock.ts';
import { createDelivery, type DeliveryRoom } from '../delivery/delivery.ts';
import { noteOf } from '../delivery/note.ts';
import { urlsOf } from '../delivery/requestUrls.ts';
import { createTsSource } from '../ids.ts';
import { createLimits, type Limits } from '../limits/limits.ts';
import { createLink, type Link } from '../link/link.ts';
import type { Manifest } from '../manifest.ts';
import { type Codes, createCodes } from '../oauth/codes.ts';
import { createTimers, type Timers } from '../timers.ts';
import { type Database, openDatabase } from '../workspace/database.ts';
import { createMessages, type Messages } from '../workspace/messages.ts';
import { type Founding, knownTeams, newTeam } from '../workspace/seed.ts';
import { openWorld, type World } from '../world.ts';
import { type AppRecord, readApp } from './app.ts';
import { createTokens, type Tokens } from './tokens.ts';

/** Everything that the workspaces share: one app with one link and one log, one file of data, one clock, one address. */
export interface Site {
  /** Where the database and the files are. */
  dir: string;
  database: Database;
  manifest: Manifest;
  app: AppRecord;
  tokens: Tokens;
  codes: Codes;
  messages: Messages;
  link: Link;
  /** How payloads reach the app, over Socket Mode or HTTP. */
  delivery: DeliveryRoom;
  /** Rate limits of the Web API. */
  limits: Limits;
  clock: Clock;
  calls: CallLog;
  faults: Faults;
  timers: Timers;
  ts: { next(): string; seen(newest: string): void };
  /** Milliseconds. */
  now(): number;
  /** `http://127.0.0.1:<port>`, without a slash. */
  base: string;
  /** In the order of their founding; there is always a first one. */
  worlds: [World, ...World[]];
}

export interface SiteOptions {
  /** Whether the first workspace, when it is founded, has the app already. */
  installed: boolean;
  /** Whether tokens expire, where the manifest is not to decide. */
  rotates?: boolean;
}

/** Opens the workspaces in `dir` (the first one is founded when missing) for the app that `manifest` describes. */
export function openSite(dir: string, manifest: Manifest, options: SiteOptions): Site {
  const shared = openShared(dir, manifest, options);
  shared.delivery.trustUrls(urlsOf(manifest));
  shared.delivery.watch((outgoing, attempt, ms) => {
    const note = noteOf(outgoing, attempt, ms);
    if (note !== undefined) shared.calls.add(note);
  });
  // The workspaces need the site, and the site at least one of them.
  const site = shared as typeof shared & { worlds: World[] };
  const [first, ...others] = knownTeams(shared.database.documents);
  const founding = first ?? {
    ...newTeam({ name: 'Pacer Workspace', domain: 'pacer-workspace' }),
    isFirst: true,
  };
  site.worlds = [founding, ...others].map((team) => openWorld(site as Site, team, options.installed));
  return site as Site;
}

function openShared(dir: string, manifest: Manifest, options: SiteOptions): Omit<Site, 'worlds'> {
  const clock = createClock();
  const { now } = clock;
  const database = openDatabase(dir);
  const { documents } = database;
  const app = readApp(documents);
  const link = createLink(app.appId, now);
  const faults = createFaults();
  return {
    dir,
    database,
    manifest,
    app,
    tokens: createTokens(documents, now, options.rotates ?? manifest.tokenRotation),
    codes: createCodes(now),
    messages: createMessages(database),
    link,
    delivery: createDelivery(link, faults, app, manifest.socketMode),
    limits: createLimits(now),
    clock,
    calls: createCallLog(),
    faults,
    timers: createTimers(clock),
    ts: createTsSource(now),
    now,
    base: '',
  };
}

/** Founds one more workspace, in which the app is not installed. */
export function addWorkspace(site: Site, founding: Founding): World {
  const world = openWorld(site, newTeam(founding), false);
  site.worlds.push(world);
  return world;
}
