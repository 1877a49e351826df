import { describe, expect, it } from 'vitest';
import { findBursts } from '../../src/activities/odd/bursts.ts';
import { isBeyondChance } from '../../src/activities/odd/chance.ts';
import { findCopies } from '../../src/activities/odd/copies.ts';
import { type Asked, notAskedYet, type OddFact } from '../../src/activities/odd/odd.ts';
import { findRound, isRound } from '../../src/activities/odd/round.ts';
import { isOverdue } from '../../src/activities/odd/telling.ts';
import { workCalendar } from '../../src/kpi/calendar.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { day } from '../goals/given.ts';

/** Entries that look odd, worked out by hand. */
let count = 0;
function fact(at: string, more: Partial<OddFact> = {}): OddFact {
  count += 1;
  const recordedAt = Temporal.Instant.from(`2026-11-${at}:00Z`);
  return {
    ...{
      id: `f${String(count).padStart(4, '0')}`,
      typeKey: 'call',
      localDate: day('2026-11-17'),
      recordedAt,
    },
    ...{ quantity: 100n, amount: null, customer: null, origin: 'slash' as const, ...more },
  };
}
const minutes = (many: number, more: Partial<OddFact> = {}, step = 1): OddFact[] =>
  Array.from({ length: many }, (_, index) => fact(`17T15:${String(index * step).padStart(2, '0')}`, more));

describe('exact chances', () => {
  it('are those of a binomial', () => {
    // Ten of ten at one half: 1 ÷ 1024, less than one in a thousand. Nine of nine: 1 ÷ 512.
    expect([isBeyondChance(10, 10, 1n, 2n), isBeyondChance(9, 9, 1n, 2n)]).toEqual([true, false]);
    // At least 14 of 15 at one half: (15 + 1) ÷ 32,768 = 1 ÷ 2048. At least 13: (105 + 16) ÷ 32,768 = 0.0037.
    expect([isBeyondChance(14, 15, 1n, 2n), isBeyondChance(13, 15, 1n, 2n)]).toEqual([true, false]);
  });
});

describe('copies', () => {
  it('are five of the same within minutes, or three where a customer or an amount is the same', () => {
    expect(findCopies(minutes(4))).toEqual([]);
    const [found] = findCopies(minutes(5));
    expect(found).toMatchObject({ key: 'copies:call:2026-11-17', kind: 'copies', outOf: 5, minutes: 4 });
    expect(findCopies(minutes(2, { customer: 'Acme' }))).toEqual([]);
    expect(
      findCopies([...minutes(2, { customer: 'Acme' }), fact('17T15:05', { customer: 'ACME ' })]),
    ).toHaveLength(1);
    expect(findCopies(minutes(3, { typeKey: 'deal', amount: 10_000n }))).toHaveLength(1);
  });
  it('each lies within ten minutes of the one before', () => {
    expect(findCopies(minutes(5, {}, 10))).toHaveLength(1);
    expect(findCopies(minutes(5, {}, 11))).toEqual([]);
  });
  it('another customer, amount, quantity or date is no copy, nor is what an import brings', () => {
    const all = ['Acme', 'Globex', 'Initech', 'Umbrella', 'Hooli'].map((customer) =>
      fact('17T15:00', { customer }),
    );
    expect(findCopies(all)).toEqual([]);
    expect(findCopies([1n, 2n, 3n, 4n, 5n].map((quantity) => fact('17T15:00', { quantity })))).toEqual([]);
    expect(findCopies(minutes(9, { origin: 'import' }))).toEqual([]);
    const dates = ['2026-11-13', '2026-11-14', '2026-11-15', '2026-11-16', '2026-11-17'];
    expect(findCopies(dates.map((date) => fact('17T15:00', { localDate: day(date) })))).toEqual([]);
  });
});

