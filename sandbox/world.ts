import type { CallLog } from './api/calls.ts';
import type { Faults } from './api/faults.ts';
import { createResponseUrls, type ResponseUrls } from './app/responseUrls.ts';
import { createTriggers, type Triggers } from './app/triggers.ts';
import { createHub, type Hub } from './browser/hub.ts';
import { newSecret } from './ids.ts';
import type { Link } from './link/link.ts';
import type { Manifest } from './manifest.ts';
import type { Site } from './site/site.ts';
import type { Timers } from './timers.ts';
import { type Conversations, createConversations } from './workspace/conversations.ts';
import { type Database, type Documents, documentsWithin } from './workspace/database.ts';
import { createFiles, type Files } from './workspace/files.ts';
import type { Messages } from './workspace/messages.ts';
import type { MessageRecord, ViewRecord } from './workspace/model.ts';
import { createPeople, type People } from './workspace/people.ts';
import { foundWorkspace, type Installation, putTeam, type Team } from './workspace/seed.ts';
import { createUsergroups, type Usergroups } from './workspace/usergroups.ts';

/** One workspace: everything that a request to it may read or change. One object, passed as the first argument. */
export interface World {
  /** What all workspaces share. */
  site: Site;
  /** `documents` are this workspace's own. */
  database: Database;
  people: People;
  conversations: Conversations;
  messages: Messages;
  files: Files;
  usergroups: Usergroups;
  manifest: Manifest;
  installation: Installation;
  /** The app's published Homes, by person. */
  homes: Map<string, ViewRecord>;
  /** Open modals, bottom first, by person. They do not survive a restart, as they do not survive a reload in Slack. */
  modals: Map<string, ViewRecord[]>;
  /** Ephemeral messages by their `ts`: never stored. */
  ephemerals: Map<string, { message: MessageRecord; readerId: string }>;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  link: Link;
  hub: Hub;
  calls: CallLog;
  faults: Faults;
  timers: Timers;
  ts: { next(): string };
  /** Milliseconds. */
  now(): number;
  /** `http://127.0.0.1:<port>`, without a slash. */
  readonly base: string;
}

/**
 * Opens a workspace of the site, and founds it when it is new. `installed` says whether a first workspace has the app from its founding on;
 * any other gets it by OAuth.
 */
export function openWorld(site: Site, team: Team, installed: boolean): World {
  const shared = site.database.documents;
  // The first workspace's records have no prefix: they are as old as the sandbox.
  const documents = team.isFirst ? shared : documentsWithin(shared, team.teamId);
  const contents = openContents(site, documents);
  for (const { id } of contents.conversations.all()) site.ts.seen(site.messages.latest(id));
  const isNew = contents.people.get(team.ownerId) === undefined;
  const { database, manifest, messages, link, calls, faults, timers, ts, now } = site;
  const world: World = {
    site,
    database: { ...database, documents },
    ...contents,
    messages,
    manifest,
    installation: { ...site.app, ...team, isInstalled: isNew ? installed && team.isFirst : team.isInstalled },
    link,
    hub: createHub(),
    calls,
    faults,
    timers,
    ts,
    now,
    get base() {
      return site.base;
    },
  };
  if (isNew && world.installation.isInstalled) world.installation.botToken = `xoxb-sandbox-${newSecret(18)}`;
  installFromStart(world);
  saveTeam(world);
  foundWorkspace(world);
  return world;
}

/** What is in a workspace, as far as it is kept in `documents` or in memory. */
export function openContents({ dir, now }: Site, documents: Documents) {
  return {
    people: createPeople(documents),
    conversations: createConversations(documents),
    files: createFiles(documents, dir),
    usergroups: createUsergroups(documents),
    homes: new Map(documents.all<ViewRecord>('home').map((view) => [view.userId, view])),
    modals: new Map<string, ViewRecord[]>(),
    ephemerals: new Map<string, { message: MessageRecord; readerId: string }>(),
    triggers: createTriggers(now),
    responseUrls: createResponseUrls(now),
  };
}

/** Without OAuth, as a developer's own workspace has it: one lasting token with all scopes that the manifest asks for now. */
function installFromStart({ site, installation, manifest }: World): void {
  if (installation.installedBy !== '' || installation.botToken === '') return;
  installation.scopes = manifest.botScopes;
  const { teamId, botUserId, botToken, scopes } = installation;
  site.tokens.adopt(botToken, { kind: 'bot', teamId, userId: botUserId, scopes });
}

/** Keeps what has been changed in `world.installation`. */
export function saveTeam({ site, installation }: World): void {
  putTeam(site.database.documents, installation);
}
