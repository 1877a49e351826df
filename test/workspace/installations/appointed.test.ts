import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPerson, ask, channelId, type Driver, press, signIn } from '../../../sandbox/driver.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/server.ts';
import { buildApp, type PacerApp } from '../../../src/app.ts';
import { installWorkspace, singleWorkspace } from '../../../src/install.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { createCharts } from '../../../src/platform/charts/index.ts';
import type { Deps } from '../../../src/platform/slice.ts';
import { temporaryDirectory, useDb } from '../../support/db.ts';
import { silentLog } from '../../support/log.ts';
import { configFor, textsOf } from '../../support/office.ts';

/** Where one token serves one workspace nobody knows who installed Pacer: the setting PACER_ADMIN may name who administers it. */
const db = useDb();
const directory = temporaryDirectory();
const charts = createCharts({ maxThreads: 1 });
let sandbox: Sandbox;
let app: PacerApp;
let owner: Driver;
let bo: Driver;

beforeAll(async () => {
  const manifestPath = join(import.meta.dirname, '../../../manifest.yml');
  sandbox = await startSandbox({ dataDir: directory.path, port: 0, manifestPath });
  const { address } = sandbox;
  await addPerson(address, {
    ...{ userName: 'bo', displayName: 'Bo Lindqvist', emails: [{ value: 'Bo@pacer.example' }] },
    ...{ locale: 'en-US', timezone: 'Europe/Berlin' },
  });
  const config = { ...configFor(address, directory.path), admin: 'bo@PACER.example' };
  const { messenger, slack } = singleWorkspace(config);
  const deps: Deps = { db: db(), charts, log: silentLog, slack };
  await installWorkspace(deps, messenger);
  app = buildApp(config, deps, () => Temporal.Now.instant());
  await app.start();
  owner = await signIn(address, sandbox.world.installation.installedBy);
  bo = await signIn(address, 'bo');
});
afterAll(async () => {
  owner.leave();
  bo.leave();
  await app.stop();
  await charts.close();
  await sandbox.stop();
  directory.remove();
});

test('another administrator of the Slack workspace is told who names one, and with which id', async () => {
  const answer = await ask(owner, '/pace setup', channelId(owner, 'general'));
  await press(owner, answer, 'people.claim');
  const told = await owner.waitFor('the refusal', ({ ephemerals }) =>
    ephemerals.find(({ text }) => text.includes('PACER_ADMIN')),
  );
  expect(told.text).toContain(sandbox.world.installation.installedBy);
});

test('whoever is named begins with the first steps, whatever Slack says of them', async () => {
  const answer = await ask(bo, '/pace setup', channelId(bo, 'general'));
  expect(textsOf(answer.blocks)).toMatch(/Three steps/);
  const administrators = await db().client.member.findMany({
    where: { workspaceId: sandbox.address.teamId, isAdmin: true },
  });
  expect(administrators.map(({ name }) => name)).toEqual(['Bo Lindqvist']);
});
