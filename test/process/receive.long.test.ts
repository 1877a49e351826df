import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addPerson, ask, channelId, command, control, type Driver, signIn } from '../../sandbox/driver.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { temporaryDirectory } from '../support/db.ts';
import { endLeftovers, type Pacer, startPacer } from '../support/pacer.ts';
import { copyTemplate } from '../support/template.ts';

/** The app as a company runs it: a process with tokens of a real workspace (here the sandbox's), over HTTP and over Socket Mode. */
endLeftovers('each');
const directory = temporaryDirectory();
const workspace = temporaryDirectory();
let sandbox: Sandbox;
let ana: Driver;
let general: string;

beforeAll(async () => {
  await copyTemplate(directory.path);
  sandbox = await startSandbox({ dataDir: workspace.path, port: 0, manifestPath: 'manifest.yml' });
  await addPerson(sandbox.address, {
    userName: 'ana',
    displayName: 'Ana Torres',
    emails: [{ value: 'ana@pacer.example' }],
  });
  ana = await signIn(sandbox.address, 'ana');
  general = channelId(ana, 'general');
});
afterEach(() => control(sandbox.address, 'clear-faults', {}));
afterAll(async () => {
  ana.leave();
  await sandbox.stop();
  for (const place of [directory, workspace]) place.remove();
});

const metricsToken = 'a-token-of-the-operator';
const operator = { headers: { authorization: `Bearer ${metricsToken}` } };
const inHttpMode = () => ({
  SLACK_BOT_TOKEN: sandbox.address.botToken,
  SLACK_SIGNING_SECRET: sandbox.address.signingSecret,
  SLACK_API_URL: sandbox.address.api,
  PACER_METRICS_TOKEN: metricsToken,
});
const inSocketMode = () => ({
  SLACK_BOT_TOKEN: sandbox.address.botToken,
  SLACK_APP_TOKEN: sandbox.address.appToken,
  SLACK_API_URL: sandbox.address.api,
});

/** Waits until the app says where it listens. */
async function listening(pacer: Pacer): Promise<string> {
  const place = (): string | undefined => /listens at (http:\S+)\.\n/.exec(pacer.said())?.[1];
  const ended = pacer.ended.then((code) => {
    if (place() === undefined) throw new Error(`ended with ${code}: ${pacer.complained()}`);
  });
  await Promise.race([expect.poll(place, { timeout: 80_000 }).toBeDefined(), ended]);
  return place() ?? '';
}
const ready = async (base: string) => {
  const answer = await fetch(`${base}/readyz`, operator);
  return { status: answer.status, ...((await answer.json()) as { checks: Record<string, object> }) };
};
const terminated = async (pacer: Pacer): Promise<number | string> => {
  pacer.signal('SIGTERM');
  return pacer.ended;
};

