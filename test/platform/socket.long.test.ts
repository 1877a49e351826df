import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask, channelId, command, control, type Driver } from '../../sandbox/driver.ts';
import { USUAL_LIFE } from '../../sandbox/link/line.ts';
import { listRecent } from '../../src/activities/store.ts';
import { buildApp, type PacerApp } from '../../src/app.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { pauseMs } from '../../src/platform/bolt/socket/backoff.ts';
import { configFor, useOffice } from '../support/office.ts';

/**
 * slack.md § 1, over Socket Mode: what ends a socket does not end the app, and costs no command where Slack gave a warning. The sandbox
 * has every one of these habits and defects.
 */
const NOW = '2026-11-18T20:00:00Z';
const office = useOffice(NOW);
let ana: Driver;
let general: string;

beforeAll(async () => {
  ana = await office().as('ana');
  general = channelId(ana, 'general');
  office().sandbox.site.limits.set('off');
});
afterEach(async () => {
  const { faults, link } = office().sandbox.world;
  faults.clear();
  link.revive();
  link.setLife(USUAL_LIFE);
  // One fresh socket for the next test, without any that lingers.
  link.disconnect('refresh_requested');
  await sleep(700);
  await expect.poll(connected, { timeout: 20_000 }).toBe(1);
});

const connected = (): number => office().sandbox.world.link.connections();
const failures = (): string[] =>
  ana.seen.notices.map(({ text }) => text).filter((text) => text.includes('failed with the error'));
const opened = (): number =>
  office()
    .sandbox.world.calls.all()
    .filter(({ name }) => name === 'apps.connections.open').length;
const slackCheck = async () => (await office().app.health.report()).checks.slack;
const works = async (): Promise<void> => {
  expect((await ask(ana, '/log 1 call', general)).text).toMatch(/1 call/);
};

/** How many facts bear a note. */
async function noted(note: string): Promise<number> {
  const { db, workspaceId, memberIds } = office();
  const recent = await listRecent(db, workspaceId, memberIds.ana, 200);
  return recent.filter((fact) => fact.note === note).length;
}

/** Another app beside the office's, as another process would be. */
const newApp = (): PacerApp =>
  buildApp(configFor(office().address, ''), office().deps, () => Temporal.Instant.from(NOW));

async function anotherApp(): Promise<PacerApp> {
  const app = newApp();
  await app.start();
  return app;
}

describe('a refresh that Slack announced', () => {
  test('opens the next socket before the old one goes: of commands in a row none is lost', async () => {
    const before = { opened: opened(), failed: failures().length };
    office().sandbox.world.link.setLife({ lifeMs: 1_500, warningMs: 700 });
    let sent = 0;
    const until = performance.now() + 5_000;
    const answers: Promise<unknown>[] = [];
    while (performance.now() < until) {
      answers.push(command(ana, '/log 1 call note:refresh', general));
      sent += 1;
      await sleep(40);
    }
    await Promise.all(answers);
    await expect.poll(() => noted('refresh'), { timeout: 20_000 }).toBe(sent);
    expect(failures().length - before.failed).toBe(0);
    expect(opened() - before.opened).toBeGreaterThanOrEqual(3);
  });

  test('leaves no socket behind', async () => {
    office().sandbox.world.link.disconnect('warning');
    await expect.poll(connected).toBe(2);
    office().sandbox.world.link.disconnect('refresh_requested');
    await expect.poll(connected).toBe(1);
    await works();
  });
});

describe('sockets that end without a word', () => {
  test('one that is cut is replaced at once', async () => {
    const before = opened();
    office().sandbox.world.link.cut(1);
    // Long before a missing pong would tell.
    await expect.poll(opened, { timeout: 5_000 }).toBe(before + 1);
    await expect.poll(connected).toBe(1);
    await works();
  });

  test('one that looks open but is dead is found out by its missing pongs, and replaced', async () => {
    office().sandbox.world.link.zombify(1);
    const zombies = (): number => office().sandbox.world.link.zombies();
    await expect.poll(() => connected() - zombies(), { timeout: 20_000 }).toBe(1);
    // The app has hung up on the dead one; the sandbox, which reads nothing from it, hears of that only now.
    office().sandbox.world.link.revive();
    await expect.poll(connected).toBe(1);
    await works();
  }, 40_000);
});

