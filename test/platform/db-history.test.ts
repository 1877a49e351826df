import { describe, expect, it } from 'vitest';
import { type AppliedMigration, standing } from '../../src/platform/db/migrations/history.ts';

const code = ['1_init', '2_more'].map((name) => ({ name, sql: '', checksum: `sum of ${name}` }));
const row = (name: string, more: Partial<AppliedMigration> = {}): AppliedMigration => ({
  name,
  checksum: `sum of ${name}`,
  finished: true,
  rolledBack: false,
  ...more,
});

describe('how a database stands to the code', () => {
  it.each([
    ['an empty database is behind', [], { kind: 'behind', missing: ['1_init', '2_more'] }],
    [
      'a database that lacks the last migration is behind',
      [row('1_init')],
      { kind: 'behind', missing: ['2_more'] },
    ],
    ['a database with all of them is current', [row('1_init'), row('2_more')], { kind: 'current' }],
    [
      'an unknown migration makes it newer',
      [row('1_init'), row('2_more'), row('3_next')],
      { kind: 'newer', unknown: ['3_next'] },
    ],
    [
      'newer wins over failed',
      [row('1_init', { finished: false }), row('3_next')],
      { kind: 'newer', unknown: ['3_next'] },
    ],
    [
      'a migration that did not finish is a failure',
      [row('1_init', { finished: false })],
      { kind: 'failed', failed: ['1_init'] },
    ],
    [
      'one that was rolled back does not count',
      [row('1_init', { finished: false, rolledBack: true }), row('1_init'), row('2_more')],
      { kind: 'current' },
    ],
    [
      'another text of a migration is found',
      [row('1_init', { checksum: 'else' }), row('2_more')],
      { kind: 'changed', changed: ['1_init'] },
    ],
  ])('%s', (_title, applied, expected) => {
    expect(standing(code, applied)).toEqual(expected);
  });
});
