import { describe, expect, test } from 'vitest';
import { describeProblems, readConfig } from '../src/config.ts';

const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
const wrong: [what: string, env: Record<string, string>, variable: string][] = [
  ['a bot token alone', bot, 'SLACK_APP_TOKEN'],
  ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
  ['a signing secret alone', { SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN'],
  [
    'an app token where the bot token belongs',
    { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xapp-1' },
    'SLACK_BOT_TOKEN',
  ],
  ['a bot token where the app token belongs', { ...bot, SLACK_APP_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN'],
  ['a client id alone', { SLACK_CLIENT_ID: '1.2' }, 'SLACK_CLIENT_SECRET'],
  [
    'one workspace and many at once',
    { ...bot, SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's' },
    'SLACK_BOT_TOKEN',
  ],
  ['a port that is none', { PORT: '99999' }, 'PORT'],
  ['a port in words', { PORT: 'http' }, 'PORT'],
  ['a token for the figures that can be guessed', { PACER_METRICS_TOKEN: 'short' }, 'PACER_METRICS_TOKEN'],
  ['a public address without https', { PACER_PUBLIC_URL: 'http://pacer.example.com' }, 'PACER_PUBLIC_URL'],
  ['an administrator by name', { PACER_ADMIN: 'Ana Torres' }, 'PACER_ADMIN'],
  [
    'an administrator where many install',
    { SLACK_CLIENT_ID: '1.2', PACER_ADMIN: 'U012AB3CD' },
    'PACER_ADMIN',
  ],
  ['an unknown log level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ['another database', { DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL'],
  ['an API address without a token', { SLACK_API_URL: 'http://127.0.0.1:1/api/' }, 'SLACK_BOT_TOKEN'],
  ['an API without an address', { SLACK_API_URL: 'slack.com' }, 'SLACK_API_URL'],
];

describe('settings', () => {
  test.each(wrong)('%s is refused with the variable, its meaning and an example', (_, env, variable) => {
    const read = readConfig(env);
    if (read.ok) throw new Error('it was taken');
    expect(read.problem.map((found) => found.variable)).toContain(variable);
    const text = describeProblems(read.problem);
    expect(text).toContain(`${variable}=`);
    expect(text).not.toContain(env['DATABASE_URL'] ?? 'never there');
  });

  test('nothing set is the sandbox; empty values count as not set', () => {
    for (const env of [{}, { SLACK_BOT_TOKEN: '', PORT: ' ' }]) {
      const read = readConfig(env);
      expect(read.ok && read.value).toMatchObject({
        mode: 'sandbox',
        port: 3000,
        host: '127.0.0.1',
        dataDir: '.pacer',
      });
    }
  });

  test('the tokens choose the way of receiving; the API address gets its slash', () => {
    const socket = readConfig({ ...bot, SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'http://127.0.0.1:1/api' });
    expect(socket.ok && socket.value).toMatchObject({
      mode: 'socket',
      slack: { apiUrl: 'http://127.0.0.1:1/api/' },
    });
    // Slack's pages show the signing secret beside both tokens: whoever sets all three means the app token.
    const all = readConfig({ ...bot, SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' });
    expect(all.ok && all.value.mode).toBe('socket');
    const http = readConfig({ ...bot, SLACK_SIGNING_SECRET: 's' });
    expect(http.ok && http.value).toMatchObject({ mode: 'http', port: 3000, servesHttp: true });
  });

  test('over Socket Mode health and figures are served where PORT is set; beside the sandbox the port is its page’s', () => {
    const served = (env: Record<string, string>): unknown => {
      const read = readConfig(env);
      return read.ok && read.value.servesHttp;
    };
    const socket = { ...bot, SLACK_APP_TOKEN: 'xapp-1' };
    expect([socket, { ...socket, PORT: '0' }, { PORT: '3000' }].map(served)).toEqual([false, true, false]);
  });
});
