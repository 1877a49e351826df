import { describe, expect, test } from 'vitest';
import { exact } from '../../src/kpi/exact.ts';
import { boardOf, isEmpty, newsOf, ownPlace, topOf } from '../../src/leaderboard/board.ts';
import { candidate, higher, placesOf } from './given.ts';

const reasons = (board: ReturnType<typeof boardOf>) =>
  Object.fromEntries(board.unranked.map((one) => [one.name, one.reason]));

describe('places', () => {
  test('L-01 ranks 1, 2, 2, 4, within a tie by name', () => {
    const board = boardOf(
      [candidate('Dee', 3), candidate('Cy', 7), candidate('Bo', 7), candidate('Ana', 9)],
      null,
      higher,
    );
    expect(placesOf(board)).toBe('1 Ana, 2 Bo, 2 Cy, 4 Dee');
  });
  test('L-01 values that differ by a third of a per cent are no tie', () => {
    const third = { measured: { state: 'value', value: exact(1, 3) } } as const;
    const rounded = { measured: { state: 'value', value: exact(3333, 10_000) } } as const;
    const board = boardOf([candidate('Ana', 0, rounded), candidate('Bo', 0, third)], null, higher);
    expect(placesOf(board)).toBe('1 Bo, 2 Ana');
  });
  test('L-03 who was there for half of the working days has a place, who was there for less is listed', () => {
    const half = candidate('Half', 5, { presentDays: exact(5, 2) });
    const less = candidate('Less', 9, { presentDays: exact(2) });
    const board = boardOf([half, less], null, higher);
    expect(placesOf(board)).toBe('1 Half');
    expect(reasons(board)).toEqual({ Less: 'away' });
    expect(board.unranked[0]?.value).toEqual(exact(900));
  });
  test('L-03 who opted out is not shown, not counted, and not in the total', () => {
    const board = boardOf(
      [candidate('Ana', 5), candidate('Hidden', 99, { isOptedOut: true, reached: 2, asked: 2 })],
      null,
      higher,
    );
    expect(placesOf(board)).toBe('1 Ana');
    expect(
      JSON.stringify(board, (_, value) => (typeof value === 'bigint' ? Number(value) : value)),
    ).not.toMatch(/Hidden/);
    expect(board.total).toEqual(exact(500));
    expect(board.asked).toBe(0);
  });
  test('L-03 a value of 0 stands below the line, not last', () => {
    const board = boardOf([candidate('Ana', 5), candidate('Zoe', 0)], null, higher);
    expect(placesOf(board)).toBe('1 Ana');
    expect(board.belowLine.map((one) => one.name)).toEqual(['Zoe']);
  });
  test('T-06 who has no official target is listed as such', () => {
    const board = boardOf([candidate('Ana', 1), candidate('Bo', null, { hasTarget: false })], null, higher);
    expect(reasons(board)).toEqual({ Bo: 'no target' });
  });
  test('K-04 where less is better nobody has a place before the period is over', () => {
    const candidates = [candidate('Ana', 5), candidate('Bo', 2)];
    const open = boardOf(candidates, null, { direction: 'lower', isRanked: false });
    expect(open.ranked).toEqual([]);
    expect(reasons(open)).toEqual({ Ana: 'open period', Bo: 'open period' });
    expect(open.unranked.map((one) => one.value)).toEqual([exact(500), exact(200)]);
    expect(placesOf(boardOf(candidates, null, { direction: 'lower', isRanked: true }))).toBe('1 Bo, 2 Ana');
  });
});

describe('movement', () => {
  const before = [candidate('Ana', 9), candidate('Bo', 8), candidate('Cy', 7)];
  const now = [candidate('Cy', 9), candidate('Ana', 8), candidate('Bo', 7), candidate('Dee', 1)];
  test('L-04 against the period before, by the same rule', () => {
    const board = boardOf(now, before, higher);
    expect(board.ranked.map((row) => row.movement)).toEqual([
      { kind: 'up', places: 2 },
      { kind: 'down', places: 1 },
      { kind: 'down', places: 1 },
      { kind: 'new' },
    ]);
  });
  test('L-04 without anybody on the board before, nothing is compared', () => {
    expect(boardOf(now, null, higher).ranked[0]?.movement).toBeNull();
    expect(boardOf(now, [candidate('Ana', 0)], higher).ranked[0]?.movement).toBeNull();
  });
  test('L-06 the news tell who leads and who rose most, never who fell', () => {
    const news = newsOf(boardOf(now, before, higher));
    expect(news.first.map((row) => row.name)).toEqual(['Cy']);
    expect(news.rose).toMatchObject({ row: { name: 'Cy' }, places: 2 });
    expect(newsOf(boardOf([], null, higher))).toEqual({ first: [], rose: null });
  });
});

describe('what is seen', () => {
  const many = Array.from({ length: 20 }, (_, index) =>
    candidate(`P${String(index).padStart(2, '0')}`, 100 - index),
  );
  test('L-06 the top is 5, or more where the fifth place is shared, at most 10', () => {
    expect(topOf(boardOf(many, null, higher), 5)).toHaveLength(5);
    const tied = many.map((one, index) => (index < 4 ? one : candidate(one.name, 50)));
    expect(topOf(boardOf(tied, null, higher), 5)).toHaveLength(10);
    expect(topOf(boardOf([], null, higher), 5)).toEqual([]);
  });
  test('L-06 one’s own place comes with a neighbour on each side', () => {
    const board = boardOf(many, null, higher);
    const own = ownPlace(board, many, 'p07');
    expect(own.kind === 'ranked' && own.neighbours.map((row) => row.rank)).toEqual([7, 8, 9]);
    const last = ownPlace(board, many, 'p19');
    expect(last.kind === 'ranked' && last.neighbours.map((row) => row.rank)).toEqual([19, 20]);
  });
  test('L-03 who opted out sees their own figure, who stands below the line is told so', () => {
    const candidates = [
      candidate('Ana', 5),
      candidate('Bo', 0),
      candidate('Cy', 3, { isOptedOut: true }),
      candidate('Dee', 1, { presentDays: exact(1) }),
    ];
    const board = boardOf(candidates, null, higher);
    expect(ownPlace(board, candidates, 'bo')).toEqual({ kind: 'below the line' });
    expect(ownPlace(board, candidates, 'cy')).toEqual({ kind: 'hidden', value: exact(300) });
    expect(ownPlace(board, candidates, 'dee')).toMatchObject({
      kind: 'unranked',
      listed: { reason: 'away' },
    });
    expect(ownPlace(board, candidates, 'nobody')).toEqual({ kind: 'none' });
  });
  test('a board without any value is empty', () => {
    expect(isEmpty(boardOf([candidate('Ana', 0)], null, higher))).toBe(true);
    expect(isEmpty(boardOf([candidate('Ana', 1, { presentDays: exact(0) })], null, higher))).toBe(false);
  });
});
