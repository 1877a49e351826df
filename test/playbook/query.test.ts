import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '../../src/kpi/localDate.ts';
import { parseQuery, type QueryFrame } from '../../src/playbook/query.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';

/** Questions about figures as people type them, in both languages and any order. Monday, 23 November 2026. */
const team = (id: string, name: string) => ({
  id,
  name,
  region: null,
  tz: null,
  channelId: null,
  leadIds: [],
});
const frame: QueryFrame<'attainment' | 'explain'> = {
  playbook: { version: 1, ...readyMade },
  teams: [team('w', 'West'), team('m', 'Melvin Marxen'), team('h', '华东')],
  today: localDate('2026-11-23'),
  periods: {},
  vocabulary: { attainment: 'attainment', 达成率: 'attainment', explain: 'explain' },
};

const rows: [
  typed: string,
  who: string,
  metric: string | undefined,
  period: string | undefined,
  words: string[],
][] = [
  ['', 'self', undefined, undefined, []],
  ['revenue', 'self', 'revenue', undefined, []],
  ['revenue last month', 'self', 'revenue', '2026-10', []],
  ['last month revenue', 'self', 'revenue', '2026-10', []],
  ['<@U1|ana>', 'U1', undefined, undefined, []],
  ['<@U1|ana> calls this week', 'U1', 'calls', '2026-W48', []],
  ['team West', 'w', undefined, undefined, []],
  ['team "Melvin Marxen" revenue 2017', 'm', 'revenue', '2017', []],
  ['team Melvin Marxen revenue 2017', 'm', 'revenue', '2017', []],
  ['team “Melvin Marxen” revenue 2017', 'm', 'revenue', '2017', []],
  ['west', 'w', undefined, undefined, []],
  ['revenue 2017-W26', 'self', 'revenue', '2017-W26', []],
  ['revenue 2026-Q3', 'self', 'revenue', '2026-Q3', []],
  ['revenue of team West in 2026', 'w', 'revenue', '2026', []],
  ['attainment team West', 'w', undefined, undefined, ['attainment']],
  ['explain revenue', 'self', 'revenue', undefined, ['explain']],
  ['收入 上月', 'self', 'revenue', '2026-10', []],
  ['收入 上周', 'self', 'revenue', '2026-W47', []],
  ['团队 华东 收入 本季度', 'h', 'revenue', '2026-Q4', []],
  ['达成率 团队 华东', 'h', undefined, undefined, ['attainment']],
  ['ｒｅｖｅｎｕｅ　上月', 'self', 'revenue', '2026-10', []],
  ['my calls yesterday', 'self', 'calls', '2026-11-22', []],
];

describe('parseQuery', () => {
  test.each(rows)('%s', (typed, who, metric, period, words) => {
    const read = parseQuery(typed, frame);
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    const { value } = read;
    const whose =
      value.who.kind === 'self'
        ? 'self'
        : value.who.kind === 'person'
          ? value.who.slackUserId
          : value.who.kind === 'team'
            ? value.who.team.id
            : value.who.kind;
    expect([whose, value.metric?.key, value.period, [...value.words]]).toEqual([who, metric, period, words]);
  });

  test('what means nothing is named with its place', () => {
    expect(parseQuery('revenue lastt month', frame)).toEqual({
      ok: false,
      problem: { kind: 'unknown word', word: 'lastt', place: 8 },
    });
    expect(parseQuery('team Nord', frame)).toMatchObject({
      ok: false,
      problem: { kind: 'unknown team', word: 'Nord' },
    });
    expect(parseQuery('@ana', frame)).toMatchObject({ ok: false, problem: { kind: 'unknown person' } });
  });

  test('words that every object has are no words of ours', () => {
    for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
      expect(parseQuery(word, frame)).toMatchObject({ ok: false, problem: { kind: 'unknown word', word } });
  });

  test('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => typeof parseQuery(typed, frame).ok === 'boolean'),
    );
  });
});
