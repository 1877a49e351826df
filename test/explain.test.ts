import { describe, expect, test } from 'vitest';
import { explain } from '../src/explain.ts';
import { DbProblem } from '../src/platform/db/index.ts';

const known = ['hunter2hunter2', '8f742231b10e8888abcd99yyyzzz85a5'];

describe('what is said at a start that fails', () => {
  test('what nobody foresaw keeps kind and place, and tells no secret', () => {
    const error = new TypeError(
      'postgresql://pacer:hunter2hunter2@db.example/pacer refused xoxb-1-2-abcdef with 8f742231b10e8888abcd99yyyzzz85a5: {"note": "Acme"}',
    );
    const text = explain(error, known);
    expect(text).toMatch(/^TypeError: postgresql:\/\/db\.example\/…/);
    expect(text).toMatch(/\n\s+at .*explain\.test\.ts/);
    for (const secret of [...known, 'xoxb-', 'Acme']) expect(text).not.toContain(secret);
  });

  test('what is foreseen is said in words, without secrets either', () => {
    const refused = Object.assign(new Error('An API error occurred: invalid_auth (xapp-1-A0-12-abcdef)'), {
      code: 'slack_webapi_platform_error',
    });
    expect(explain(refused, known)).toMatch(
      /^Slack did not accept the settings: .*invalid_auth \(\[token\]\)\n/,
    );
    const example = 'Set it like DATABASE_URL=postgresql://pacer:secret@db.example.com:5432/pacer';
    const away = new DbProblem('unreachable', `No answer with hunter2hunter2. ${example}`);
    expect(explain(away, known)).toBe(`No answer with [secret]. ${example}`);
  });
});
