import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { addPerson, channelId, control, directMessage, signIn } from '../../sandbox/driver.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { instantOf } from '../../src/kpi/time.ts';
import type { Db } from '../../src/platform/db/index.ts';
import { Killed, type Point, type Trial } from '../../src/platform/jobs/rules.ts';
import { runDue } from '../../src/platform/jobs/run.ts';
import { createMessenger } from '../../src/platform/slack.ts';
import type { Deps } from '../../src/platform/slice.ts';
import { ensureWorkspace } from '../../src/workspace/store.ts';
import { freshWorkspaceId, temporaryDirectory, useDb } from '../support/db.ts';
import { silentLog } from '../support/log.ts';
import { type Between, standBetween } from './between.ts';
import { type Expected, judge } from './checker.ts';
import { type Recording, record } from './recorder.ts';
import { addTeam, type Place, tortured } from './teams.ts';

/** So long a call of these tests may take. */
export const CALL_MS = 800;

/** A workspace whose reports are tortured within this process: what a process does until it dies is a run of the passes. */
export interface Scene {
  db: Db;
  sandbox: Sandbox;
  place: Place;
  recording: Recording;
  /** Between the app and the workspace. */
  between: Between;
  /** What the passes work with. */
  deps: Deps;
  fault(wish: Record<string, string | number>): Promise<void>;
  /** A team of a workspace of its own, whose report was due a moment ago. */
  team(): Promise<{ workspaceId: string; expected: Expected }>;
  /** Everything that is due, as one process does it; where it is killed nothing more is done. */
  process(trial?: Trial, stop?: AbortSignal): Promise<void>;
  /** As if so many seconds had passed for all messages and runs of a workspace. */
  pass(workspaceId: string, seconds: number): Promise<void>;
  /** What the checker says of one report. */
  verdict(expected: Expected): string[];
}

export function useScene(): () => Scene {
  const db = useDb();
  const directory = temporaryDirectory();
  let scene: Scene | undefined;
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox({
      dataDir: directory.path,
      port: 0,
      manifestPath: 'manifest.yml',
      rateLimits: false,
    });
    scene = await sceneOf(db(), sandbox);
  });
  afterAll(async () => {
    await scene?.between.stop();
    await sandbox?.stop();
    directory.remove();
  });
  return () => {
    if (scene === undefined) throw new Error('useScene(): the scene is there inside tests only');
    return scene;
  };
}

async function sceneOf(db: Db, sandbox: Sandbox): Promise<Scene> {
  const { address } = sandbox;
  const person = await addPerson(address, { userName: 'ana', displayName: 'Ana Torres' });
  const ana = await signIn(address, 'ana');
  const place = { channel: channelId(ana, 'general'), person, direct: await directMessage(ana) };
  const between = await standBetween(address.api);
  const messenger = createMessenger(address.botToken, between.api, CALL_MS);
  const charts = {
    render: () => Promise.reject(new Error('no pictures here')),
    close: () => Promise.resolve(),
  };
  const deps = { db, charts, log: silentLog, slack: () => Promise.resolve(messenger) } as unknown as Deps;
  const recording = record(sandbox);
  let teams = 0;
  return {
    ...{ db, sandbox, place, recording, between, deps },
    async fault(wish) {
      const answer = await control(address, 'fault', {
        method: 'chat.postMessage',
        channel: place.channel,
        ...wish,
      });
      if (!answer.ok) throw new Error(JSON.stringify(answer));
    },
    async team() {
      teams += 1;
      const workspaceId = freshWorkspaceId();
      await ensureWorkspace(db, { id: workspaceId, name: workspaceId });
      // What an earlier accident left behind is no part of this one.
      const others = { id: { not: workspaceId } };
      await db.client.workspace.updateMany({ where: others, data: { uninstalledAt: new Date() } });
      return {
        workspaceId,
        expected: await addTeam(db, workspaceId, teams, place, new Date(Date.now() - 1_000)),
      };
    },
    async process(trial, stop) {
      const jobs = { deps, parts: [tortured], ...(trial === undefined ? {} : { trial }) };
      // Twice, a moment apart: what the database rounded up to the next millisecond is not due at once.
      for (const restMs of [5, 0]) {
        try {
          await runDue(jobs, instantOf(await db.now()), stop);
        } catch (error) {
          if (error instanceof Killed) return;
          throw error;
        }
        await sleep(restMs);
      }
    },
    async pass(workspaceId, seconds) {
      await db.client.$executeRaw`
        UPDATE outbox SET not_before = not_before - ${seconds} * interval '1 second', lease_until = lease_until - ${seconds} * interval '1 second',
          look_at = look_at - ${seconds} * interval '1 second', doubt_at = doubt_at - ${seconds} * interval '1 second',
          sent_at = sent_at - ${seconds} * interval '1 second', sweep_at = sweep_at - ${seconds} * interval '1 second' WHERE workspace_id = ${workspaceId}`;
      await db.client.$executeRaw`
        UPDATE report_run SET lease_until = lease_until - ${seconds} * interval '1 second' WHERE workspace_id = ${workspaceId}`;
    },
    verdict: (expected) =>
      judge(
        {
          ...recording,
          posted: recording.posted.filter((one) => ofReport(one.text, expected)),
          attempts: recording.attempts,
        },
        { expected: [expected], forbidden: [], withinMs: 60_000, startedAt: 0 },
      ),
  };
}

const ofReport = (text: string, { messages }: Expected): boolean => messages.some((one) => one.text === text);

/** A process that dies at a point, at its first coming there; from then on it does nothing any more. */
export function killedAt(point: Point): { trial: Trial; died: () => boolean } {
  let isDead = false;
  return {
    died: () => isDead,
    trial: {
      at(here) {
        if (here === point) isDead = true;
        if (isDead) throw new Killed(point);
      },
    },
  };
}
