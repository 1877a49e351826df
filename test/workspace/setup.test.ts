import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Address, Message } from '../../sandbox/contract.ts';
import * as drive from '../../sandbox/driver.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { people } from '../../src/people/index.ts';
import { welcome } from '../../src/people/slack.ts';
import { findActor, listPeople, listTeams, personBySlackId } from '../../src/people/store.ts';
import { createInFlight } from '../../src/platform/bolt/inFlight.ts';
import { listen } from '../../src/platform/bolt/listen.ts';
import { type Connection, connect } from '../../src/platform/bolt/receive.ts';
import { createCharts } from '../../src/platform/charts/index.ts';
import { createMessenger } from '../../src/platform/slack.ts';
import type { Deps } from '../../src/platform/slice.ts';
import { playbook } from '../../src/playbook/index.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';
import { installPlaybook } from '../../src/playbook/store.ts';
import { workspace } from '../../src/workspace/index.ts';
import { ensureWorkspace, readWorkspace } from '../../src/workspace/store.ts';
import { day } from '../people/company.ts';
import { temporaryDirectory, useDb } from '../support/db.ts';
import { silentLog } from '../support/log.ts';

/** The way from an installed app to a team, walked through in Slack by an administrator and a rep. */

const db = useDb();
const NOW = Temporal.Instant.from('2026-11-25T12:00:00Z');
const TODAY = day('2026-11-25');
let address: Address;
let connection: Connection;
let sandbox: Sandbox;
const directory = temporaryDirectory();
let ana: drive.Driver;
let bo: drive.Driver;
let general: string;

beforeAll(async () => {
  sandbox = await startSandbox({ dataDir: directory.path, port: 0, manifestPath: 'manifest.yml' });
  address = sandbox.address;
  const messenger = createMessenger(address.botToken, address.api);
  const deps: Deps = {
    db: db(),
    charts: createCharts({ maxThreads: 1 }),
    log: silentLog,
    slack: () => Promise.resolve(messenger),
  };
  await ensureWorkspace(deps.db, { id: address.teamId, name: 'Northwind' });
  await installPlaybook(deps.db, address.teamId, readyMade);
  connection = connect(
    {
      mode: 'socket',
      slack: {
        botToken: address.botToken,
        appToken: address.appToken,
        signingSecret: '',
        apiUrl: address.api,
      },
      oauth: undefined,
      secretKeys: [],
      publicUrl: undefined,
      databaseUrl: undefined,
      dataDir: '',
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
    },
    silentLog,
  );
  const identify = async (id: string, user: string, now: Temporal.Instant) =>
    (await findActor(deps.db, id, user, now)) ?? welcome(deps, id, user, now);
  const slices = [people, playbook, workspace];
  listen(
    connection.app,
    { deps, slices, identify, now: () => NOW, home: () => Promise.resolve() },
    createInFlight(),
  );
  await connection.start();
  await drive.addPerson(address, { userName: 'ana', displayName: 'Ana Lopez', roles: [{ value: 'admin' }] });
  await drive.addPerson(address, {
    userName: 'bo',
    displayName: '李博',
    locale: 'zh-CN',
    timezone: 'Asia/Shanghai',
  });
  ana = await drive.signIn(address, 'ana');
  bo = await drive.signIn(address, 'bo');
  general = drive.channelId(ana, 'general');
});

afterAll(async () => {
  ana?.leave();
  bo?.leave();
  await connection?.stop();
  await sandbox?.stop();
  directory.remove();
});

const textOf = (message: Message): string => `${message.text} ${JSON.stringify(message.blocks)}`;
const idOf = (driver: drive.Driver): string => driver.state.me.id;

/** The modal that opens, once it is there. */
const modal = (driver: drive.Driver, title: string) =>
  driver.waitFor(`the modal ${title}`, ({ modals }) => modals.find((view) => view.callback_id === title));
/** The next private answer that says so. */
const told = (driver: drive.Driver, words: string) =>
  driver.waitFor(words, ({ ephemerals, messages }) =>
    [...ephemerals, ...messages].find((message) => textOf(message).includes(words)),
  );

test('before anybody administers Pacer, setup says who can, and a rep cannot claim it', async () => {
  const answer = await drive.ask(bo, '/pace setup', general);
  expect(textOf(answer)).toContain('成为第一位');
  await drive.press(bo, answer, 'people.claim');
  await told(bo, '管理员或所有者才能');
  const where = { workspaceId: address.teamId, action: 'access.denied' };
  expect(await db().client.auditRow.count({ where })).toBe(1);
});