describe('over HTTP', () => {
  test('Slack’s handshake, commands, health and figures, and a stop that answers first', async () => {
    const pacer = startPacer(directory.path, { ...inHttpMode(), LOG_LEVEL: 'warn' });
    const base = await listening(pacer);
    const url = `${base}/slack/events`;
    expect(await control(sandbox.address, 'request-url', { url })).toMatchObject({ ok: true });
    expect((await ask(ana, '/log 3 calls', general)).text).toMatch(/3 calls/);
    expect(await ready(base)).toMatchObject({ status: 200, checks: { slack: { ok: true } } });
    const figures = await (await fetch(`${base}/metrics`, operator)).text();
    expect((await fetch(`${base}/metrics`)).status).toBe(401);
    expect(figures).toMatch(/pacer_requests_total\{kind="command",outcome="acked"\} 1\n/);
    expect(figures).toContain('nodejs_eventloop_lag_seconds');
    expect(figures).not.toContain(sandbox.address.signingSecret);
    await control(sandbox.address, 'fault', { kind: 'slow_before', method: 'response_url', ms: 1_000 });
    expect(await command(ana, '/log 1 demo', general)).toMatchObject({ ok: true });
    expect(await terminated(pacer)).toBe(0);
    expect(ana.seen.ephemerals.at(-1)?.text).toMatch(/1 demo/);
    expect(pacer.complained()).toBe('');
  });

  test('requests that somebody else signed, or that come from another time, change nothing', async () => {
    const pacer = startPacer(directory.path, { ...inHttpMode(), LOG_LEVEL: 'silent' });
    const base = await listening(pacer);
    await control(sandbox.address, 'request-url', { url: `${base}/slack/events` });
    const before = ana.seen.ephemerals.length;
    for (const fault of [
      { kind: 'forged' },
      { kind: 'skewed', ms: -360_000 },
      { kind: 'skewed', ms: 360_000 },
    ]) {
      await control(sandbox.address, 'fault', fault);
      await command(ana, '/log 1 call', general);
    }
    expect(ana.seen.notices.filter(({ text }) => text.includes('failed'))).toHaveLength(3);
    expect(ana.seen.ephemerals).toHaveLength(before);
    expect((await ask(ana, '/log 1 call', general)).text).toMatch(/1 call/);
    expect(await terminated(pacer)).toBe(0);
  });

  test('a port that is taken is said in words', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const pacer = startPacer(directory.path, { ...inHttpMode(), PORT: String(port) });
    expect(await pacer.ended).toBe(1);
    expect(pacer.complained()).toMatch(/cannot listen there[\s\S]*PORT/);
    expect(pacer.complained()).not.toMatch(/^\s+at /m);
    other.close();
  });
});

