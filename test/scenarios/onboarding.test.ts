import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Message, View } from '../../sandbox/contract.ts';
import {
  addPerson,
  ask,
  channelId,
  control,
  type Driver,
  install,
  press,
  signIn,
  submit,
} from '../../sandbox/driver.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { buildApp, type PacerApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import { serveWorkspaces } from '../../src/install.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { createCharts } from '../../src/platform/charts/index.ts';
import { type Db, openDb } from '../../src/platform/db/index.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import type { Deps } from '../../src/platform/slice.ts';
import { temporaryDirectory } from '../support/db.ts';
import { leaksIn, recordingLog } from '../support/log.ts';
import { copyTemplate } from '../support/template.ts';
import { keepWeekly as keepSchedules } from '../support/weekly.ts';

/**
 * From the installation to the first line that a rep logs, as an administrator and a rep would do it in Slack, with their clicks and
 * typed lines counted. A select costs a click to open it, and one for each choice.
 */
const NOW = Temporal.Instant.from('2026-11-24T10:00:00Z');
const directory = temporaryDirectory();
let sandbox: Sandbox;
let db: Db;
let app: PacerApp;
let deps: Deps;
let owner: Driver;
let ana: Driver;
let anaId = '';
const effort = { clicks: 0, lines: 0 };
const { log, lines } = recordingLog();
/** What opens a door, and what people are called. */
const planted = ['s'.repeat(32), 'k'.repeat(32), 'Ana Torres', 'Sam Rivera'].map((text) => ({
  ...{ what: 'a secret, or a name', text },
}));

beforeAll(async () => {
  await copyTemplate(directory.path);
  const manifestPath = join(import.meta.dirname, '../../manifest.yml');
  sandbox = await startSandbox({ dataDir: directory.path, port: 0, manifestPath, installed: false });
  const { address } = sandbox;
  anaId = await addPerson(address, {
    userName: 'ana',
    displayName: 'Ana Torres',
    locale: 'en-US',
    timezone: 'Europe/Madrid',
  });
  db = await openDb({ dataDir: directory.path, role: 'app', log });
  const config: Config = {
    mode: 'http',
    slack: { botToken: '', appToken: '', signingSecret: address.signingSecret, apiUrl: address.api },
    oauth: { clientId: address.clientId, clientSecret: address.clientSecret, stateSecret: 's'.repeat(32) },
    secretKeys: ['k'.repeat(32)],
    publicUrl: undefined,
    databaseUrl: undefined,
    dataDir: directory.path,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
  };
  const clock = () => NOW;
  const workspaces = serveWorkspaces(config, { db, log, clock });
  deps = { db, charts: createCharts({ maxThreads: 1 }), log, slack: workspaces.slack };
  app = buildApp(config, deps, clock, workspaces.routes);
  await app.start();
  await control(address, 'request-url', { url: `http://127.0.0.1:${app.port()}/slack/events` });
});

afterAll(async () => {
  owner?.leave();
  ana?.leave();
  await app?.stop();
  await deps?.charts.close();
  await db?.close();
  await sandbox?.stop();
  directory.remove();
  expect(leaksIn(lines, planted)).toEqual([]);
});

const click = (times = 1): void => {
  effort.clicks += times;
};
const textOf = (message: Message): string => JSON.stringify(message.blocks);
const isWelcome = (message: Message): boolean => textOf(message).includes('Welcome to Pacer');

/** The welcome message as the owner sees it now, once it says so. */
const welcome = (words: string): Promise<Message> =>
  owner.waitFor(words, ({ messages }) =>
    messages.find((message) => isWelcome(message) && textOf(message).includes(words)),
  );
const modal = (callbackId: string): Promise<View> =>
  owner.waitFor(callbackId, ({ modals }) => modals.find((view) => view.callback_id === callbackId));

test('whoever installs Pacer gets one message with three steps', async () => {
  owner = await signIn(sandbox.address, 'sam');
  click(); // "Add to Slack"
  click(); // "Allow"
  const landing = await install(sandbox.address, `http://127.0.0.1:${app.port()}/slack/install`);
  expect(landing.status).toBe(200);
  await runDue(app.jobs, NOW);
  click(); // the message from Pacer
  const first = textOf(await welcome('1. Your process'));
  expect(first).toContain('Use B2B sales');
  expect(first).toContain('Set up your team');
  expect(first).toContain('every Monday at 09:00');
});

test('the process is chosen with one click, and the choice can be taken back', async () => {
  click();
  await press(owner, await welcome('1. Your process'), 'workspace.keepPlaybook');
  const done = await welcome('1. Your process:* B2B sales');
  await undo(done, 'playbook');
  await welcome('Which one is nearest');
  await press(owner, await welcome('Use B2B sales'), 'workspace.pickPlaybook', {
    selected_option: { text: { type: 'plain_text', text: 'Field sales' }, value: 'field' },
  });
  await undo(await welcome('1. Your process:* Field sales'), 'playbook');
  await press(owner, await welcome('Use B2B sales'), 'workspace.keepPlaybook');
  await welcome('1. Your process:* B2B sales');
});

