import { describe, expect, it } from 'vitest';
import { all, andThen, fail, map, ok, type Result, unwrap } from '../../src/kpi/result.ts';

const half = (value: number): Result<number, 'odd'> => (value % 2 === 0 ? ok(value / 2) : fail('odd'));

describe('Results', () => {
  it('Results: a problem passes through untouched', () => {
    expect(map(half(4), String)).toEqual({ ok: true, value: '2' });
    expect(map(half(3), String)).toEqual({ ok: false, problem: 'odd' });
    expect(andThen(half(8), half)).toEqual({ ok: true, value: 2 });
    expect(andThen(half(6), half)).toEqual({ ok: false, problem: 'odd' });
  });

  it('Results: all of them, or the first problem', () => {
    expect(all([half(2), half(4)])).toEqual({ ok: true, value: [1, 2] });
    expect(all([half(2), half(3)])).toEqual({ ok: false, problem: 'odd' });
    expect(unwrap(half(2))).toBe(1);
    expect(() => unwrap(half(3))).toThrow('odd');
  });
});
