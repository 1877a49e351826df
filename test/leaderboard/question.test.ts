import { describe, expect, test } from 'vitest';
import {
  type Asked,
  askedIn,
  askedOf,
  buttonValue,
  metricIn,
  periodProblem,
  vocabulary,
  type Word,
} from '../../src/leaderboard/question.ts';
import { parseQuery } from '../../src/playbook/query.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';
import { day, key } from '../goals/given.ts';

const playbook = { version: 1, ...readyMade };
const teams = ['West', '华东', 'Melvin Marxen'].map((name, index) => ({
  ...{ id: `t${index}`, name, region: null, tz: null, channelId: null, leadIds: [] },
}));
const today = day('2026-11-18');

/** What a line asks for, in one word each: scope, measure, period. */
function read(line: string): string {
  const query = parseQuery<Word>(line, { playbook, teams, today, periods: {}, vocabulary });
  if (!query.ok) return query.problem.kind;
  const found = askedOf(query.value, key('2026-W47'), playbook);
  return found.ok ? told(found.asked) : found.problem.kind;
}
function told({ scope, measure, period, isLong }: Asked): string {
  const of = scope.kind === 'people' ? (scope.teamId ?? 'everybody') : scope.kind;
  const what =
    measure === null
      ? 'default'
      : measure.kind === 'points'
        ? 'points'
        : `${measure.kind}:${metricIn(measure) || '*'}`;
  return [of, what, period, ...(isLong ? ['all'] : [])].join(' ');
}

describe('what people type after /leaderboard', () => {
  test.each([
    ['', 'everybody default 2026-W47'],
    ['revenue last week', 'everybody value:revenue 2026-W46'],
    ['attainment team West', 't0 attainment:* 2026-W47'],
    ['attainment calls West', 't0 attainment:calls 2026-W47'],
    ['revenue 2017-W26', 'everybody value:revenue 2017-W26'],
    ['revenue team "Melvin Marxen" 2017', 't2 value:revenue 2017'],
    ['points this month', 'everybody points 2026-11'],
    ['improvement', 'everybody improvement:revenue 2026-W47'],
    ['improvement calls last month', 'everybody improvement:calls 2026-10'],
    ['improvement points this quarter', 'everybody improvement:* 2026-Q4'],
    ['teams improvement', 'teams improvement:revenue 2026-W47'],
    ['进步 电话 上月', 'everybody improvement:calls 2026-10'],
    ['improvement conversion', 'no improvement'],
    ['teams revenue 2017', 'teams value:revenue 2017'],
    ['regions revenue 2017', 'regions value:revenue 2017'],
    ['all revenue', 'everybody value:revenue 2026-W47 all'],
    ['收入 上周', 'everybody value:revenue 2026-W46'],
    ['达成率 团队 华东', 't1 attainment:* 2026-W47'],
    ['积分 本月', 'everybody points 2026-11'],
    ['各团队 收入 2017', 'teams value:revenue 2017'],
    ['各区域 收入 本季度', 'regions value:revenue 2026-Q4'],
    ['<@U1|ana>', 'person'],
    ['nonsense', 'unknown word'],
    ['team Nowhere', 'unknown team'],
  ])('%s', (line, meaning) => {
    expect(read(line)).toBe(meaning);
  });
  test('no word of the command is a word for a metric', () => {
    const words = new Set(playbook.metrics.flatMap((metric) => [metric.key, ...metric.aliases]));
    expect(Object.keys(vocabulary).filter((word) => words.has(word))).toEqual([]);
  });
  test('a period to come, or of its own kind, has no board', () => {
    expect(periodProblem(key('2026-W48'), today, {})?.kind).toBe('future');
    expect(periodProblem(key('custom:x'), today, {})?.kind).toBe('period');
    expect(periodProblem(key('2026-W47'), today, {})).toBeUndefined();
  });
});

describe('the value of a button', () => {
  test.each([
    'revenue last week',
    'attainment team West',
    'points',
    'attainment calls 2017',
    'teams revenue',
    'improvement points',
    'improvement calls team West last quarter',
    '',
  ])('names the same board again: %s', (line) => {
    const query = parseQuery<Word>(line, { playbook, teams, today, periods: {}, vocabulary });
    const found = query.ok ? askedOf(query.value, key('2026-W47'), playbook) : undefined;
    if (found?.ok !== true) throw new Error(`not understood: ${line}`);
    expect(askedIn(buttonValue(found.asked), playbook, teams)).toEqual(found.asked);
  });
  test.each([
    '',
    'people|gone|value|revenue|2026-W47|',
    'people||value|nothing|2026-W47|',
    'people||value|revenue|soon|',
    'people||improvement|conversion|2026-W47|',
    'x||points||2026-W47|',
  ])('that names nothing is refused: %s', (value) => {
    expect(askedIn(value, playbook, teams)).toBeUndefined();
  });
});