test('who cannot be a member leads no team: it says why, and nothing is made', async () => {
  const guest = await addPerson(sandbox.address, {
    userName: 'gus',
    displayName: 'Gus',
    roles: [{ value: 'guest' }],
  });
  await press(owner, await welcome('Set up your team'), 'workspace.firstTeam');
  const filled = { 'workspace.team-name': 'West', 'workspace.team-leads': [guest] };
  await submit(owner, await modal('workspace.firstTeam'), filled);
  await owner.waitFor('why', ({ ephemerals, messages }) =>
    [...ephemerals, ...messages].find(
      ({ text }) => text.includes('The team was not made') && text.includes(`<@${guest}>`),
    ),
  );
  expect(await db.client.team.count()).toBe(0);
});

test('day and time alone can be taken back, before a channel is chosen; a city is a zone', async () => {
  await press(owner, await welcome('every Monday at 09:00'), 'workspace.otherTime');
  await submit(owner, await modal('workspace.rhythm'), {
    'workspace.rhythm-weekday': '4',
    'workspace.rhythm-time': '08:00',
    'workspace.rhythm-zone': 'berlin',
  });
  await undo(await welcome('every Thursday at 08:00 (Europe/Berlin)'), 'reports');
  await welcome('every Monday at 09:00');
});

test('the team is named, joined and greeted from one form, and can be taken back', async () => {
  click(); // "Set up your team"
  await press(owner, await welcome('Set up your team'), 'workspace.firstTeam');
  const form = await modal('workspace.firstTeam');
  effort.lines += 1; // the team's name
  click(2); // members: open, choose Ana; whoever sets it up stands as its lead already
  click(); // "Save"
  const filled = { 'workspace.team-name': 'West', 'workspace.team-members': [anaId] };
  await submit(owner, form, filled);
  await undo(await welcome('West, led by Sam Rivera, 2 people'), 'team');
  await press(owner, await welcome('Set up your team'), 'workspace.firstTeam');
  await submit(owner, await modal('workspace.firstTeam'), filled);
  await welcome('West, led by Sam Rivera, 2 people');
  await runDue(app.jobs, NOW);
  ana = await signIn(sandbox.address, 'ana');
  const hello = await owner.waitFor('hello', () => ana.state.conversations.find((one) => one.unread > 0));
  expect(hello.kind).toBe('im');
});

test('the channel is chosen in the message itself; Pacer joins it, and day and time can be others', async () => {
  const random = channelId(owner, 'random');
  click(2); // open, choose
  await press(owner, await welcome('Choose a channel'), 'workspace.pickChannel', {
    selected_conversation: random,
  });
  const ready = textOf(await welcome('Pacer is ready'));
  expect(ready).toContain(`<#${random}>`);
  expect(ready).not.toContain('/invite');
  await keepSchedules(db, NOW);
  await press(owner, await welcome('Pacer is ready'), 'workspace.otherTime');
  await submit(owner, await modal('workspace.rhythm'), {
    'workspace.rhythm-weekday': '5',
    'workspace.rhythm-time': '16:30',
    'workspace.rhythm-zone': 'Asia/Shanghai',
  });
  await welcome('every Friday at 16:30 (Asia/Shanghai)');
  const schedule = await db.client.schedule.findFirstOrThrow({ where: { kind: 'weekly-feedback' } });
  expect([schedule.weekday, schedule.localTime]).toEqual([5, '16:30']);
  await undo(await welcome('every Friday'), 'reports');
  await welcome('Choose a channel');
  await press(owner, await welcome('every Monday at 09:00'), 'workspace.pickChannel', {
    selected_conversation: random,
  });
  await welcome('Pacer is ready');
});

/** Presses the Undo of a step. */
async function undo(message: Message, step: string): Promise<void> {
  const block = message.blocks.find((one) => JSON.stringify(one).includes(`"value":"${step}"`));
  if (block === undefined) throw new Error(`no Undo of ${step} in ${textOf(message)}`);
  const action = { action_id: 'workspace.undoStep', block_id: block.block_id, type: 'button', value: step };
  const { channel, ts } = message;
  await owner.act('action', { channel, ts, action });
}

test('the first rep logs with the second typed line; in all at most 12 clicks and two lines', async () => {
  effort.lines += 1;
  const answer = await ask(ana, '/log 3 calls', channelId(ana, 'general'));
  expect(answer.text).toMatch(/3 calls/);
  expect(effort.clicks).toBeLessThanOrEqual(12);
  expect(effort).toEqual({ clicks: 10, lines: 2 });
});

test('only administrators see the steps; a rep is told who they are', async () => {
  const denied = await ask(ana, '/pace setup', channelId(ana, 'general'));
  expect(denied.text).toContain('Sam Rivera');
  const again = await ask(owner, '/pace setup', channelId(owner, 'general'));
  expect(textOf(again)).toContain('Pacer is ready');
});
