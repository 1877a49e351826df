import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldFrom, holdingOn, withoutPlans } from '../../src/people/dated.ts';
import type { Membership } from '../../src/people/person.ts';
import {
  chainOn,
  countedStays,
  inTreeOrder,
  reachOn,
  staysFor,
  type TeamLink,
  teamsBelow,
  wouldCircle,
} from '../../src/people/tree.ts';
import { day } from './company.ts';

const link = (teamId: string, parentId: string, from: string, to: string | null = null): TeamLink => ({
  ...{ teamId, parentId, from: day(from), to: to === null ? null : day(to) },
});
const stay = (teamId: string | null, from: string, to: string | null = null): Membership => ({
  ...{ memberId: 'm', role: 'rep', region: null, teamId },
  ...{ from: day(from), to: to === null ? null : day(to) },
});

// West and South under Americas, Americas under World since July.
const links = [
  link('west', 'americas', '2026-01-01'),
  link('south', 'americas', '2026-01-01', '2026-09-01'),
  link('south', 'apac', '2026-09-01'),
  link('americas', 'world', '2026-07-01'),
];

describe('P-06 teams in a tree', () => {
  it('who is above on a date', () => {
    expect(chainOn(links, 'west', day('2026-06-30'))).toEqual(['west', 'americas']);
    expect(chainOn(links, 'west', day('2026-07-01'))).toEqual(['west', 'americas', 'world']);
    expect(chainOn(links, 'south', day('2026-09-01'))).toEqual(['south', 'apac']);
    expect(chainOn(links, 'nobody', day('2026-09-01'))).toEqual(['nobody']);
  });

  it('who leads a team reaches all below it on that date', () => {
    expect(reachOn(links, ['americas'], day('2026-08-31')).sort()).toEqual(['americas', 'south', 'west']);
    expect(reachOn(links, ['americas'], day('2026-09-01')).sort()).toEqual(['americas', 'west']);
    expect(reachOn(links, ['world'], day('2026-08-31'))).toHaveLength(4);
    expect(reachOn(links, ['west'], day('2026-08-31'))).toEqual(['west']);
  });

  it('A-03 a stay counts for the team above only while that stands above', () => {
    const stays = [stay('south', '2026-03-01'), stay('west', '2026-02-01', '2026-03-01')];
    expect(staysFor(stays, links, 'americas').map(({ from, to, teamId }) => [teamId, from, to])).toEqual([
      ['americas', '2026-03-01', '2026-07-01'],
      ['americas', '2026-07-01', '2026-09-01'],
      ['americas', '2026-02-01', '2026-03-01'],
    ]);
    expect(staysFor(stays, links, 'south')).toHaveLength(3);
    expect(staysFor(stays, links, 'apac')).toEqual([{ ...stay('apac', '2026-09-01') }]);
    expect(countedStays([stay(null, '2026-01-01')], links)[0]?.under).toEqual([]);
  });

  it('a circle is refused, also one that only a planned change would close', () => {
    expect(wouldCircle(links, 'world', 'west', day('2026-11-23'))).toBe(true);
    expect(wouldCircle(links, 'world', 'apac', day('2026-11-23'))).toBe(false);
    expect(wouldCircle([], 'west', 'west', day('2026-11-23'))).toBe(true);
    const planned = [link('apac', 'world', '2026-12-01')];
    expect(wouldCircle(planned, 'world', 'apac', day('2026-11-23'))).toBe(true);
    expect(
      wouldCircle([link('apac', 'world', '2026-01-01', '2026-06-01')], 'world', 'apac', day('2026-11-23')),
    ).toBe(false);
  });

  it('a circle that is there anyhow ends where it closes', () => {
    const circle = [link('a', 'b', '2026-01-01'), link('b', 'a', '2026-01-01')];
    expect(chainOn(circle, 'a', day('2026-02-01'))).toEqual(['a', 'b']);
    expect(
      inTreeOrder([
        { id: 'a', parentId: 'b' },
        { id: 'b', parentId: 'a' },
      ]),
    ).toHaveLength(2);
    expect(
      teamsBelow(
        [
          { id: 'a', parentId: 'b' },
          { id: 'b', parentId: 'a' },
        ],
        'a',
      ),
    ).toEqual(new Set(['a', 'b']));
  });

  it('is read with each team below its parent', () => {
    const teams = [
      { id: 'south', parentId: 'americas' },
      { id: 'west', parentId: 'americas' },
      { id: 'americas', parentId: null },
      { id: 'lost', parentId: 'retired' },
    ];
    expect(inTreeOrder(teams).map(({ team, depth }) => `${depth}${team.id}`)).toEqual([
      '0americas',
      '1south',
      '1west',
      '0lost',
    ]);
  });
});

describe('P-06 what holds from a date on', () => {
  const same = (a: { v: number }, b: { v: number }) => a.v === b.v;
  const span = (v: number, from: string, to: string | null) => ({
    v,
    from: day(from),
    to: to === null ? null : day(to),
  });

  it('ends what held, and leaves what is planned', () => {
    const spans = [span(1, '2026-01-01', '2026-12-01'), span(2, '2026-12-01', null)];
    expect(heldFrom(spans, { v: 3 }, day('2026-11-23'), same)).toEqual([
      span(1, '2026-01-01', '2026-11-23'),
      span(3, '2026-11-23', '2026-12-01'),
      span(2, '2026-12-01', null),
    ]);
    expect(heldFrom(spans, { v: 1 }, day('2026-11-23'), same)).toBe(spans);
    expect(heldFrom(spans, undefined, day('2026-12-10'), same).at(-1)).toEqual(
      span(2, '2026-12-01', '2026-12-10'),
    );
    expect(withoutPlans(spans, day('2026-11-23'))).toEqual([span(1, '2026-01-01', null)]);
  });

  it('never moves history, and holds what it says, whatever was there', () => {
    const date = fc.integer({ min: 1, max: 28 }).map((n) => day(`2026-11-${String(n).padStart(2, '0')}`));
    const changes = fc.array(fc.tuple(fc.option(fc.integer({ min: 1, max: 3 })), date), { maxLength: 6 });
    const on = (spans: readonly ReturnType<typeof span>[], at: string) =>
      holdingOn(spans, day(at)).map((one) => one.v);
    fc.assert(
      fc.property(changes, fc.option(fc.integer({ min: 1, max: 3 })), date, (before, value, from) => {
        let spans: readonly ReturnType<typeof span>[] = [];
        for (const [v, at] of before) spans = heldFrom(spans, v === null ? undefined : { v }, at, same);
        const after = heldFrom(spans, value === null ? undefined : { v: value }, from, same);
        for (let n = 1; n < Number(from.slice(8)); n += 1) {
          const at = `2026-11-${String(n).padStart(2, '0')}`;
          expect(on(after, at)).toEqual(on(spans, at));
        }
        expect(on(after, from)).toEqual(value === null ? [] : [value]);
        const dates = Array.from({ length: 28 }, (_, n) => `2026-11-${String(n + 1).padStart(2, '0')}`);
        for (const at of dates) expect(on(after, at).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
