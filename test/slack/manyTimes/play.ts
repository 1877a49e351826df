import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { control, type Driver } from '../../../sandbox/driver.ts';
import { buildApp, type PacerApp } from '../../../src/app.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { updateMember } from '../../../src/people/store.ts';
import { runDue } from '../../../src/platform/jobs/run.ts';
import { configFor, type Handle, type Office, openOffice } from '../../support/office.ts';
import { settled } from '../../support/settled.ts';
import { ACTS } from './acts.ts';
import type { Stage } from './doing.ts';
import { effectsOf } from './effects.ts';

/**
 * slack.md § 1: every event, command, button and form may come several times, at the same moment, to several instances, events also under
 * other ids. Two offices do the same; to one of them everything comes once, to the other many times to two instances. Afterwards they
 * must hold the same.
 */
const NOW = '2026-11-18T20:00:00Z';
const HANDLES = ['ana', 'bo', 'maya', 'lilei', 'hanmeimei'] as const satisfies readonly Handle[];
let once: Stage;
let many: Stage;
let second: PacerApp;
let clock = Temporal.Instant.from(NOW);

async function stageOf(office: Office): Promise<Stage> {
  const { db, workspaceId, memberIds, address } = office;
  // Many answers to one command would be held up by Slack's limits, and take other ways.
  await control(address, 'rate-limits', { mode: 'off' });
  // A file is there as soon as it is sent: nothing is under way by the time that offices are compared.
  await control(address, 'file-pace', { share: 0 });
  await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
  const drivers = await Promise.all(
    HANDLES.map(async (handle) => [handle, await office.as(handle)] as const),
  );
  return {
    office,
    as: Object.fromEntries(drivers) as Record<Handle, Driver>,
    pressed: new Set(),
    settle: () => settled(office.sandbox),
  };
}

interface Step {
  act: string;
  copies: number;
  newEventId: boolean;
}

async function take({ act, copies, newEventId }: Step): Promise<void> {
  const work = ACTS[act];
  if (work === undefined) throw new Error(`nobody knows how to do ${act}`);
  const { address } = many.office;
  // No two acts at one instant: which is the newer one would be left to chance.
  clock = clock.add({ seconds: 1 });
  for (const { office } of [once, many]) office.setNow(clock.toString());
  await control(address, 'clear-faults', {});
  if (copies > 1)
    await control(address, 'fault', { kind: 'duplicate', method: '*', times: 0, copies, newEventId });
  await Promise.all([work(once), work(many)]);
  await Promise.all([once.settle(), many.settle()]);
  for (const { office } of [once, many]) await runDue(office.app.jobs, clock);
}

/** So many acts by chance, each another one while there are more; before them every act in turn, where asked for. */
function stepsOf(seed: number, { inTurn, byChance }: Course): Step[] {
  const names = Object.keys(ACTS);
  const step = fc.record({
    act: fc.constantFrom(...names),
    copies: fc.integer({ min: 1, max: 12 }),
    newEventId: fc.boolean(),
  });
  const count = byChance + (inTurn ? names.length : 0);
  const [order, extra] = fc.sample(
    fc.tuple(
      fc.shuffledSubarray(names, { minLength: names.length }),
      fc.array(step, { minLength: count, maxLength: count }),
    ),
    { seed, numRuns: 1 },
  )[0] ?? [[], []];
  const first = inTurn ? [...names, ...order] : order;
  return extra.map((one, index) => ({ ...one, act: first[index] ?? one.act }));
}

/** So many kinds of effects come of acts that chance has chosen. */
const LEAST_SEEN = 3;

/** What a run goes through: `inTurn` first every act in the order of their list, in which each finds what it needs. */
interface Course {
  inTurn: boolean;
  byChance: number;
}

/** The test, with so many acts in an order of its own. Each file has its two offices. */
export function manyTimes(seed: number, course: Course): void {
  beforeAll(async () => {
    [once, many] = await Promise.all([openOffice(NOW).then(stageOf), openOffice(NOW).then(stageOf)]);
    const { office } = many;
    second = buildApp(configFor(office.address, ''), office.deps, () => clock);
    await second.start();
  });

  afterAll(async () => {
    await second?.stop();
    await Promise.all([once?.office.close(), many?.office.close()]);
  });

  test(`whatever comes 1–12 times, to two instances, under the same or other ids, has one effect (seed ${seed})`, {
    timeout: course.inTurn ? 1_800_000 : 600_000,
  }, async () => {
    const done: string[] = [];
    const seen = new Set<string>();
    for (const step of stepsOf(seed, course)) {
      await take(step);
      done.push(`${step.act} ×${step.copies}${step.newEventId ? ' under other ids' : ''}`);
      const [one, several] = [await effectsOf(once.office), await effectsOf(many.office)];
      expect(several, `after ${done.slice(-4).join(', ')}`).toEqual(one);
      for (const [what, rows] of Object.entries(one)) if (rows.length > 0) seen.add(what);
    }
    // The acts did something: nothing would be compared otherwise.
    const { rollupErrors: _, ...all } = await effectsOf(once.office);
    const untouched = Object.keys(all).filter((what) => !seen.has(what));
    if (course.inTurn) expect(untouched).toEqual([]);
    // By chance not every kind comes, and with each act that is added fewer do.
    else expect(seen.size).toBeGreaterThanOrEqual(LEAST_SEEN);
  });
}
