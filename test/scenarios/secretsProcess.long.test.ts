import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPerson, ask, channelId, command, control, signIn } from '../../sandbox/driver.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { temporaryDirectory } from '../support/db.ts';
import { leaksIn, type Planted } from '../support/log.ts';
import { endLeftovers, type Pacer, startPacer } from '../support/pacer.ts';
import { copyTemplate } from '../support/template.ts';

/** The same as secrets.test.ts, of the process as `npm start` runs it, with everything that it says on both of its outputs, at its most talkative. */
endLeftovers();

const settings = {
  SLACK_CLIENT_ID: '1234567890.1234567890',
  SLACK_CLIENT_SECRET: 'c11e47-5ec2e7-9f8a',
  SLACK_STATE_SECRET: '57a7e-5ec2e7-0c4d',
  SLACK_SIGNING_SECRET: '519919-5ec2e7-77b1',
  PACER_SECRET_KEY: 'k3y-of-what-is-encrypted-at-rest-2f6e,0ld-k3y-of-what-is-encrypted-at-rest-9b41',
};
const words = { customer: 'Zanzibar Holdings', note: 'their chief buyer is leaving', amount: '98,765' };
const planted: readonly Planted[] = [
  ...Object.entries(words).map(([what, text]) => ({ what, text })),
  ...Object.entries(settings)
    .filter(([name]) => name !== 'SLACK_CLIENT_ID')
    .flatMap(([what, text]) => text.split(',').map((one) => ({ what, text: one }))),
  { what: 'a code of an installation', text: 'c0de-0f-an-1nstallation' },
  { what: 'a state', text: '5tate-0f-an-1nstallation' },
  { what: 'a password of a database', text: 'hunter2hunter2' },
];

/** Waits until it has said something, on either output. */
async function hears(pacer: Pacer, what: RegExp): Promise<RegExpExecArray> {
  const look = (): RegExpExecArray | null => what.exec(`${pacer.said()}\n${pacer.complained()}`);
  const ended = pacer.ended.then((code) => {
    if (look() === null) throw new Error(`ended with ${code} before ${what}: ${pacer.complained()}`);
  });
  await Promise.race([expect.poll(look, { timeout: 60_000, interval: 250 }).not.toBeNull(), ended]);
  return look() as RegExpExecArray;
}

const leaksOf = (pacer: Pacer): string[] =>
  leaksIn(`${pacer.said()}\n${pacer.complained()}`.split('\n'), planted);

async function ends(pacer: Pacer): Promise<void> {
  pacer.signal('SIGTERM');
  expect(await pacer.ended).toBe(0);
}

describe('over Socket Mode', () => {
  const [home, own] = [temporaryDirectory(), temporaryDirectory()];
  let sandbox: Sandbox;
  beforeAll(async () => {
    const manifestPath = join(import.meta.dirname, '../../manifest.yml');
    await copyTemplate(own.path);
    sandbox = await startSandbox({ dataDir: home.path, port: 0, manifestPath });
  });
  afterAll(async () => {
    await sandbox.stop();
    home.remove();
    own.remove();
  });

  test('a day and a fault leave no secret and no word in what the process says', async () => {
    const { address } = sandbox;
    await addPerson(address, { userName: 'ana', displayName: 'Ana', emails: [{ value: 'a@pacer.example' }] });
    const pacer = startPacer(own.path, {
      ...{ SLACK_BOT_TOKEN: address.botToken, SLACK_APP_TOKEN: address.appToken },
      ...{ SLACK_API_URL: address.api, LOG_LEVEL: 'trace' },
    });
    await hears(pacer, /Pacer serves/);
    const ana = await signIn(address, 'ana');
    const general = channelId(ana, 'general');
    const line = `/log deal with "${words.customer}" $${words.amount} note: ${words.note}`;
    expect((await ask(ana, line, general)).text).toContain('deal');
    await control(address, 'fault', { kind: 'reset_before', method: 'response_url' });
    await control(address, 'fault', { kind: 'reset_before', method: 'chat.postEphemeral' });
    await command(ana, line, general);
    await hears(pacer, /response_url refused the answer/);
    await hears(pacer, /no private message in the channel/);
    ana.leave();
    await ends(pacer);
    // There was something to keep quiet about.
    expect(pacer.complained()).toMatch(/"level":20.*\{…\}/);
    expect(leaksOf(pacer)).toEqual([]);
  });
});

describe('over HTTP, for many workspaces', () => {
  const own = temporaryDirectory();
  beforeAll(() => copyTemplate(own.path));
  afterAll(() => own.remove());

  test('requests, signed, forged and garbled, leave none either', async () => {
    const pacer = startPacer(own.path, { ...settings, LOG_LEVEL: 'trace' });
    const at = (await hears(pacer, /listens at (http:\S+\d)/))[1] ?? '';
    const form = new URLSearchParams({
      ...{ command: '/log', text: `deal with "${words.customer}" note: ${words.note}` },
      ...{
        team_id: 'T0NEVERSEEN',
        user_id: 'U1',
        channel_id: 'C1',
        trigger_id: '12345.678.0123456789abcdef',
      },
      response_url: 'http://127.0.0.1:9/response/0123456789',
    }).toString();
    const event = JSON.stringify({
      ...{ type: 'event_callback', team_id: 'T0NEVERSEEN', event_id: 'Ev1' },
      event: { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: words.note, ts: '1.2' },
    });
    expect(await posted(at, form)).toBe(200);
    expect(await posted(at, event, 'application/json')).toBe(200);
    expect(await posted(at, form, undefined, 'another-secret')).toBe(401);
    expect(await posted(at, `{"text": "${words.note}"`, 'application/json')).toBe(400);
    const back = await fetch(
      `${at}/slack/oauth_redirect?code=c0de-0f-an-1nstallation&state=5tate-0f-an-1nstallation`,
    );
    expect(back.status).toBeGreaterThanOrEqual(400);
    await fetch(`${at}/slack/install`);
    await hears(pacer, /a request was not let in/);
    await ends(pacer);
    expect(leaksOf(pacer)).toEqual([]);
  });

  /** Sends it as Slack does, signed with a secret. */
  async function posted(
    at: string,
    body: string,
    type = 'application/x-www-form-urlencoded',
    secret = settings.SLACK_SIGNING_SECRET,
  ): Promise<number> {
    const time = String(Math.floor(Date.now() / 1000));
    const proof = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex');
    const headers = {
      ...{ 'content-type': type, 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${proof}` },
      authorization: 'Bearer 5tate-0f-an-1nstallation',
    };
    return (await fetch(`${at}/slack/events`, { method: 'POST', headers, body })).status;
  }
});

test('a database that cannot be reached is told of without its password', async () => {
  const own = temporaryDirectory();
  const pacer = startPacer(own.path, {
    DATABASE_URL: 'postgresql://pacer:hunter2hunter2@127.0.0.1:9/pacer',
    ...{ SLACK_BOT_TOKEN: 'xoxb-1-2-abc', SLACK_APP_TOKEN: 'xapp-1-A-2-abc', LOG_LEVEL: 'trace' },
  });
  expect(await pacer.ended).toBe(1);
  own.remove();
  expect(pacer.complained()).toMatch(/DATABASE_URL/);
  expect(leaksOf(pacer)).toEqual([]);
});
