import { describe, expect, test } from 'vitest';
import { createSecrets, SecretProblem } from '../../src/platform/secrets/index.ts';

const [former, present] = ['a former key of 32 characters ....', 'the present key of 32 characters .'];
const place = { workspaceId: 'T1', kind: 'bot token' } as const;
const token = 'xoxb-1-secret';

/** What somebody reading the problem sees. */
function problemOf(work: () => unknown): SecretProblem {
  try {
    work();
  } catch (error) {
    if (error instanceof SecretProblem) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('encryption at rest', () => {
  const secrets = createSecrets([present]);

  test('what is sealed opens again, and never looks the same twice', () => {
    const [one, two] = [secrets.seal(token, place), secrets.seal(token, place)];
    expect(secrets.open(one, place)).toBe(token);
    expect(secrets.open(secrets.seal('令牌', place), place)).toBe('令牌');
    expect(one).not.toBe(two);
    expect(one).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
    expect(one).not.toContain('secret');
  });

  test('it opens in its own place alone: not for another workspace, not as another kind', () => {
    const sealed = secrets.seal(token, place);
    expect(problemOf(() => secrets.open(sealed, { ...place, workspaceId: 'T2' })).kind).toBe('damaged');
    expect(problemOf(() => secrets.open(sealed, { ...place, kind: 'refresh token' })).kind).toBe('damaged');
  });

  test('whatever part is changed, it is refused', () => {
    const parts = secrets.seal(token, place).split('.');
    for (const at of [2, 3, 4]) {
      const part = parts[at] ?? '';
      const changed = parts.with(at, (part.startsWith('A') ? 'B' : 'A') + part.slice(1)).join('.');
      expect(problemOf(() => secrets.open(changed, place)).kind, String(at)).toBe('damaged');
    }
    for (const text of ['', token, 'v2.00000000.a.b.c', parts.slice(0, 4).join('.'), `${parts.join('.')}.x`])
      expect(problemOf(() => secrets.open(text, place)).kind, text).toBe('damaged');
    // A tag that was cut short would be easier to guess.
    const short = parts.with(3, (parts[3] ?? '').slice(0, 6)).join('.');
    expect(problemOf(() => secrets.open(short, place)).kind).toBe('damaged');
  });

  test('the first key writes, any reads', () => {
    const before = createSecrets([former]).seal(token, place);
    const both = createSecrets([present, former]);
    expect(both.open(before, place)).toBe(token);
    expect(both.isCurrent(before)).toBe(false);
    expect(both.isCurrent(both.seal(token, place))).toBe(true);
    expect(secrets.open(both.seal(token, place), place)).toBe(token);
  });

  test('a key that is missing is named by its variable, and no secret is said', () => {
    const problem = problemOf(() => secrets.open(createSecrets([former]).seal(token, place), place));
    expect(problem.kind).toBe('unknown key');
    expect(problem.message).toMatch(/PACER_SECRET_KEY/);
    for (const secret of [token, former, present]) expect(problem.message).not.toContain(secret);
    expect(problemOf(() => createSecrets([]).seal(token, place)).message).toMatch(/PACER_SECRET_KEY/);
  });
});
