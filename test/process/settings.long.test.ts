import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../support/db.ts';
import { endLeftovers, type Ran, runCommand, startPacer } from '../support/pacer.ts';
import { copyTemplate } from '../support/template.ts';

/** Settings that are missing, wrong or contradictory: the start ends with the variable, its meaning and an example. */
endLeftovers();
const directory = temporaryDirectory();
beforeAll(() => copyTemplate(directory.path));
afterAll(() => directory.remove());

async function refused(settings: Record<string, string>): Promise<Ran> {
  const pacer = startPacer(directory.path, settings);
  const code = await pacer.ended;
  return { code, said: pacer.said(), complained: pacer.complained() };
}

const bot = { SLACK_BOT_TOKEN: 'xoxb-1-2-abc' };
const cases: [what: string, settings: Record<string, string>, variable: string, words: RegExp][] = [
  [
    'a bot token alone',
    bot,
    'SLACK_APP_TOKEN',
    /not set, but SLACK_BOT_TOKEN is[\s\S]*Example: SLACK_APP_TOKEN=xapp-/,
  ],
  [
    'an app token alone',
    { SLACK_APP_TOKEN: 'xapp-1-A-1-a' },
    'SLACK_BOT_TOKEN',
    /not set, but SLACK_APP_TOKEN is[\s\S]*=xoxb-/,
  ],
  [
    'tokens in each other’s place',
    { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' },
    'SLACK_APP_TOKEN',
    /not an app-level token/,
  ],
  ['a client id alone', { SLACK_CLIENT_ID: '1.2' }, 'PACER_SECRET_KEY', /not set, but SLACK_CLIENT_ID is/],
  ['a port that is a word', { PORT: 'http' }, 'PORT', /http[\s\S]*Example: PORT=3000/],
  ['a port beyond the last', { PORT: '70000' }, 'PORT', /70000/],
  [
    'a log level that nobody knows',
    { LOG_LEVEL: 'loud' },
    'LOG_LEVEL',
    /fatal, error, warn, info, debug, trace, silent/,
  ],
  [
    'another kind of API address',
    { SLACK_API_URL: 'slack.com/api' },
    'SLACK_API_URL',
    /https:\/\/slack\.com\/api\//,
  ],
  [
    'another kind of database',
    { DATABASE_URL: 'mysql://localhost/pacer' },
    'DATABASE_URL',
    /postgresql:\/\/pacer:secret@/,
  ],
  [
    'a database that nobody serves',
    { DATABASE_URL: 'postgresql://pacer:topsecret@127.0.0.1:1/pacer' },
    'DATABASE_URL',
    /No PostgreSQL server answers at 127\.0\.0\.1:1\/pacer[\s\S]*Example: DATABASE_URL=/,
  ],
  ['an address that is not this machine', { HOST: '0.0.0.0' }, 'HOST', /127\.0\.0\.1/],
];

describe('the start is refused in words for a person', () => {
  test.concurrent.each(cases)('%s', async (_what, settings, variable, words) => {
    const { code, complained } = await refused(settings);
    expect(code).toBe(1);
    expect(complained).toContain(variable);
    expect(complained).toMatch(words);
    expect(complained).not.toMatch(/^\s+at |topsecret/m);
  });

  test('every wrong setting is named at once', async () => {
    const { complained } = await refused({ ...bot, PORT: 'x', LOG_LEVEL: 'y' });
    for (const name of ['SLACK_APP_TOKEN', 'PORT', 'LOG_LEVEL']) expect(complained).toContain(`${name}:`);
  });

  test('a port that is taken', async () => {
    const server = await holdPort();
    const address = server.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { code, complained } = await refused({ PORT: port });
    server.close();
    expect(code).toBe(1);
    expect(complained).toContain(`Port ${port} is taken. Set PORT to another one`);
    expect(complained).not.toMatch(/^\s+at /m);
  });
});

describe('commands', () => {
  const wrong: [name: string, words: string[], expected: RegExp][] = [
    ['job', [], /Usage: npm run job/],
    ['job', ['dance', '--on', '2026-11-23'], /dance is not a job[\s\S]*Usage: npm run job/],
    ['job', ['weekly-feedback', '--on', 'monday'], /--on needs a date such as 2026-11-23, not monday/],
    ['job', ['target-reviews', '--on', '2026-11-23', '--team', 'West'], /leave --team out/],
    ['job', ['weekly-feedback', '--when', '2026-11-23'], /--when[\s\S]*Usage: npm run job/],
    ['migration', ['Add things'], /Usage: npm run migration/],
    ['import', ['nonsense'], /Usage: npm run import/],
  ];
  test.concurrent.each(wrong)(
    '%s %j: wrong words are answered with the usage, and code 2',
    async (name, words, expected) => {
      const ran = await runCommand(name, words, { PACER_DATA_DIR: directory.path });
      expect(ran.complained).toMatch(expected);
      expect(ran.complained).not.toMatch(/^\s+at /m);
      expect(ran.code).toBe(2);
    },
  );

  test('a command that finds no workspace says why and ends, with the database closed behind it', async () => {
    const words = ['weekly-feedback', '--on', '2026-11-23'];
    const ran = await runCommand('job', words, { PACER_DATA_DIR: directory.path, HOST: '0.0.0.0' });
    expect(ran.code).toBe(1);
    expect(ran.complained).toMatch(/HOST is 0\.0\.0\.0/);
  });

  test('wrong settings are named to commands too', async () => {
    const ran = await runCommand('rollup-verify', [], { DATABASE_URL: 'mysql://x' });
    expect(ran.code).toBe(1);
    expect(ran.complained).toContain('DATABASE_URL');
    expect(ran.complained).not.toMatch(/^\s+at /m);
  });
});

function holdPort(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