describe('Slack refuses a new socket', () => {
  test('invalid_auth: the app lives on, says so, tries with growing pauses, and comes back when the token works again', async () => {
    const before = opened();
    office().sandbox.world.faults.add({ kind: 'invalid_auth', times: 0 });
    office().sandbox.world.link.cut(10);
    await expect.poll(slackCheck).toEqual({ ok: false, trouble: 'invalid_auth' });
    expect((await office().app.health.report()).ready).toBe(false);
    await sleep(4_000);
    const tries = opened() - before;
    expect(tries).toBeGreaterThanOrEqual(2);
    expect(tries).toBeLessThanOrEqual(6);
    office().sandbox.world.faults.clear();
    await expect.poll(slackCheck, { timeout: 20_000 }).toEqual({ ok: true });
    await works();
  }, 40_000);

  test('a refresh that meets invalid_auth keeps the old socket for as long as Slack lets it', async () => {
    office().sandbox.world.faults.add({ kind: 'invalid_auth', times: 2 });
    office().sandbox.world.link.disconnect('warning');
    await sleep(200);
    await works();
    await expect.poll(connected).toBe(2);
  });

  test('link_disabled: said, and served again when Socket Mode is switched on again', async () => {
    await control(office().address, 'disconnect', { reason: 'link_disabled' });
    await expect.poll(connected).toBe(0);
    await expect.poll(slackCheck).toMatchObject({ ok: false });
    await control(office().address, 'socket-mode', { enabled: true });
    await expect.poll(connected, { timeout: 30_000 }).toBe(1);
    await works();
  }, 60_000);

  test('too many sockets of the app: the eleventh waits, and is served when there is room', async () => {
    const others = await Promise.all(Array.from({ length: 9 }, () => anotherApp()));
    const eleventh = newApp();
    try {
      expect(connected()).toBe(10);
      const served = eleventh.start().then(() => 'served');
      await expect
        .poll(async () => (await eleventh.health.report()).checks.slack, { timeout: 20_000 })
        .toEqual({ ok: false, trouble: 'too_many_websockets' });
      expect(await Promise.race([served, sleep(500, 'waiting')])).toBe('waiting');
      await others.pop()?.stop();
      expect(await served).toBe('served');
      expect(connected()).toBe(10);
    } finally {
      await Promise.all([eleventh, ...others].map((app) => app.stop()));
    }
    await works();
  }, 60_000);
});

describe('several sockets, and copies', () => {
  test('an app_rate_limited envelope, which has no event in it, is taken and harms nothing', async () => {
    expect(await control(office().address, 'fault', { kind: 'app_rate_limited' })).toMatchObject({
      ok: true,
    });
    await works();
    expect(connected()).toBe(1);
  });

  test('two instances share the commands, and a command that comes to both is done once', async () => {
    const other = await anotherApp();
    for (let n = 0; n < 4; n += 1) await command(ana, `/log 1 call note:shared${n}`, general);
    for (let n = 0; n < 4; n += 1) await expect.poll(() => noted(`shared${n}`)).toBe(1);
    office().sandbox.world.faults.add({ kind: 'duplicate', method: '/log', copies: 2 });
    await command(ana, '/log 1 call note:copied', general);
    await expect.poll(() => noted('copied')).toBe(1);
    await sleep(500);
    expect(await noted('copied')).toBe(1);
    await other.stop();
    await expect.poll(connected).toBe(1);
    await works();
  });
});

describe('pauses between attempts', () => {
  test('none at first, then growing to a minute, spread by half', () => {
    expect(pauseMs(0, 1)).toBe(0);
    expect([1, 2, 3].map((failures) => pauseMs(failures, 1))).toEqual([500, 1_000, 2_000]);
    expect(pauseMs(50, 1)).toBe(60_000);
    expect(pauseMs(50, 0)).toBe(30_000);
  });
});
