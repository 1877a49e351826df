import { describe, expect, test } from 'vitest';
import { checkMessageBlocks } from '../../sandbox/blocks/check.ts';
import type { Json } from '../../sandbox/contract.ts';
import { exact } from '../../src/kpi/exact.ts';
import { rangeOf } from '../../src/kpi/period.ts';
import { boardReply, type Shown } from '../../src/leaderboard/blocks.ts';
import { boardOf, type Candidate } from '../../src/leaderboard/board.ts';
import { tellerFor } from '../../src/leaderboard/figures.ts';
import { leaderboard } from '../../src/leaderboard/index.ts';
import type { Measure } from '../../src/leaderboard/measure.ts';
import { type PostedBoard, postedReply, rowsShown } from '../../src/leaderboard/report/blocks.ts';
import { chartOf } from '../../src/leaderboard/report/chart.ts';
import { altText } from '../../src/platform/charts/alt.ts';
import { calls, complaints, day, key, playbook, revenue } from '../goals/given.ts';
import { textsOf } from '../support/office.ts';
import { candidate, everybody, higher } from './given.ts';

const attainment: Measure = { kind: 'attainment', metric: null };
const money: Measure = { kind: 'value', metric: revenue };

function shown(
  candidates: readonly Candidate[],
  given: Partial<Shown> = {},
  before: Candidate[] | null = null,
): Shown {
  return {
    board: boardOf(candidates, before, higher),
    candidates,
    measure: money,
    reach: 'within',
    period: { key: key('2026-W47'), kind: 'week', isComplete: false },
    range: rangeOf(key('2026-W47')),
    daysCounted: 5,
    scope: everybody,
    team: undefined,
    memberId: 'ana',
    today: day('2026-11-18'),
    playbook,
    isLong: false,
    streaks: new Map(),
    ...given,
  };
}
const week = (
  candidates: readonly Candidate[],
  given: Partial<PostedBoard> = {},
  before: Candidate[] = [],
): PostedBoard => ({
  ...{ team: 'West', every: 'week', period: key('2026-W47'), top: 5 },
  scope: { kind: 'people', teamId: 'west' },
  measure: money,
  board: boardOf(candidates, before, higher),
  totals: [{ measure: money, value: exact(1_234_500), before: exact(1_000_000) }],
  isQuiet: false,
  streaks: new Map(),
  ...given,
});
const english = tellerFor('en', 'USD');
const chinese = tellerFor('zh', 'USD');
const isValid = (blocks: readonly object[] | undefined) =>
  checkMessageBlocks(JSON.parse(JSON.stringify(blocks)) as Json[], () => true);

const nasty = '<!channel> & *Bobby* <@U1> '.repeat(20);
const crowd = (size: number): Candidate[] =>
  Array.from({ length: size }, (_, index) =>
    candidate(`${nasty}${index}`, index % 3 === 0 ? 0 : 90_000_000_000 - index, {
      id: `m${index}`,
      presentDays: exact(index % 5 === 1 ? 0 : 5),
    }),
  );

