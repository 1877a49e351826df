import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, channelId, type Driver, directMessage, messagesOf, signIn } from '../../sandbox/driver.ts';
import { openDb } from '../../src/platform/db/index.ts';
import { temporaryDirectory } from '../support/db.ts';
import { silentLog } from '../support/log.ts';
import { textsOf } from '../support/office.ts';
import { endLeftovers, isAlive, type Pacer, runCommand, startPacer } from '../support/pacer.ts';

/**
 * The app's life on one data directory, in the order of this file: first start, commands beside it, a second app, Ctrl-C, commands
 * alone, the next start, kill -9. The machine's zone changes from start to start: the app lives in UTC whatever it is.
 */
endLeftovers();
const directory = temporaryDirectory();
const here = { PACER_DATA_DIR: directory.path };
afterAll(() => directory.remove());

let pacer: Pacer;
let ana: Driver;

async function start(zone: string, settings: Record<string, string> = {}): Promise<void> {
  pacer = startPacer(directory.path, { TZ: zone, ...settings });
  await pacer.ready();
  ana = await signIn(pacer.address(), 'ana');
}

async function says(line: string): Promise<string> {
  const answer = await ask(ana, line, channelId(ana, 'general'));
  return `${answer.text}\n${textsOf(answer.blocks)}`;
}

/** Everything that the app ever told Ana in private. */
const toldInPrivate = async (): Promise<string[]> => {
  const messages = await messagesOf(ana, await directMessage(ana), 100);
  return messages.map((message) => `${message.ts} ${message.text}`);
};

/** Waits until the first tick has posted what was due, so that counts hold still. */
async function reported(): Promise<string[]> {
  const channel = await directMessage(ana);
  await expect
    .poll(() => messagesOf(ana, channel).then((all) => all.length), { timeout: 80_000 })
    .toBeGreaterThan(0);
  return toldInPrivate();
}

let kept: { private: string[]; people: number; sandbox: number } = { private: [], people: 0, sandbox: 0 };

describe('the first start, in Apia', () => {
  beforeAll(() => start('Pacific/Apia'));

  test('prints the page’s address first, and three things to try', () => {
    const lines = pacer.said().split('\n');
    expect(lines[0]).toBe(`Pacer's sandbox: ${pacer.address().page}`);
    expect(lines.filter((line) => /^ {2}[123]\. \//.test(line))).toHaveLength(3);
    expect(pacer.complained()).toBe('');
  });

  test('the page is there, and the sample company in it', async () => {
    expect(await (await fetch(pacer.address().page)).text()).toContain('<div id="root">');
    expect(ana.state.people.map((person) => person.realName)).toEqual(
      expect.arrayContaining(['Ana Torres', '李雷']),
    );
  });

  test('P-01 what is logged bears the person’s own date, not the machine’s', async () => {
    expect(await says('/log 3 calls note:kept')).toMatch(/3 calls/);
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: ana.state.me.tz }).format(new Date());
    expect(await says('/log list')).toMatch(/kept/);
    const found = await factsOf('kept');
    expect(found).toEqual([today]);
  });

  test('the three things to try all answer', async () => {
    expect(await says('/goal set calls 50 weekly')).toMatch(/50/);
    expect(await says('/leaderboard attainment')).toMatch(/Ana Torres/);
  });

  test('last week’s reports are posted, once', async () => {
    kept = { private: await reported(), people: ana.state.people.length, sandbox: pacer.address().pid };
    expect(new Set(kept.private).size).toBe(kept.private.length);
  });

  test('a second app is refused with the first one’s process id, and harms nothing', async () => {
    const second = startPacer(directory.path);
    expect(await second.ended).toBe(1);
    expect(second.complained()).toContain(`in use by the app with process id ${pacer.pid}`);
    expect(second.complained()).toContain('PACER_DATA_DIR');
    expect(second.complained()).not.toMatch(/^\s+at /m);
    expect(await says('/log 1 call')).toMatch(/1 call/);
  });

  test('rollup:verify and a rehearsal of a job work beside it', async () => {
    const verified = await runCommand('rollup-verify', [], here);
    expect(verified).toMatchObject({ code: 0, complained: '' });
    expect(verified.said).toContain('no difference');
    const before = await toldInPrivate();
    const rehearsed = await runCommand('job', ['weekly-feedback', '--on', monday(-3), '--dry-run'], here);
    expect(rehearsed).toMatchObject({ code: 0, complained: '' });
    expect(rehearsed.said).toMatch(/── to Ana Torres[\s\S]*messages would be posted/);
    expect(await toldInPrivate()).toEqual(before);
  });

  test('a job that is run twice posts once', async () => {
    const words = ['weekly-feedback', '--on', monday(-3), '--team', 'West'];
    const before = (await toldInPrivate()).length;
    const first = await runCommand('job', words, here);
    expect(first).toMatchObject({ code: 0, complained: '' });
    const second = await runCommand('job', words, here);
    expect(second).toMatchObject({ code: 0, complained: '' });
    expect(second.said).toMatch(/existed already; nothing is posted twice[\s\S]*\n0 messages were posted/);
    expect(await toldInPrivate()).toHaveLength(before + 1);
    kept.private = await toldInPrivate();
  });

  test('Ctrl-C, which npm passes on a second time, stops it in order, and the sandbox with it', async () => {
    ana.leave();
    pacer.signal('SIGINT');
    setTimeout(() => pacer.signal('SIGINT'), 20);
    expect(await pacer.ended).toBe(0);
    expect(pacer.said()).toContain('Stopping…');
    expect(pacer.complained()).toBe('');
    expect(isAlive(kept.sandbox)).toBe(false);
  });
});