test('the Slack administrator sets the workspace up and makes a team', async () => {
  const answer = await drive.ask(ana, '/pace setup', general);
  expect(textOf(answer)).toContain('Set up your team');
  await drive.press(ana, await drive.ask(ana, '/pace settings', general), 'workspace.settings');
  const settings = await modal(ana, 'workspace.settings');
  const wrong = await drive.submit(ana, settings, { 'workspace.zone': 'Mars/Olympus' });
  expect(JSON.stringify(wrong)).toContain('time zone');
  await drive.submit(ana, settings, {
    'workspace.zone': 'Europe/Berlin',
    'workspace.currency': 'eur',
    'workspace.boardChannel': general,
  });
  await told(ana, 'The settings are saved.');
  expect(await readWorkspace(db(), address.teamId)).toMatchObject({
    tz: 'Europe/Berlin',
    currency: 'EUR',
    boardChannelId: general,
  });
  await drive.press(ana, await drive.ask(ana, '/pace people', general), 'people.newTeam');
  const form = await modal(ana, 'people.team');
  await drive.submit(ana, form, {
    'people.team-name': 'West',
    'people.team-leads': [idOf(ana)],
    'people.team-members': [idOf(bo)],
    'people.team-region': 'Asia',
  });
  expect(textOf(await told(ana, 'Saved: team West'))).toContain('1 person: 李博');
  const [team] = await listTeams(db(), address.teamId, TODAY);
  const [lead, rep] = await Promise.all(
    [ana, bo].map((one) => personBySlackId(db(), address.teamId, idOf(one), TODAY)),
  );
  expect(team).toMatchObject({
    name: 'West',
    region: 'Asia',
    tz: 'Europe/Berlin',
    leadIds: [lead?.memberId],
  });
  expect([lead?.role, rep?.role, rep?.teamId]).toEqual(['manager', 'rep', team?.id]);
});

test('a rep enters half a day, and takes it back with Undo', async () => {
  const answer = await drive.ask(bo, '/pace 请假 明天 下午', general);
  expect(textOf(answer)).toContain('减少 0.5 个工作日');
  await drive.press(bo, answer, 'people.cancelAbsence');
  await told(bo, '已取消');
  expect(await db().client.absence.count({ where: { cancelledAt: null } })).toBe(0);
});

test('a manager enters days off on behalf, by line and by form; a rep cannot for the manager', async () => {
  const line = await drive.ask(
    ana,
    `/pace absence <@${idOf(bo)}> 2026-12-24..2026-12-31 note: family`,
    general,
  );
  expect(textOf(line)).toContain('That is 6 working days less');
  expect(textOf(await drive.ask(bo, `/pace absence <@${idOf(ana)}> today`, general))).toContain(
    '你可以为自己',
  );
  await drive.command(ana, '/pace absence', general);
  const form = await modal(ana, 'people.absence');
  await drive.submit(ana, form, { 'people.absencePerson': idOf(bo), 'people.absenceFirst': '2026-12-24' });
  await told(ana, 'is entered as away already');
  expect(textOf(await drive.ask(bo, '/pace 请假 列表', general))).toContain('family');
});

test('everybody sees teams, settings, rates, holidays and the playbook; only administrators change them', async () => {
  expect(textOf(await drive.ask(bo, '/pace people', general))).toContain('李博');
  expect(textOf(await drive.ask(bo, '/pace settings', general))).toContain('Ana Lopez');
  expect(textOf(await drive.ask(bo, '/pace playbook', general))).toContain('电话');
  expect(textOf(await drive.ask(bo, '/pace rates USD=0.92', general))).toContain('由管理员登记');
  expect(textOf(await drive.ask(ana, '/pace rates USD=0.92 from:2026-11-01', general))).toContain(
    '1 USD = 0.92 EUR',
  );
  expect(textOf(await drive.ask(bo, '/pace holiday 2026-12-01 x', general))).toContain('由管理员登记');
  const set = await drive.ask(ana, '/pace holiday 2027-01-01 New Year region:asia', general);
  expect(textOf(set)).toContain('Holiday noted for Asia');
  expect(textOf(await drive.ask(bo, '/pace 假日', general))).toContain('New Year');
});

test('L-03 a rep is not shown on leaderboards when they do not want to be', async () => {
  expect(textOf(await drive.ask(bo, '/pace boards off', general))).toContain('不再显示');
  const everybody = await listPeople(db(), address.teamId, TODAY);
  expect(everybody.filter((person) => person.hidesFromBoards).map((person) => person.name)).toEqual(['李博']);
});
