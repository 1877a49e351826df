import { describe, expect, test } from 'vitest';
import type { Failure } from '../../src/platform/failure.ts';
import { afterLook, looksForMs, mostLooks } from '../../src/platform/jobs/lookup.ts';
import { markerFor } from '../../src/platform/jobs/mark.ts';
import { hashOf, plainVersion, releasedVersion } from '../../src/platform/jobs/version.ts';

/** What becomes of a message that Slack may or may not have. */
const fresh = { looks: 1, ageMs: 90_000, isReleased: false };
const failed = (failure: Failure) => ({ kind: 'failed', failure }) as const;

describe('after a look', () => {
  test('what is there was sent, and is not sent again', () => {
    expect(afterLook({ kind: 'found', ts: '1.2' }, fresh)).toEqual({ to: 'sent', ts: '1.2' });
    expect(afterLook({ kind: 'found', ts: '1.2' }, { ...fresh, isReleased: true })).toEqual({
      to: 'sent',
      ts: '1.2',
    });
  });
  test('only a complete look without it sends it again, with the same bytes', () => {
    expect(afterLook({ kind: 'absent' }, fresh)).toEqual({ to: 'pending', isNewVersion: false });
    expect(afterLook({ kind: 'more', before: 'c' }, fresh)).toEqual({
      ...{ to: 'ambiguous', afterMs: 0, before: 'c', holdsWorkspace: false },
    });
  });
  test.each(['missing_scope', 'not_in_channel', 'channel_not_found'])(
    'where it may not look (%s) a person is asked',
    (error) => {
      expect(afterLook(failed({ kind: 'refused', error }), fresh)).toEqual({ to: 'parked', why: error });
    },
  );
  test('Slack says that it is too much: the whole workspace waits as long as it says', () => {
    const limited = failed({ kind: 'retry', afterMs: 60_000, error: 'ratelimited' });
    expect(afterLook(limited, fresh)).toEqual({
      ...{ to: 'ambiguous', afterMs: 60_000, before: undefined, holdsWorkspace: true },
    });
  });
  test('a look that failed is repeated, until the budget of pages or of time is gone', () => {
    const doubtful = failed({ kind: 'doubtful', error: 'reset' });
    expect(afterLook(doubtful, fresh).to).toBe('ambiguous');
    expect(afterLook(doubtful, { ...fresh, ageMs: looksForMs })).toEqual({ to: 'parked', why: 'budget' });
    expect(afterLook({ kind: 'more', before: 'c' }, { ...fresh, looks: mostLooks })).toEqual({
      to: 'parked',
      why: 'budget',
    });
  });
  test('a dead token decides nothing, however long it takes', () => {
    const dead = failed({ kind: 'dead', error: 'token_revoked' });
    expect(afterLook(dead, { looks: 99, ageMs: 10 * looksForMs, isReleased: false }).to).toBe('ambiguous');
  });
  test('"Post it": where nobody but a person can look, their word counts; it is another version', () => {
    const barred = failed({ kind: 'refused', error: 'missing_scope' });
    expect(afterLook(barred, { ...fresh, isReleased: true })).toEqual({ to: 'pending', isNewVersion: true });
    expect(afterLook({ kind: 'absent' }, { ...fresh, isReleased: true })).toEqual({
      to: 'pending',
      isNewVersion: true,
    });
  });
});

describe('the mark of a message', () => {
  const ours = markerFor('T1', new Uint8Array(32).fill(7));
  test('is read back, and nobody else can make it', () => {
    const mark = ours.mark('weekly-feedback:west:2026-W47:board');
    expect(ours.read(mark)).toBe('weekly-feedback:west:2026-W47:board');
    const { sig } = mark.event_payload;
    expect(
      ours.read({ ...mark, event_payload: { k: 'weekly-feedback:west:2026-W48:board', sig } }),
    ).toBeUndefined();
    expect(ours.read({ ...mark, event_payload: { k: 'x', sig: '' } })).toBeUndefined();
    expect(ours.read({ ...mark, event_type: 'other' })).toBeUndefined();
    expect(ours.read(undefined)).toBeUndefined();
  });
  test('of another workspace, or by another key, is none', () => {
    expect(markerFor('T2', new Uint8Array(32).fill(7)).read(ours.mark('a'))).toBeUndefined();
    expect(markerFor('T1', new Uint8Array(32).fill(8)).read(ours.mark('a'))).toBeUndefined();
  });
});

test('a release and a fallback are other bytes, and say what they are', () => {
  const first = { text: 'Board', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Ana leads' } }] };
  const released = releasedVersion(first, 'en');
  expect(JSON.stringify(released.blocks)).toMatch(/Posted on request/);
  expect(JSON.stringify(releasedVersion(first, 'zh').blocks)).toMatch(/应要求发出/);
  expect(plainVersion(first)).toEqual({ text: 'Ana leads', blocks: [] });
  const hashes = [first, released, plainVersion(first)].map(({ text, blocks }) => hashOf(text, blocks));
  expect(new Set(hashes).size).toBe(3);
});
