import { describe, expect, it } from 'vitest';
import { RESERVED_WORDS } from '../../src/playbook/aliases.ts';
import { findMetric, findType, type Playbook } from '../../src/playbook/playbook.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';
import { isStage, STAGES } from '../../src/playbook/stages.ts';

const playbook: Playbook = { version: 1, ...readyMade };

function owners(things: readonly { key: string; aliases: readonly string[] }[]): Map<string, string[]> {
  const by = new Map<string, string[]>();
  for (const { key, aliases } of things)
    for (const alias of aliases) by.set(alias, [...(by.get(alias) ?? []), key]);
  return by;
}

describe.each([
  ['activity type', readyMade.types],
  ['metric', readyMade.metrics],
] as const)('every %s of the ready-made playbook', (_what, things) => {
  it('has a word that no other has: no alias names two', () => {
    expect([...owners(things)].filter(([, keys]) => keys.length > 1)).toEqual([]);
  });

  it('is found by its key and by its singular, plural and Chinese name', () => {
    for (const { key, names, aliases } of things)
      for (const name of [key, names.en.one, names.en.other, names.zh.other])
        expect(aliases, `${key}: ${name}`).toContain(name.toLowerCase());
  });

  it('leaves the words of the commands alone', () => {
    const taken = things.flatMap(({ aliases }) => aliases.filter((alias) => RESERVED_WORDS.has(alias)));
    expect(taken).toEqual([]);
  });

  it('is typed in lower case, without signs that the grammar reads', () => {
    for (const { aliases } of things)
      for (const alias of aliases) expect(alias).toMatch(/^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo} -]*$/u);
  });
});

describe('the ready-made playbook', () => {
  it.each([
    ['calls', 'call'],
    ['Phone', 'call'],
    ['打电话', 'call'],
    ['won', 'deal'],
    ['成交', 'deal'],
    ['赢单', 'deal'],
    ['拜访', 'visit'],
    ['线索', 'lead'],
    ['演示', 'demo'],
    ['会议', 'meeting'],
    ['lost', 'lost'],
    ['opportunities', 'opportunity'],
    ['check in', 'checkin'],
    ['follow-ups', 'followup'],
  ])('understands "%s" as %s', (word, key) => {
    expect(findType(playbook, word)?.key).toBe(key);
  });

  it.each([
    ['revenue', 'revenue'],
    ['sales', 'revenue'],
    ['业绩', 'revenue'],
    ['deals', 'deals'],
    ['成交', 'deals'],
    ['calls', 'calls'],
    ['电话', 'calls'],
    ['lost', 'lost'],
    ['opportunities', 'opportunities'],
  ])('measures "%s" by %s', (word, key) => {
    expect(findMetric(playbook, word)?.key).toBe(key);
  });

  it('covers every stage of the process, and metrics read only what can be logged', () => {
    expect(new Set(readyMade.types.map((type) => type.stage))).toEqual(new Set(STAGES));
    expect(readyMade.types.every((type) => isStage(type.stage))).toBe(true);
    const keys = new Set(readyMade.types.map((type) => type.key));
    const read = readyMade.metrics.flatMap(({ definition }) =>
      'source' in definition ? (definition.source.filter.activityType ?? []) : [],
    );
    expect(read.filter((key) => !keys.has(key))).toEqual([]);
    expect(new Set(read)).toEqual(keys);
  });

  it('asks for an amount where one is earned, and sums money only where there can be one', () => {
    const amounts = new Map(readyMade.types.map((type) => [type.key, type.amount]));
    expect(amounts.get('deal')).toBe('required');
    expect(amounts.get('call')).toBe('none');
    for (const { definition } of readyMade.metrics)
      if (definition.kind === 'sum')
        for (const key of definition.source.filter.activityType ?? [])
          expect(amounts.get(key)).not.toBe('none');
  });
});