describe('the private answer', () => {
  const five = ['Bo', 'Cy', 'Dee', 'Eve', 'Flo'].map((name, index) => candidate(name, 100 - index));
  test('L-06 the top, then one’s own place with neighbours, what it is and when', () => {
    const candidates = [
      ...five,
      candidate('Gus', 50),
      candidate('Ana', 40),
      candidate('Hal', 30),
      candidate('Ida', 0),
    ];
    const reply = boardReply(shown(candidates, {}, [candidate('Dee', 9), candidate('Bo', 8)]), english);
    const text = textsOf(reply.blocks ?? []);
    expect(text).toMatch(/Leaderboard: Revenue/);
    expect(text).toMatch(/This week · Nov 16/);
    expect(text).toMatch(/\*1\.\* Bo · \*\$100\* ▲1\n\*2\.\* Cy · \*\$99\* new\n\*3\.\* Dee · \*\$98\* ▼2/);
    expect(text).toMatch(
      /You are number 7\* of 8\.\n\*6\.\* Gus · \*\$50\* new\n\*7\.\* \*Ana \(you\)\*.*\n\*8\.\* Hal/,
    );
    expect(text).toMatch(/Nothing counted: Ida/);
    expect(text).toMatch(/Together: \*\$610\*/);
    expect(text).toMatch(/places so far, against those at the end of Nov 9/);
    expect(reply.text).toMatch(/^Leaderboard: Revenue, This week\. 1\. Bo \$100; 2\. Cy \$99/);
  });
  test('the same in Chinese', () => {
    const candidates = [candidate('Ana', 40), candidate('李雷', 12_500), candidate('韩梅梅', 0)];
    const text = textsOf(boardReply(shown(candidates), chinese).blocks ?? []);
    expect(text).toMatch(/排行榜：收入/);
    expect(text).toMatch(/本周 · 2026年11月16日/);
    expect(text).toMatch(/\*1\.\* 李雷 · \*.*12,500\*/);
    expect(text).toMatch(/\*2\.\* \*Ana（你）\*/);
    expect(text).toMatch(/没有记录：韩梅梅/);
    expect(text).not.toMatch(/[a-z]{4,} [a-z]{4,}/);
  });
  test('T-06 a board of attainment says who has no target, how many were reached, and how it is counted', () => {
    const candidates = [
      candidate('Ana', 0, { measured: { state: 'value', value: exact(6, 5) }, reached: 2, asked: 3 }),
      candidate('Bo', null, { hasTarget: false }),
    ];
    const text = textsOf(boardReply(shown(candidates, { measure: attainment }), english).blocks ?? []);
    expect(text).toMatch(/\*1\.\* \*Ana \(you\)\* · \*120%\*/);
    expect(text).toMatch(/Without a place, no target from a manager: Bo/);
    expect(text).toMatch(/Targets reached: 2 of 3/);
    expect(text).toMatch(/mean over all targets/);
  });
  test('K-04 where less is better the figures so far are listed, and why there are no places', () => {
    const candidates = [candidate('Ana', 5), candidate('Bo', 0)];
    const open = boardOf(candidates, null, { direction: 'lower', isRanked: false });
    const measure = { kind: 'value', metric: complaints } as const;
    const reply = boardReply(shown(candidates, { measure, board: open }), english);
    expect(textsOf(reply.blocks ?? [])).toMatch(/places are given when the period is over/);
    expect(textsOf(reply.blocks ?? [])).toMatch(/So far: Ana 5, Bo 0/);
  });
  test('an empty board says what to do', () => {
    const none = [candidate('Ana', 0)];
    expect(textsOf(boardReply(shown(none), english).blocks ?? [])).toMatch(
      /first `\/log` takes the first place/,
    );
    const past = { period: { key: key('2026-W40'), kind: 'week', isComplete: true } } as const;
    expect(textsOf(boardReply(shown(none, past), english).blocks ?? [])).toMatch(
      /Nothing was logged here in this period/,
    );
    const noTarget = [candidate('Ana', null, { hasTarget: false })];
    const reply = boardReply(shown(noTarget, { measure: attainment, reach: 'none' }), english);
    expect(textsOf(reply.blocks ?? [])).toMatch(/`\/goal @name calls 50 weekly`.*`\/leaderboard revenue`/);
  });
  test.each(['en', 'zh'] as const)(
    'with 2,000 people of endless names it stays within Slack’s limits (%s)',
    (locale) => {
      const candidates = crowd(2000);
      for (const isLong of [false, true]) {
        const reply = boardReply(shown(candidates, { isLong, memberId: 'm1997' }), tellerFor(locale, 'USD'));
        expect(isValid(reply.blocks)).toMatchObject({ ok: true });
        expect(JSON.stringify(reply.blocks)).not.toMatch(/<!channel>|<@U1>/);
        expect(reply.text).not.toMatch(/<!channel>|<@U1>/);
        expect(reply.text.length).toBeLessThan(4000);
      }
    },
  );
  test('every button has its handler, and an id of its own in the row', () => {
    const ids = [
      shown(crowd(40)),
      shown(crowd(40), { period: { key: key('2026-W40'), kind: 'week', isComplete: true } }),
    ]
      .flatMap((one) => boardReply(one, english).blocks ?? [])
      .flatMap((block) =>
        block.type === 'actions'
          ? [block.elements.map((element) => 'action_id' in element && element.action_id)]
          : [],
      );
    expect(ids).toEqual([
      ['leaderboard.before', 'leaderboard.measure', 'leaderboard.improvement', 'leaderboard.all'],
      [
        'leaderboard.before',
        'leaderboard.now',
        'leaderboard.measure',
        'leaderboard.improvement',
        'leaderboard.all',
      ],
    ]);
    for (const id of ids.flat()) expect(Object.keys(leaderboard.actions ?? {})).toContain(id);
  });
});

