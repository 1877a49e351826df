import { expect } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import { ask, channelId, control, type Driver } from '../../sandbox/driver.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { MessageRecord } from '../../sandbox/workspace/model.ts';
import { Temporal } from '../../src/kpi/time.ts';
import type { Db } from '../../src/platform/db/index.ts';
import { plainOf } from '../../src/platform/jobs/plain.ts';
import { type Jobs, runDue } from '../../src/platform/jobs/run.ts';
import type { Deps } from '../../src/platform/slice.ts';
import { tellOfTrouble } from '../../src/trouble.ts';
import { eventually } from '../support/hear.ts';
import { textsOf } from '../support/office.ts';
import { keepWeekly as keepSchedules } from '../support/weekly.ts';

/** A team whose week after week goes out while something is broken; the sandbox's history says what became of it. */
export interface Stage {
  address: Address;
  sandbox: Sandbox;
  db: Db;
  deps: Deps;
  jobs: Jobs;
  workspaceId: string;
  /** Somebody who logs, and types while the reports go out. */
  reps: readonly Driver[];
  /** Slack ids of those who lead. */
  leads: readonly string[];
  setNow(instant: Temporal.Instant): void;
  /** What the app does each minute besides the reports. */
  everyMinute(now: Temporal.Instant): Promise<void>;
}

/** A fault as the control takes it. */
export type FaultWish = { kind: string } & Record<string, string | number | boolean>;

/** How a message ended. */
export interface Ended {
  id: string;
  key: string;
  channel: string;
  state: string;
  error: string;
  text: string;
  hasImage: boolean;
  /** As often as it stands in the sandbox's history. */
  copies: readonly MessageRecord[];
}

/** 09:00 in New York. */
const firstMonday = Temporal.Instant.from('2026-11-23T14:00:10Z');
let weeks = 0;

/** What a week may have besides its faults. */
export interface WeekOptions {
  /** Whether people type while the reports go out; default: yes. */
  asks?: boolean;
  /** A fault that stays on to the end. */
  keeps?: FaultWish;
}

/** One week: its facts, its reports with the faults on, and ticks until everything has an end. */
export async function weekWith(
  stage: Stage,
  faults: readonly FaultWish[],
  { asks = true, keeps }: WeekOptions = {},
): Promise<Ended[]> {
  const monday = firstMonday.add({ hours: 24 * 7 * weeks });
  const wednesday = monday.subtract({ hours: 24 * 5 });
  weeks += 1;
  stage.setNow(wednesday);
  await keepSchedules(stage.db, wednesday);
  // In Shanghai it was nine o'clock thirteen hours before: too late to go out by itself. Here all are due at the same moment.
  const due = new Date(monday.epochMilliseconds - 10_000);
  await stage.db.client.schedule.updateMany({ where: { nextDueAt: { lt: due } }, data: { nextDueAt: due } });
  for (const rep of stage.reps)
    await ask(rep, `/log ${weeks + 2} calls\ndeal with Acme $1,200`, general(rep));
  for (const fault of [...faults, ...(keeps === undefined ? [] : [keeps])]) await switchOn(stage, fault);
  stage.setNow(monday);
  const going = tick(stage, monday);
  const asking = asks ? stage.reps : [];
  const asked = Promise.all(asking.map((rep) => ask(rep, '/kpi', general(rep))));
  await going;
  expect(await asked, 'commands typed meanwhile are answered').toHaveLength(asking.length);
  await control(stage.address, 'clear-faults', {});
  if (keeps !== undefined) await switchOn(stage, keeps);
  return settled(stage, monday);
}

const general = (driver: Driver): string => channelId(driver, 'general');

async function switchOn(stage: Stage, fault: FaultWish): Promise<void> {
  const answer = await control(stage.address, 'fault', fault);
  if (!answer.ok) throw new Error(`${fault.kind}: ${answer.error}`);
}

async function tick(stage: Stage, at: Temporal.Instant): Promise<void> {
  await stage.everyMinute(at);
  await runDue(stage.jobs, at);
  await tellOfTrouble(stage.deps, at);
}

