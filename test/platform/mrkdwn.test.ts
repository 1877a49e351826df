import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, escapeText, plain, plainInMrkdwn } from '../../src/platform/mrkdwn.ts';

describe('user text in messages', () => {
  test('a channel ping typed by a rep pings nobody', () => {
    expect(escapeText('<!channel> & <@U1>')).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
  });
  test('controls of writing direction are stripped', () => {
    expect(escapeText('a\u202eb\u2066c')).toBe('abc');
    expect(plain('a\u202eb')).toBe('ab');
  });
  test('format signs of a note stay signs', () => {
    expect(plainInMrkdwn('*bold*')).not.toBe('*bold*');
  });
  test('a cut never ends inside an entity, a link or a surrogate pair', () => {
    expect(cut('abc &amp; def', 8)).toBe('abc …');
    expect(cut('see <https://example.com|here>', 12)).toBe('see …');
    expect(cut('ab😀cd', 4)).toBe('ab…');
    expect(cut('short', 10)).toBe('short');
  });
  test('escaped text holds no raw sign, and a cut of it no half entity, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (typed, limit) => {
        const safe = escapeText(typed);
        expect(safe).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        const shown = cut(safe, limit);
        expect(shown.length).toBeLessThanOrEqual(limit);
        expect(shown).not.toMatch(/&(?!amp;|lt;|gt;)/);
      }),
    );
  });
});