describe('while nothing runs', () => {
  test('commands own the directory for their run', async () => {
    expect(await runCommand('rollup-verify', [], here)).toMatchObject({ code: 0, complained: '' });
    const rehearsed = await runCommand('job', ['weekly-feedback', '--on', monday(-3), '--dry-run'], here);
    expect(rehearsed).toMatchObject({ code: 0, complained: '' });
    expect(rehearsed.said).toMatch(/messages would be posted/);
  });
});

describe('the next start, in New York', () => {
  beforeAll(() => start('America/New_York'));

  test('finds messages, people and figures again', async () => {
    expect(pacer.said()).not.toContain('Filling in');
    expect(ana.state.people).toHaveLength(kept.people);
    expect(await toldInPrivate()).toEqual(kept.private);
    expect(await factsOf('kept')).toHaveLength(1);
    expect(await says('/log 2 calls')).toMatch(/2 calls/);
  });

  test('after kill -9 it starts at once, with what was confirmed', async () => {
    expect(await says('/log 1 demo note:last')).toMatch(/1 demo/);
    ana.leave();
    pacer.signal('SIGKILL');
    await pacer.ended;
    await start('UTC', { LOG_LEVEL: 'debug' });
    expect(await factsOf('last')).toHaveLength(1);
    expect(await says('/log list')).toMatch(/last/);
    ana.leave();
  });

  test('LOG_LEVEL=debug logs in JSON lines beside what people read, without tokens', () => {
    const lines = pacer.complained().trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).level)).toContain(20);
    expect(pacer.complained()).not.toMatch(/xox[a-z]-|xapp-/);
    expect(pacer.said()).not.toContain('{');
  });

  test('SIGTERM stops it too', async () => {
    const { pid } = pacer.address();
    pacer.signal('SIGTERM');
    expect(await pacer.ended).toBe(0);
    expect(isAlive(pid)).toBe(false);
  });
});

/** The Monday of some weeks ago, as a command takes it. */
function monday(weeks: number): string {
  const date = new Date();
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7) + 7 * weeks);
  return date.toISOString().slice(0, 10);
}

/** Dates of the facts with a note, read beside the running app. */
async function factsOf(note: string): Promise<string[]> {
  const db = await openDb({ dataDir: directory.path, role: 'command', log: silentLog });
  const rows = await db.client.activity.findMany({ where: { note }, select: { localDate: true } });
  await db.close();
  return rows.map((row) => row.localDate.toISOString().slice(0, 10));
}