/** As if minutes had passed: what waits is due, and what is doubtful has been so for a while. */
async function minutesPass({ db, workspaceId }: Stage): Promise<void> {
  await db.client.$executeRaw`
    UPDATE outbox SET not_before = not_before - interval '3 minutes', sent_at = sent_at - interval '3 minutes',
      picture_due_at = picture_due_at - interval '3 minutes', doubt_at = doubt_at - interval '3 minutes',
      look_at = look_at - interval '3 minutes', sweep_at = sweep_at - interval '3 minutes' WHERE workspace_id = ${workspaceId}`;
}

/** A few ticks after the faults were cleared. */
async function settled(stage: Stage, monday: Temporal.Instant): Promise<Ended[]> {
  // Minutes later Slack has done, or not done, whatever it was asked for.
  await eventually(() => expect(stage.sandbox.world.calls.underWay()).toBe(0));
  for (let ticks = 0; ticks < 4; ticks += 1) {
    await minutesPass(stage);
    await tick(stage, monday.add({ minutes: ticks + 1 }));
  }
  const { db, workspaceId } = stage;
  const open = await db.client.outbox.findMany({
    where: {
      workspaceId,
      OR: [{ state: { in: ['pending', 'sending', 'ambiguous'] } }, { pictureDueAt: { not: null } }],
    },
  });
  expect(open.map(({ key, state, error }) => [key, state, error])).toEqual([]);
  const runs = await db.client.reportRun.findMany({ where: { workspaceId }, orderBy: { dueAt: 'desc' } });
  expect(runs.every((run) => run.state === 'done')).toBe(true);
  const [latest] = runs;
  const ofWeek = runs.filter((run) => run.periodKey === latest?.periodKey).map((run) => run.id);
  const rows = await db.client.outbox.findMany({
    where: { workspaceId, runId: { in: ofWeek } },
    orderBy: { key: 'asc' },
  });
  expect(rows.length).toBeGreaterThanOrEqual(4);
  return rows.map((row) => ({ ...row, hasImage: row.image !== null, copies: copiesOf(stage, row) }));
}

/** Everything that the sandbox holds of a conversation, newest first. */
function historyOf({ sandbox }: Stage, channel: string): MessageRecord[] {
  return sandbox.world.messages.history({ channel, limit: 10_000 });
}

/** Where a message to a channel or person stands. */
function conversationOf({ sandbox }: Stage, channel: string): string {
  if (!/^[UW]/.test(channel)) return channel;
  const own = sandbox.world.conversations
    .all()
    .find(
      (one) =>
        one.kind === 'im' &&
        one.memberIds.includes(channel) &&
        one.memberIds.includes(sandbox.world.installation.botUserId),
    );
  return own?.id ?? '';
}

/** As it was frozen, or as plain text where its blocks were refused. */
function copiesOf(stage: Stage, row: { channel: string; text: string; blocks: unknown }): MessageRecord[] {
  const texts = [row.text, plainOf({ text: row.text, blocks: row.blocks as unknown[] })];
  return historyOf(stage, conversationOf(stage, row.channel)).filter(({ text }) => texts.includes(text));
}

const isNotice = /not posted|Is this message|Are these|没有发出|请确认/;

/** Notices of trouble in somebody's direct message, newest first. */
export function noticesOf(stage: Stage, slackUserId: string): string[] {
  return historyOf(stage, conversationOf(stage, slackUserId))
    .filter(({ text }) => isNotice.test(text))
    .map(({ blocks }) => textsOf(blocks));
}

/** What holds whatever was broken: at most once each, sent ones there with their picture, refused ones not, and nothing untold. */
export function expectHonest(week: readonly Ended[]): void {
  for (const { key, state, copies, hasImage } of week) {
    expect(copies.length, `${key} ${state}`).toBeLessThanOrEqual(1);
    if (state === 'sent') expect(copies.length, `${key} was sent`).toBe(1);
    if (state === 'failed') expect(copies.length, `${key} was refused`).toBe(0);
    if (state === 'sent' && hasImage)
      expect(
        copies[0]?.blocks.some(({ type }) => type === 'image'),
        `the picture of ${key}`,
      ).toBe(true);
  }
}