describe('over Socket Mode', () => {
  beforeAll(() => control(sandbox.address, 'socket-mode', { enabled: true }));

  test('with PORT set it tells its health, and lives on when Slack refuses its token for a while', async () => {
    const pacer = startPacer(directory.path, { ...inSocketMode(), LOG_LEVEL: 'error' });
    const base = await listening(pacer);
    expect(await ready(base)).toMatchObject({ status: 200 });
    await control(sandbox.address, 'fault', { kind: 'invalid_auth', times: 0 });
    await control(sandbox.address, 'fault', { kind: 'cut' });
    await expect
      .poll(() => ready(base), { timeout: 20_000 })
      .toMatchObject({
        status: 503,
        checks: { slack: { ok: false, trouble: 'invalid_auth' }, database: { ok: true } },
      });
    await expect.poll(() => pacer.complained(), { timeout: 20_000 }).toContain('SLACK_APP_TOKEN');
    await control(sandbox.address, 'clear-faults', {});
    await expect.poll(() => ready(base), { timeout: 30_000 }).toMatchObject({ status: 200 });
    expect((await ask(ana, '/log 1 call', general)).text).toMatch(/1 call/);
    expect(await terminated(pacer)).toBe(0);
  });

  test('a token that Slack refuses at the start ends it, in words', async () => {
    const pacer = startPacer(directory.path, { ...inSocketMode(), SLACK_APP_TOKEN: 'xapp-1-A-1-wrong' });
    expect(await pacer.ended).toBe(1);
    expect(pacer.complained()).toMatch(
      /Slack did not accept the settings: .*invalid_auth[\s\S]*SLACK_APP_TOKEN/,
    );
  });

  test('a surprise that nobody caught is logged, and the process ends in order, to be started again', async () => {
    const preload = join(workspace.path, 'surprise.mjs');
    writeFileSync(preload, `process.on('SIGUSR2', () => void Promise.reject(new Error('a stray promise')));`);
    const pacer = startPacer(directory.path, { ...inSocketMode(), NODE_OPTIONS: `--import=${preload}` });
    await listening(pacer);
    process.kill(pacer.pid, 'SIGUSR2');
    expect(await pacer.ended).toBe(1);
    expect(pacer.complained()).toMatch(/a stray promise[\s\S]*the process stops in order/);
    expect(sandbox.world.link.connections()).toBe(0);
  });

  test('a stray rejection of Slack’s socket client ends nothing', async () => {
    const preload = join(workspace.path, 'stray.mjs');
    const stack = 'Error: x\\n    at x (/app/node_modules/@slack/socket-mode/dist/x.js:1:1)';
    const error = `Object.assign(new Error('x'), { stack: '${stack}' })`;
    const mark = join(workspace.path, 'stray-now');
    writeFileSync(preload, atTheDoor(mark, `void Promise.reject(${error});`));
    const settings = { ...inSocketMode(), NODE_OPTIONS: `--import=${preload}`, LOG_LEVEL: 'warn' };
    const pacer = startPacer(directory.path, settings);
    await listening(pacer);
    writeFileSync(mark, '');
    await expect
      .poll(() => pacer.complained(), { timeout: 20_000 })
      .toContain('the supervisor looks after the socket');
    expect((await ask(ana, '/log 1 call', general)).text).toMatch(/1 call/);
    expect(await terminated(pacer)).toBe(0);
  });

  test('a thread at the door that breaks is replaced, and the app serves on', async () => {
    const preload = join(workspace.path, 'broken.mjs');
    const mark = join(workspace.path, 'break-now');
    writeFileSync(preload, atTheDoor(mark, `throw new Error('the door is broken');`));
    const pacer = startPacer(directory.path, { ...inSocketMode(), NODE_OPTIONS: `--import=${preload}` });
    const base = await listening(pacer);
    writeFileSync(mark, '');
    await expect.poll(() => pacer.complained(), { timeout: 20_000 }).toMatch(/another one is begun/);
    await expect.poll(() => ready(base)).toMatchObject({ status: 200 });
    expect((await ask(ana, '/log 1 call', general)).text).toMatch(/1 call/);
    expect(await terminated(pacer)).toBe(0);
  });

  test('while the app computes, commands are acknowledged; where it does not come back, Slack says so', async () => {
    const preload = join(workspace.path, 'busy.mjs');
    // SIGUSR2 keeps the app's thread busy for six seconds.
    const busy = `const end = Date.now() + 6_000; while (Date.now() < end);`;
    writeFileSync(
      preload,
      `import { isMainThread } from 'node:worker_threads';
       if (isMainThread) process.on('SIGUSR2', () => { ${busy} });`,
    );
    const pacer = startPacer(directory.path, { ...inSocketMode(), NODE_OPTIONS: `--import=${preload}` });
    await listening(pacer);
    await ask(ana, '/log 1 call', general);
    const failed = (): number => ana.seen.notices.filter(({ text }) => text.includes('failed')).length;
    const [notices, answers] = [failed(), ana.seen.ephemerals.length];
    process.kill(pacer.pid, 'SIGUSR2');
    await sleep(100);
    const since = performance.now();
    expect(await command(ana, '/log 1 call', general)).toMatchObject({ ok: true });
    // Slack waits for three seconds, the thread is busy for six.
    expect(performance.now() - since).toBeLessThan(3_000);
    expect([failed() - notices, ana.seen.ephemerals.length - answers]).toEqual([0, 0]);
    await sleep(1_200);
    await command(ana, '/log 1 call', general);
    expect(failed() - notices).toBe(1);
    // When it comes back, it answers both.
    await expect.poll(() => ana.seen.ephemerals.length - answers).toBe(2);
    expect(await terminated(pacer)).toBe(0);
  });
});

/** A program, loaded before the app: the thread that receives does something, once, when it finds a mark. */
const atTheDoor = (mark: string, code: string): string => `
  import { existsSync, rmSync } from 'node:fs';
  import { workerData } from 'node:worker_threads';
  const look = () => {
    if (!existsSync('${mark}')) return;
    rmSync('${mark}');
    ${code}
  };
  if (workerData?.atOnce) setInterval(look, 50).unref();`;
