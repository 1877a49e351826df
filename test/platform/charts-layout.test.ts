import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/platform/charts/layout.ts';
import { rangeFor } from '../../src/platform/charts/rows.ts';
import { clean, shorten, spaced } from '../../src/platform/charts/text.ts';
import { drawnText } from './charts-support/drawn.ts';
import { kpiWeek, leaderboard, pace, samples } from './charts-support/samples.ts';

const measure = (text: string) => Array.from(text).length;

describe('text on one line', () => {
  it('loses line breaks and direction marks', () => {
    expect(clean('  Ana\nTorres \u202Etxt.exe\u0007 ')).toBe('Ana Torres txt.exe');
  });

  it('is shortened only where it must be, between whole graphemes', () => {
    expect(shorten('Ana Torres', 10, measure)).toBe('Ana Torres');
    expect(shorten('Ana Torres', 6, measure)).toBe('Ana T…');
    expect(shorten('Ana Torres', 5, measure)).toBe('Ana…');
    expect(shorten('👩‍👩‍👧Ana', 4, measure)).toBe('…');
    expect(shorten('', 0, measure)).toBe('');
    expect(shorten('abc', 0, measure)).toBe('…');
  });

  it('keeps the last axis label and those that have room before it', () => {
    const labels = [10, 20, 30, 40, 50].map((middle) => ({ middle, width: 12 }));
    expect(spaced(labels, 2)).toEqual([0, 2, 4]);
    expect(spaced([{ middle: 5, width: 0 }], 2)).toEqual([]);
  });
});

describe('layouts', () => {
  it('are pure: the same specification gives the same data', () => {
    for (const spec of Object.values(samples)) {
      const [one, two] = [layoutOf(spec, 'x'), layoutOf(structuredClone(spec), 'x')];
      expect(JSON.stringify(one.config.data)).toBe(JSON.stringify(two.config.data));
      expect([one.width, one.height]).toEqual([two.width, two.height]);
    }
  });

  it('leave each bar the room of its label', () => {
    const { max } = rangeFor(
      [
        { value: 100, label: 200 },
        { value: 90, label: 0 },
      ],
      700,
      { min: 0, max: 0 },
    );
    expect((100 / max) * 700).toBeCloseTo(500);
  });

  it('leave room left of zero for negative values', () => {
    expect(rangeFor([{ value: -40, label: 0 }], 700, { min: 0, max: 1 }).min).toBe(-40);
  });

  it('draw at most ten places and six KPIs', () => {
    const rows = Array.from({ length: 14 }, (_, index) => ({
      rank: `${index + 1}`,
      name: `N${index + 1}N`,
      value: 1,
      label: 'x',
    }));
    const drawn = drawnText({ ...leaderboard, rows });
    expect(drawn).toContain('N10N');
    expect(drawn).not.toContain('N11N');
    const [row] = kpiWeek.rows;
    const seven =
      row === undefined ? [] : Array.from({ length: 7 }, (_, index) => ({ ...row, name: `K${index + 1}K` }));
    expect(drawnText({ ...kpiWeek, rows: seven })).toContain('K6K');
    expect(drawnText({ ...kpiWeek, rows: seven })).not.toContain('K7K');
  });

  it('say so where there is nothing, without a legend', () => {
    const drawn = drawnText({ ...pace, days: [] });
    expect(drawn).toContain('Notarget');
    expect(drawn).not.toContain('Expected');
  });

  it('keep a long name from running into the movement', () => {
    const name = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(5);
    const drawn = drawnText({ ...leaderboard, rows: leaderboard.rows.map((row) => ({ ...row, name })) });
    expect(drawn).toMatch(/Wolfeschlegelsteinhausen\p{L}*…/u);
    expect(drawn).not.toContain(name.replaceAll(' ', ''));
  });
});