describe('round amounts', () => {
  const dollars = (...all: number[]): OddFact[] =>
    all.map((amount, index) =>
      fact(`17T15:${10 + index}`, { typeKey: 'deal', amount: BigInt(amount) * 100n }),
    );
  const past = (round: number, all: number): bigint[] =>
    Array.from({ length: all }, (_, index) => (index < round ? 500_000n : 512_345n));
  const given = { from: day('2026-10-27'), unit: 100n };
  it('have two digits before their zeros', () => {
    expect([12_000, 12_500, 500, 512, 99, 100].map((amount) => isRound(BigInt(amount) * 100n, 100n))).toEqual(
      [true, false, true, false, false, true],
    );
    expect(isRound(12_000n, 1n)).toBe(true);
  });
  it('are asked about where far more than one’s own past and the team’s, beyond chance', () => {
    const now = dollars(...Array.from({ length: 8 }, (_, index) => (index + 1) * 1_000));
    // 8 of 8; usual (4 + 1) ÷ (20 + 2) = 5 ÷ 22: (5 ÷ 22)^8 = 0.0000071.
    const [found] = findRound(now, { own: past(4, 20), team: [] }, given);
    expect(found).toMatchObject({ key: 'round:2026-10-27', kind: 'round', outOf: 8 });
    expect(found?.facts).toHaveLength(8);
    // Usual 10 + 1 of 22 = one half: (1 ÷ 2)^8 = 0.0039, which may be chance.
    expect(findRound(now, { own: past(10, 20), team: [] }, given)).toEqual([]);
    // The team does it all the time: 18 + 1 of 22.
    expect(findRound(now, { own: past(4, 20), team: past(18, 20) }, given)).toEqual([]);
  });
  it('are not where there is too little to compare', () => {
    const seven = dollars(1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000);
    expect(findRound(seven, { own: past(0, 40), team: [] }, given)).toEqual([]);
    expect(findRound([...seven, ...dollars(8_000)], { own: past(0, 19), team: past(0, 19) }, given)).toEqual(
      [],
    );
  });
});

describe('a week entered at once', () => {
  const due = [Temporal.Instant.from('2026-11-23T14:00:00Z')];
  const dates = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19'].map(day);
  const week = (at: (index: number) => string, days = dates): OddFact[] =>
    Array.from({ length: 8 }, (_, index) =>
      fact(at(index), { localDate: days[index % days.length] ?? day('2026-11-16') }),
    );
  it('within a quarter of an hour in the day before its report', () => {
    const [found] = findBursts(
      week((index) => `23T13:${40 + index}`),
      due,
    );
    expect(found).toMatchObject({
      key: 'burst:2026-W47',
      kind: 'burst',
      date: '2026-11-16',
      outOf: 8,
      minutes: 7,
    });
  });
  it('not where it is spread, early, of few days, or the lesser part of the week', () => {
    expect(
      findBursts(
        week((index) => `23T13:${10 + index * 3}`),
        due,
      ),
    ).toEqual([]);
    expect(
      findBursts(
        week((index) => `20T16:${40 + index}`),
        due,
      ),
    ).toEqual([]);
    expect(
      findBursts(
        week((index) => `23T13:${40 + index}`, dates.slice(0, 3)),
        due,
      ),
    ).toEqual([]);
    // Eight of eleven are 73 %.
    const before = [16, 17, 18].map((date) => fact(`${date}T15:00`, { localDate: day(`2026-11-${date}`) }));
    expect(findBursts([...before, ...week((index) => `23T13:${40 + index}`)], due)).toEqual([]);
    expect(
      findBursts(
        week((index) => `23T13:${40 + index}`),
        [],
      ),
    ).toEqual([]);
  });
});

describe('each is asked once', () => {
  const [found] = findCopies(minutes(5));
  const asked = (more: Partial<Asked>) => [
    {
      key: 'copies:call:2026-11-10',
      kind: 'copies' as const,
      typeKey: 'call',
      askedOn: day('2026-11-11'),
      answer: null,
      ...more,
    },
  ];
  const open = (more: Partial<Asked>) =>
    notAskedYet(found === undefined ? [] : [found], asked(more), day('2026-10-21'));
  it('and whoever said that the like is right is left alone for four weeks', () => {
    expect(open({})).toHaveLength(1);
    expect(open({ key: 'copies:call:2026-11-17' })).toEqual([]);
    expect(open({ answer: 'right' })).toEqual([]);
    expect(open({ answer: 'right', typeKey: 'deal' })).toHaveLength(1);
    expect(open({ answer: 'right', askedOn: day('2026-10-20') })).toHaveLength(1);
  });
});

describe('who leads is told', () => {
  const asked = day('2026-11-19');
  const told = (since: string, today: string, calendar = workCalendar()) =>
    isOverdue(asked, calendar, { since: day(since), today: day(today) });
  it('never of what was not put before them', () => {
    const between = { since: day('2026-11-17'), today: day('2026-11-24') };
    expect(isOverdue(null, workCalendar(), between)).toBe(false);
  });
  it('after two working days without an answer, in one digest', () => {
    // Asked on Thursday: Friday and Monday are two working days, which are over on Tuesday.
    expect(told('2026-11-16', '2026-11-23')).toBe(false);
    expect(told('2026-11-17', '2026-11-24')).toBe(true);
    expect(told('2026-11-23', '2026-11-30')).toBe(true);
    expect(told('2026-11-24', '2026-12-01')).toBe(false);
    expect(told('2026-11-17', '2026-11-24', workCalendar({ holidays: new Set([day('2026-11-20')]) }))).toBe(
      false,
    );
  });
});
