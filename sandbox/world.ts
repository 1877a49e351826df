import { join } from 'node:path';
import { type CallLog, createCallLog } from './api/calls.ts';
import { createFaults, type Faults } from './api/faults.ts';
import { createResponseUrls, type ResponseUrls } from './app/responseUrls.ts';
import { createTriggers, type Triggers } from './app/triggers.ts';
import { createHub, type Hub } from './browser/hub.ts';
import { createTsSource } from './ids.ts';
import { createLink, type Link } from './link/link.ts';
import type { Manifest } from './manifest.ts';
import { createTimers, type Timers } from './timers.ts';
import { type Conversations, createConversations } from './workspace/conversations.ts';
import { type Database, openDatabase } from './workspace/database.ts';
import { createFiles, type Files } from './workspace/files.ts';
import { createMessages, type Messages } from './workspace/messages.ts';
import type { MessageRecord, ViewRecord } from './workspace/model.ts';
import { createPeople, type People } from './workspace/people.ts';
import { foundWorkspace, type Installation } from './workspace/seed.ts';

/** Everything that a request to the sandbox may read or change. One object, passed as the first argument. */
export interface World {
  database: Database;
  people: People;
  conversations: Conversations;
  messages: Messages;
  files: Files;
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
  base: string;
}

/** Opens the workspace in `dir` (created when missing) for the app that `manifest` describes. */
export function openWorld(dir: string, manifest: Manifest): World {
  const now = () => Date.now();
  const database = openDatabase(dir);
  const { documents } = database;
  const people = createPeople(documents);
  const conversations = createConversations(documents);
  const messages = createMessages(database);
  const installation = foundWorkspace(documents, people, conversations, manifest, now());
  const ts = createTsSource(now);
  for (const conversation of conversations.all()) ts.seen(messages.latest(conversation.id));
  return {
    database,
    people,
    conversations,
    messages,
    files: createFiles(documents, join(dir)),
    manifest,
    installation,
    homes: new Map(documents.all<ViewRecord>('home').map((view) => [view.userId, view])),
    modals: new Map(),
    ephemerals: new Map(),
    triggers: createTriggers(now),
    responseUrls: createResponseUrls(now),
    link: createLink(installation.appId),
    hub: createHub(),
    calls: createCallLog(),
    faults: createFaults(),
    timers: createTimers(),
    ts,
    now,
    base: '',
  };
}
