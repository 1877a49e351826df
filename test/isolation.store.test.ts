import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDb } from './support/db.ts';
import type { Calls } from './support/isolation/calls.ts';
import { campaignCalls } from './support/isolation/campaignCalls.ts';
import { coachingCalls } from './support/isolation/coachingCalls.ts';
import { customerCalls } from './support/isolation/customerCalls.ts';
import { evaluationCalls } from './support/isolation/evaluationCalls.ts';
import { payoutCalls } from './support/isolation/payoutCalls.ts';
import { peopleCalls } from './support/isolation/peopleCalls.ts';
import { recognitionCalls } from './support/isolation/recognitionCalls.ts';
import { retroCalls } from './support/isolation/retroCalls.ts';
import { expectOwn, makeTwins, rowsOf, type Twins } from './support/isolation/twins.ts';
import { lastCalls, workCalls } from './support/isolation/workCalls.ts';

/** No function of a store reads or changes anything of another workspace, not even where all ids are the same. */
const db = useDb();
let twins: Twins;
beforeAll(async () => {
  twins = await makeTwins(db());
});

/**
 * Functions that are for all workspaces at once: the minute's work, which names the workspace of each thing that it hands on. And those
 * that ask the database nothing.
 */
const forAll = new Set([
  ...[
    'claimMessage',
    'isAnySoon',
    'dropOutdated',
    'recoverExpired',
    'closeRuns',
    'runsInTrouble',
    'unheardNotices',
    'noticeKey',
    'messageOf',
    'recomputeSchedules',
    'planDue',
    'claimRun',
    'claimDoubtful',
    'oldestOf',
    'offerLate',
    'runsToOffer',
    'messagesToAskOf',
  ],
  ...[
    'dueEvents',
    'forgetEvents',
    'forgetOld',
    'takeDuePages',
    'takeDuePeople',
    'takeDueBadges',
    'takeInterruptedRequests',
    'takeDueClocks',
    'takeDueWatches',
    'takeDueLooks',
    'readBacklog',
    'runningUntil',
  ],
  ...['listWorkspaceIds', 'installationsSince', 'listSuspended', 'listOverdue', 'rewriteTokens'],
  ...['copySchedule', 'momentOf', 'forgetPlaybook', 'retiredKey', 'listInterrupted', 'askedId'],
]);

const calls: Calls = [
  ...workCalls,
  ...evaluationCalls,
  ...payoutCalls,
  ...peopleCalls,
  ...recognitionCalls,
  ...campaignCalls,
  ...customerCalls,
  ...coachingCalls,
  ...retroCalls,
];
const paths = globSync('src/**/store.ts', { exclude: ['**/generated/**'] }).concat(
  'src/platform/jobs/outbox.ts',
  'src/platform/jobs/ending.ts',
  'src/platform/jobs/doubt.ts',
  'src/platform/jobs/asking.ts',
  'src/platform/jobs/choices.ts',
  'src/platform/jobs/demand.ts',
  'src/platform/jobs/overview.ts',
  'src/platform/jobs/untold.ts',
  'src/platform/jobs/resume.ts',
  'src/platform/bolt/inbox.ts',
  'src/platform/once.ts',
);

const nameOf = (fn: unknown): string => (typeof fn === 'function' ? fn.name : String(fn));

describe('another workspace', () => {
  it('is asked for by every function of every store', async () => {
    const called = new Set([...calls, ...lastCalls].map(([fn]) => fn));
    const missing: string[] = [];
    for (const path of paths) {
      const module = (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
      for (const [name, fn] of Object.entries(module))
        if (typeof fn === 'function' && !called.has(fn) && !forAll.has(name))
          missing.push(`${path}: ${name}`);
    }
    expect(missing, 'add a call to test/support/isolation').toEqual([]);
  });

  it.each([...calls, ...lastCalls].map(([fn, call]) => [nameOf(fn), call] as const))(
    'is nothing to %s',
    async (name, call) => {
      const before = await rowsOf(db(), twins.other);
      expectOwn(await call(twins), name);
      expect(await rowsOf(db(), twins.other)).toEqual(before);
    },
  );
});

describe('the test itself', () => {
  it('sees a change of the copy, a word of it and a figure of it', async () => {
    const mine = await makeTwins(db());
    const before = await rowsOf(db(), mine.other);
    expect(
      Object.entries(before)
        .filter(([, rows]) => rows === '')
        .map(([table]) => table),
    ).toEqual(['roster_import', 'playbook_before']);
    // As if the workspace had been forgotten.
    await db().client.member.updateMany({ where: { id: mine.ids.ana }, data: { name: 'Eve' } });
    expect(await rowsOf(db(), mine.other)).not.toEqual(before);
    const facts = await db().client.activity.findMany({
      where: { id: mine.factId, workspaceId: mine.other },
    });
    expect(() =>
      expectOwn(
        facts.map(({ note }) => note),
        'x',
      ),
    ).toThrow(/words of another/);
    expect(() =>
      expectOwn(
        facts.map(({ quantity }) => ({ quantity })),
        'x',
      ),
    ).toThrow(/figures of another/);
  });
});
