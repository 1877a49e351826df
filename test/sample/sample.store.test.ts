import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { findLastBatch, verifyRollup } from '../../src/activities/store.ts';
import { targetsOf } from '../../src/goals/store.ts';
import { openProposal } from '../../src/goals/target.ts';
import { installWorkspace } from '../../src/install.ts';
import { localDateOf, Temporal } from '../../src/kpi/time.ts';
import { listPeople, listTeams } from '../../src/people/store.ts';
import { createCharts } from '../../src/platform/charts/index.ts';
import { offerLate, planDue } from '../../src/platform/jobs/store.ts';
import { createMessenger } from '../../src/platform/slack.ts';
import type { Deps, WorkspaceInfo } from '../../src/platform/slice.ts';
import { fillSampleOnce } from '../../src/sample/index.ts';
import { readWorkspace, updateWorkspace } from '../../src/workspace/store.ts';
import { temporaryDirectory, useDb } from '../support/db.ts';
import { silentLog } from '../support/log.ts';

const db = useDb();
const directory = temporaryDirectory();
const now = Temporal.Instant.from('2026-11-25T18:00:00Z');
const today = localDateOf(now, 'UTC');
let sandbox: Sandbox;
let workspace: WorkspaceInfo;
let deps: Deps;
const said: string[] = [];

const fill = async (): Promise<void> => {
  const current = (await readWorkspace(db(), workspace.id)) ?? workspace;
  await fillSampleOnce({
    deps,
    workspace: current,
    address: sandbox.address,
    now,
    say: (text) => said.push(text),
  });
};

/** How many rows the tables of the sample hold. */
async function rows(): Promise<Record<string, number>> {
  const where = { workspaceId: workspace.id };
  const client = db().client;
  const tables = {
    activities: client.activity.count({ where }),
    members: client.member.count({ where }),
    assignments: client.assignment.count({ where }),
    leads: client.teamLead.count({ where }),
    holidays: client.holiday.count({ where }),
    absences: client.absence.count({ where }),
    versions: client.targetVersion.count({ where }),
    schedules: client.schedule.count({ where }),
  };
  const counted = await Promise.all(
    Object.entries(tables).map(async ([name, count]) => [name, await count] as const),
  );
  return Object.fromEntries(counted);
}

beforeAll(async () => {
  sandbox = await startSandbox({ dataDir: directory.path, port: 0, manifestPath: 'manifest.yml' });
  const { botToken, api } = sandbox.address;
  const messenger = createMessenger(botToken, api);
  deps = {
    db: db(),
    charts: createCharts({ maxThreads: 1 }),
    log: silentLog,
    slack: () => Promise.resolve(messenger),
  };
  workspace = await installWorkspace(deps, messenger);
  await fill();
});
afterAll(async () => {
  await deps.charts.close();
  await sandbox.stop();
  directory.remove();
});

describe('the sample company in a workspace', () => {
  test('12 reps in 3 teams of 2 regions, each team led by its manager and with its own channel', async () => {
    const people = await listPeople(db(), workspace.id, today);
    expect(people).toHaveLength(17);
    expect(people.filter((person) => person.role === 'rep' && person.teamId !== null)).toHaveLength(12);
    expect(people.filter((person) => person.locale === 'zh')).toHaveLength(5);
    const teams = await listTeams(db(), workspace.id, today);
    expect(teams.map(({ name, region }) => [name, region])).toEqual([
      ['East', 'Americas'],
      ['West', 'Americas'],
      ['华东', 'Greater China'],
    ]);
    expect(teams.every((team) => team.leadIds.length === 1 && team.channelId !== null)).toBe(true);
    const channels = await (await deps.slack(workspace.id)).channels();
    expect(channels.map((channel) => channel.name)).toEqual(
      expect.arrayContaining(['west', 'east', '华东', 'sales']),
    );
  });

  test('official targets with a raise in the middle, an own one, and a proposal that waits', async () => {
    const targets = await targetsOf(db(), workspace.id);
    expect(targets.filter((target) => target.layer === 'own')).toHaveLength(1);
    expect(targets.filter((target) => openProposal(target) !== undefined)).toHaveLength(1);
    const calls = targets.filter((target) => target.metricKey === 'calls');
    expect(calls).toHaveLength(12);
    expect(calls.filter((target) => target.versions.length >= 2)).toHaveLength(11);
  });

  test('what was imported is not what somebody typed last', async () => {
    const ana = (await listPeople(db(), workspace.id, today)).find((person) => person.name === 'Ana Torres');
    const last = await findLastBatch(db(), workspace.id, ana?.memberId ?? '');
    expect(last).toEqual([]);
  });

  test('the roll-up is what the facts say', async () => {
    expect(await verifyRollup(db(), workspace.id)).toEqual([]);
  });

  test('filling again changes nothing, nor does it after a break in the middle', async () => {
    const before = await rows();
    expect(before['activities']).toBeGreaterThan(6_000);
    await fill();
    expect(await rows()).toEqual(before);
    expect(said).toHaveLength(2);
    await updateWorkspace(db(), workspace.id, null, { settings: { sampleIsComplete: false } });
    await db().client.schedule.deleteMany({ where: { workspaceId: workspace.id } });
    await db().client.reportRun.deleteMany({ where: { workspaceId: workspace.id } });
    await fill();
    expect(await rows()).toEqual(before);
    expect(await verifyRollup(db(), workspace.id)).toEqual([]);
  });

  test("the first tick finds last week's reports planned, as if asked for", async () => {
    expect(await planDue(db(), now)).toBe(0);
    expect(await offerLate(db(), now)).toBe(0);
    const runs = await db().client.reportRun.findMany({ where: { workspaceId: workspace.id } });
    expect(runs.map((run) => run.periodKey)).toEqual(['2026-W47', '2026-W47', '2026-W47']);
  });
});
