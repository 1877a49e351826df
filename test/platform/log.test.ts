import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recordingLog } from '../support/log.ts';

/** What a process logs of an error and of a context that hold secrets. */
function logged(code: string): string {
  const module = join(import.meta.dirname, '../../src/platform/log.ts');
  const script = `import { createLog } from ${JSON.stringify(module)}; const log = createLog('info'); ${code}`;
  const done = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
    encoding: 'utf8',
  });
  return done.stderr + done.stdout;
}

describe('no secret reaches the log', () => {
  test('tokens and database passwords in errors are blanked', () => {
    const text = logged(
      `log.error({ err: new Error('xoxb-1-secret at postgresql://me:hunter2@host/db') }, 'failed');`,
    );
    expect(text).toContain('failed');
    expect(text).not.toMatch(/xoxb-1-secret|hunter2/);
  });
  test('fields that are secrets are blanked, also one level down', () => {
    const text = logged(`log.info({ botToken: 'xoxb-abc', slack: { appToken: 'xapp-abc' } }, 'started');`);
    expect(text).toContain('started');
    expect(text).not.toMatch(/xoxb-abc|xapp-abc/);
  });
});

/** The one line that comes of it. */
function lineOf(known: readonly string[], ...said: [object, string] | [string]): string {
  const { log, lines } = recordingLog(known);
  if (said.length === 1) log.debug(said[0]);
  else log.error(...said);
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

describe('what libraries and the database say of a request', () => {
  test.each([
    'Received a message on the WebSocket: {"type":"slash_commands","payload":{"text":"call with Acme"}}',
    '{"token":"x","text":"call with Acme"}',
    'An API error occurred: <!DOCTYPE html><p>Acme</p>',
    'could not read "Acme"',
    'posting to https://hooks.slack.com/commands/T1/2/Acme failed',
    'GET /slack/oauth_redirect?code=Acme&state=1',
    'xoxb-1-Acme, xoxe.xoxb-1-Acme, xoxe-1-Acme, xapp-1-Acme and Bearer Acme123',
  ])('%s', (said) => {
    expect(lineOf([], said)).not.toMatch(/Acme/);
  });

  test('a quoted value goes, the name of a constraint and of a property stays', () => {
    const refused = new Error(
      'duplicate key violates unique constraint "activity_pkey", Key (name)=(Acme), near \'Acme\'',
    );
    const line = lineOf([], { err: refused }, 'failed');
    expect(line).toMatch(/activity_pkey/);
    expect(line).not.toMatch(/Acme/);
    const missing = new TypeError("Cannot read properties of undefined (reading 'workspace')");
    expect(lineOf([], { err: missing }, 'failed')).toMatch(/TypeError.*reading 'workspace'.*log\.test\.ts/);
  });

  test('a validation error keeps its first line, and its cause is told as well', () => {
    const error = new Error(
      'Invalid `prisma.activity.create()` invocation:\n{\n  data: {\n    customer: "Acme"',
      {
        cause: new Error('customer "Acme" is taken'),
      },
    );
    const line = lineOf([], { err: error }, 'failed');
    expect(line).toMatch(/prisma\.activity\.create/);
    expect(line).toMatch(/"cause":\{"type":"Error","message":"customer “…” is taken"/);
    expect(line).not.toMatch(/Acme/);
  });

  test('fields that hold texts and requests are left out, however deep', () => {
    const context = {
      key: 'w:1',
      request: { headers: { cookie: 'Acme' } },
      a: [{ b: { text: 'Acme', count: 3 } }],
    };
    const line = lineOf([], context, 'failed');
    expect(line).toMatch(/"key":"w:1"/);
    expect(line).toMatch(/"count":3/);
    expect(line).not.toMatch(/Acme/);
  });

  test('the process’s own secrets go, however they are written', () => {
    const secret = 'p/w+1&2 3"4';
    const said = `${secret} ${encodeURIComponent(secret)}`;
    expect(lineOf([secret], { reason: said }, said)).not.toMatch(/w\+1|w%2B1/);
  });
});