describe('the weekly board', () => {
  const now = [
    candidate('Cy', 90, { reached: 1, asked: 2 }),
    candidate('Ana', 80),
    candidate('Bo', 70),
    candidate('Zoe', 0),
  ];
  const before = [candidate('Ana', 9), candidate('Bo', 8), candidate('Cy', 7)];
  test('L-06 good news, the top with movement, team totals; nobody below the line is named', () => {
    const reply = postedReply(week(now, {}, before), english);
    const text = textsOf(reply.blocks ?? []);
    expect(text).toMatch(/Team West: the week Nov 16\s–\s22, 2026/);
    expect(text).toMatch(/\*Cy\* leads with \$90/);
    expect(text).toMatch(/\*Cy\* rose 2 places, to number 1/);
    expect(text).toMatch(/1 target of 2 reached/);
    expect(text).toMatch(/\*1\.\* Cy · \*\$90\* ▲2\n\*2\.\* Ana · \*\$80\* ▼1/);
    expect(text).toMatch(/The team together: Revenue \*\$12,345\* \(\$10,000 the week before\)/);
    expect(text).not.toMatch(/Zoe/);
    expect(reply.blocks?.[reply.imageAfter - 1]).toMatchObject({ type: 'section' });
  });
  test('the picture and its alt text say the same rows and figures as the lines', () => {
    const about = week(now, {}, before);
    const chart = chartOf(about.board.ranked, about, english);
    expect(chart === undefined ? '' : altText(chart)).toBe(
      'West: Revenue\nNov 16\u2009–\u200922, 2026\n1 Cy: $90, up 2\n2 Ana: $80, down 1\n3 Bo: $70, down 1',
    );
    const zh = chartOf(about.board.ranked, about, chinese);
    expect(zh === undefined ? '' : altText(zh)).toMatch(/1 Cy: .*90, 上升 2 名/);
    expect(chartOf([], about, english)).toBeUndefined();
  });
  test('L-06 of improvement the channel sees who did more than their own average, and is told so', () => {
    const measure: Measure = { kind: 'improvement', of: { kind: 'points' } };
    const ratio = (name: string, percent: number) =>
      candidate(name, 1, { measured: { state: 'value', value: exact(percent, 100) } });
    // 125 % of the own base is praised; exactly 100 % and 80 % are no improvement, though both are among the first five.
    const rising = week([ratio('Ana', 125), ratio('Bo', 100), ratio('Cy', 80)], { measure });
    const text = textsOf(postedReply(rising, english).blocks ?? []);
    expect(text).toMatch(/\*Ana\* leads with \+25%/);
    expect(text).not.toMatch(/Bo|Cy/);
    expect(text).toMatch(/and 2 more on the board[\s\S]*Shown is who did more per day/);
    expect(postedReply(rising, english).text).not.toMatch(/Bo|Cy/);
    expect(rowsShown(rising).map((row) => row.name)).toEqual(['Ana']);
    const falling = postedReply(week([ratio('Bo', 100), ratio('Cy', 80)], { measure }), chinese);
    expect(textsOf(falling.blocks ?? [])).toMatch(/没有人超过自己前四期/);
    expect(JSON.stringify(falling)).not.toMatch(/Bo|Cy/);
  });
  test('a month and a quarter name themselves, and what they are compared with', () => {
    const month = week(now, { every: 'month', period: key('2026-10') }, before);
    expect(textsOf(postedReply(month, english).blocks ?? [])).toMatch(
      /Team West: October 2026[\s\S]*\$10,000 the month before[\s\S]*against September 2026[\s\S]*`\/leaderboard last month`/,
    );
    const quarter = week(now, { every: 'quarter', period: key('2026-Q3') }, before);
    expect(textsOf(postedReply(quarter, chinese).blocks ?? [])).toMatch(
      /团队 West 季度榜：2026年第3季度[\s\S]*与2026年第2季度相比[\s\S]*`\/leaderboard 上季度`/,
    );
  });
  test('a week in which nothing was logged is told kindly', () => {
    const quiet = week([candidate('Ana', 0)], {
      isQuiet: true,
      totals: [{ measure: money, value: exact(0), before: exact(5) }],
    });
    expect(textsOf(postedReply(quiet, english).blocks ?? [])).toMatch(/A quiet week/);
    expect(textsOf(postedReply(quiet, chinese).blocks ?? [])).toMatch(/安静的一周/);
  });
  test.each(['en', 'zh'] as const)(
    'with 2,000 people of endless names it stays within Slack’s limits (%s)',
    (locale) => {
      const big = week(crowd(2000), {
        team: nasty,
        totals: [money, { kind: 'value', metric: calls } as const].map((measure) => ({
          ...{ measure, value: exact(9_000_000_000n), before: exact(8_000_000_000n) },
        })),
      });
      const reply = postedReply(big, tellerFor(locale, 'USD'));
      expect(isValid(reply.blocks)).toMatchObject({ ok: true });
      expect(JSON.stringify(reply.blocks?.slice(1))).not.toMatch(/<!channel>|<@U1>/);
      expect(reply.text.length).toBeLessThan(4000);
    },
  );
});
