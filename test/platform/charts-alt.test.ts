import { describe, expect, it } from 'vitest';
import { ALT_LIMIT, altText } from '../../src/platform/charts/alt.ts';
import { drawnText } from './charts-support/drawn.ts';
import { kpiWeek, leaderboard, leaderboardZh, pace, samples, trend } from './charts-support/samples.ts';

describe('alt text', () => {
  it('says the week KPI by KPI', () => {
    expect(altText(kpiWeek).split('\n').slice(0, 3)).toEqual([
      'Your week against target',
      '16–22 Nov 2026 · Ana Torres',
      'Calls: This week 54 of 50 · 108%; Week before 42 of 50 · 84%',
    ]);
  });

  it('says the board with places, teams and movement', () => {
    expect(altText(leaderboard)).toContain('2 Vicki Laflamme (West): $49,250, down 1');
    expect(altText(leaderboardZh)).toContain('1 李雷 (华东一部): ¥93.5万, 上升2');
  });

  it('says trend and pace with the target', () => {
    expect(altText(trend)).toContain('Calls: W40 38, W41 44, W42 52, W43 –');
    expect(altText(trend)).toContain('Target: 50 a week');
    expect(altText(pace)).toContain('Actual: $41k\nExpected by now: $68.6k\nTarget: Target $120k');
  });

  it('says that there is nothing', () => {
    expect(altText({ ...leaderboard, rows: [] })).toBe(
      'Revenue leaderboard\nThis week · 16–22 Nov 2026\nNobody has logged anything yet',
    );
  });

  it('stays within 2000 units and cuts no character in half', () => {
    const name = '𠮷'.repeat(400);
    const text = altText({ ...leaderboard, rows: leaderboard.rows.map((row) => ({ ...row, name })) });
    expect(text.length).toBeLessThanOrEqual(ALT_LIMIT);
    expect(text.length).toBeGreaterThan(ALT_LIMIT - 4);
    expect(text.isWellFormed()).toBe(true);
    expect(text.endsWith('…')).toBe(true);
  });
});

/** The figures of an alt text: whatever has a digit in it. */
const figures = (text: string): string[] => text.match(/[$¥-]?\d[\d.,]*[%k万]?/gu) ?? [];

describe('the picture shows the figures of the alt text', () => {
  it.each(Object.entries(samples))('%s', (_name, spec) => {
    const drawn = drawnText(spec);
    const said = figures(altText(spec));
    expect(said.length).toBeGreaterThan(1);
    for (const figure of said) expect(drawn).toContain(figure.replace(/[.,]$/u, ''));
  });
});
