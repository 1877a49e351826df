import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Rules, Trial } from '../../src/platform/jobs/rules.ts';
import { useScene } from './scene.ts';

/**
 * Each guard matters: the same accident with it and without it. With it the checker finds nothing; switched off, it finds the fault. So neither
 * the guards nor the checker are decoration.
 */
const scene = useScene();

/** Something that a test waits for, and another part of it opens. */
function gate(): { opened: Promise<void>; open(): void; reached: Promise<void>; reach(): void } {
  const [opening, reaching] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  return {
    opened: opening.promise,
    open: opening.resolve,
    reached: reaching.promise,
    reach: reaching.resolve,
  };
}

/** Holds a process up before each of its posts; once it is, it takes nothing new. */
function heldUp(rules: Partial<Rules>): { trial: Trial; gate: ReturnType<typeof gate>; stop: AbortSignal } {
  const held = gate();
  const stopping = new AbortController();
  return {
    gate: held,
    stop: stopping.signal,
    trial: {
      rules,
      async at(point) {
        if (point !== 'before the post') return;
        stopping.abort();
        held.reach();
        await held.opened;
      },
    },
  };
}

const verdictOn = (isOn: boolean, found: string[]): void => {
  if (isOn) expect(found).toEqual([]);
  else expect(found.join('\n')).toMatch(/repeated 2 times/);
};

describe.each([true, false])('with the guard: %s', (isOn) => {
  test('the unique key: a schedule that comes to the same instant again', { timeout: 90_000 }, async () => {
    const { workspaceId, expected } = await scene().team();
    const trial = { rules: { oncePerPeriod: isOn } };
    await scene().process(trial);
    // As a clock that jumps back, or a change of zone, may have it.
    await scene().db.client.schedule.updateMany({
      where: { workspaceId },
      data: { nextDueAt: new Date(expected.dueAt) },
    });
    await scene().pass(workspaceId, 10);
    await scene().process(trial);
    verdictOn(isOn, scene().verdict(expected));
  });

  test('the look-up: Slack took the message and never said so', { timeout: 90_000 }, async () => {
    const { workspaceId, expected } = await scene().team();
    const trial = { rules: { looksFirst: isOn } };
    await scene().fault({ kind: 'fails_after' });
    await scene().process(trial);
    await scene().pass(workspaceId, 120);
    await scene().process(trial);
    verdictOn(isOn, scene().verdict(expected));
  });

  test('the settle time: Slack takes the message after the call was given up', {
    timeout: 90_000,
  }, async () => {
    const { expected } = await scene().team();
    const trial = { rules: { settleMs: isOn ? 3_000 : 0 } };
    await scene().fault({ kind: 'slow_before', ms: 2_500 });
    await scene().process(trial);
    for (let tries = 0; tries < 8; tries += 1) {
      await scene().process(trial);
      await sleep(500);
    }
    verdictOn(isOn, scene().verdict(expected));
  });

  test('the epoch: who lost a message to another process still writes about it', {
    timeout: 90_000,
  }, async () => {
    const { workspaceId, expected } = await scene().team();
    // The first process is held up until its message is in other hands; it then gives it back, as it thinks, unsent.
    const first = heldUp({ isFenced: isOn, beginsMs: 50 });
    const firstRuns = scene().process(first.trial, first.stop);
    await first.gate.reached;
    await scene().pass(workspaceId, 120);
    const second = heldUp({ isFenced: isOn, settleMs: 0 });
    const secondRuns = scene().process(second.trial, second.stop);
    await second.gate.reached;
    await sleep(60);
    first.gate.open();
    await firstRuns;
    await scene().pass(workspaceId, 30);
    await scene().process({ rules: { isFenced: isOn } });
    second.gate.open();
    await secondRuns;
    verdictOn(isOn, scene().verdict(expected));
  });

  test('the last look at the clock: a process that was held up posts what another one has posted', {
    timeout: 90_000,
  }, async () => {
    const { workspaceId, expected } = await scene().team();
    const first = heldUp({ beginsMs: isOn ? 50 : 60_000 });
    const firstRuns = scene().process(first.trial, first.stop);
    await first.gate.reached;
    await scene().pass(workspaceId, 120);
    await scene().process({ rules: { settleMs: 0 } });
    await sleep(60);
    first.gate.open();
    await firstRuns;
    await scene().pass(workspaceId, 30);
    await scene().process();
    verdictOn(isOn, scene().verdict(expected));
  });
});
