import { describe, expect, test } from 'vitest';
import { checkSpread } from '../../src/goals/spread/check.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { wouldCircle } from '../../src/people/tree.ts';
import { checkEditForm } from '../../src/playbook/edit/decide.ts';
import { readPlaybookFile } from '../../src/playbook/file/read.ts';
import { playbookYaml } from '../../src/playbook/file/write.ts';
import { readyMadeOf } from '../../src/playbook/readyMade/all.ts';

/** What is handed in by forms and files and makes no sense: told at the field, or at the line. */
const now = Temporal.Instant.from('2026-11-18T20:00:00Z');

describe('T-02 a year that is spread by hand', () => {
  const shares = (...given: string[]) =>
    Object.fromEntries(given.map((share, at) => [`share-${at + 1}`, share]));
  const check = (values: Record<string, string>, locale: 'en' | 'zh' = 'en') => {
    const metadata = JSON.stringify({ target: 't', how: 'hand' });
    return checkSpread({ values: { how: 'hand', ...values }, metadata, locale, now });
  };
  const even = Array.from({ length: 11 }, () => '8');

  test('T-02 percentages that do not total 100 are told at the last one, with the total', () => {
    // 11 × 8 + 11.5 = 99.5.
    expect(check(shares(...even, '11.5'))?.['share-12']).toMatch(/99\.5%/);
    expect(check(shares(...even, '11.5'), 'zh')?.['share-12']).toMatch(/99\.5%/);
    expect(check(shares(...even, '12'))).toBeUndefined();
  });

  test('T-02 what is no percentage is told at its own field', () => {
    expect(Object.keys(check(shares(...even.slice(1), 'much', '12')) ?? {})).toEqual(['share-11']);
    expect(Object.keys(check(shares('-8', ...even.slice(1), '12')) ?? {})).toEqual(['share-1']);
  });
});

test('A-03 a team does not come to stand above itself, however long the way', () => {
  const from = localDate('2026-01-01');
  const links = [
    { teamId: 'b', parentId: 'a', from, to: null },
    { teamId: 'c', parentId: 'b', from, to: null },
  ];
  expect(wouldCircle(links, 'a', 'c', from)).toBe(true);
  expect(wouldCircle(links, 'a', 'a', from)).toBe(true);
  expect(wouldCircle(links, 'd', 'c', from)).toBe(false);
});

test('M-02 a metric divided by itself is told at the field below the line', () => {
  const values = { one: 'x', other: 'x', zh: 'x', numerator: 'calls', denominator: 'calls' };
  for (const locale of ['en', 'zh'] as const)
    expect(checkEditForm({ values, metadata: '', locale, now })).toHaveProperty('denominator');
});

describe('the file of a playbook', () => {
  const yaml = playbookYaml(readyMadeOf('b2b'));
  const troubles = (text: string) => {
    const read = readPlaybookFile(text);
    return read.ok ? [] : read.problem;
  };

  test('an unknown key is told with its line and what was meant; nothing is taken', () => {
    const lines = yaml.split('\n');
    const at = lines.findIndex((line) => /^ {4}points:/u.test(line));
    lines[at] = (lines[at] ?? '').replace('points', 'pionts');
    const found = troubles(lines.join('\n')).find(({ what }) => what.kind === 'unknown key');
    expect(found).toMatchObject({ line: at + 1, what: { key: 'pionts', near: ['points'] } });
  });

  test('a file that is none, or breaks off, says where', () => {
    expect(troubles('calls: [1, 2')[0]?.what.kind).toBe('syntax');
    expect(troubles('')[0]).toBeDefined();
  });
});
