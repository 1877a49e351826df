import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

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
