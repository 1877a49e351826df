import { describe, expect, it } from 'vitest';
import { dependsOn, isAdditive } from '../../src/kpi/metric.ts';
import { locales } from '../../src/platform/words.ts';
import { RESERVED_WORDS } from '../../src/playbook/aliases.ts';
import { explain } from '../../src/playbook/explain.ts';
import { findMetric, findType, type Playbook } from '../../src/playbook/playbook.ts';
import { READY_MADE_KEYS, readyMadeOf } from '../../src/playbook/readyMade/all.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';
import { isStage, STAGES } from '../../src/playbook/stages.ts';

const playbook: Playbook = { version: 1, ...readyMade };

function owners(things: readonly { key: string; aliases: readonly string[] }[]): Map<string, string[]> {
  const by = new Map<string, string[]>();
  for (const { key, aliases } of things)
    for (const alias of aliases) by.set(alias, [...(by.get(alias) ?? []), key]);
  return by;
}

const kinds = READY_MADE_KEYS.flatMap((key) => {
  const { types, metrics } = readyMadeOf(key);
  return [
    { key, what: 'activity type', things: types },
    { key, what: 'metric', things: metrics },
  ] as const;
});

describe.each(kinds)('every $what of the ready-made playbook $key', ({ things }) => {
  it('has a word that no other has: no alias names two', () => {
    expect([...owners(things)].filter(([, keys]) => keys.length > 1)).toEqual([]);
  });

  it('is found by its key and by its singular, plural and Chinese name', () => {
    for (const { key, names, aliases } of things)
      for (const name of [key, names.en.one, names.en.other, names.zh.other])
        expect(aliases, `${key}: ${name}`).toContain(name.toLowerCase());
  });

  it('is named in both languages, and by one word at least of each', () => {
    for (const { key, names, aliases } of things) {
      expect(names.zh.other, key).toMatch(/\p{Script=Han}/u);
      expect(`${names.en.one}${names.en.other}`, key).not.toMatch(/\p{Script=Han}/u);
      const isHan = (word: string) => /\p{Script=Han}/u.test(word);
      expect(aliases.some(isHan) && !aliases.every(isHan), key).toBe(true);
    }
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

describe.each(READY_MADE_KEYS.map(readyMadeOf))('the ready-made playbook $key', (chosen) => {
  const { types, metrics, path, targets } = chosen;
  const typesOf = ({ definition }: (typeof metrics)[number]): readonly string[] =>
    'source' in definition ? (definition.source.filter.activityType ?? []) : [];

  it('has activities and a metric in each stage, and no stage that the words do not know', () => {
    expect(types.filter((type) => !isStage(type.stage))).toEqual([]);
    expect(path).toEqual(STAGES.filter((stage) => path.includes(stage)));
    const measured = new Set(metrics.flatMap(typesOf));
    for (const stage of path)
      expect(
        types.some((type) => type.stage === stage && measured.has(type.key)),
        stage,
      ).toBe(true);
  });

  it('measures all that can be logged, and only that', () => {
    const keys = new Set(types.map((type) => type.key));
    expect(new Set(metrics.flatMap(typesOf))).toEqual(keys);
  });

  it('M-02 computes rates from additive metrics of its own', () => {
    for (const { key, definition } of metrics)
      for (const part of dependsOn(definition)) {
        const found = metrics.find((one) => one.key === part);
        expect(found !== undefined && isAdditive(found.definition), `${key}: ${part}`).toBe(true);
      }
  });

  it('M-06 explains every metric in both languages, each in words of its own', () => {
    const whole = { version: 1, types, metrics };
    for (const locale of locales) {
      const said = metrics.map((one) => explain(one, whole, locale));
      for (const text of said) expect(text).not.toMatch(/\{\{|undefined/);
      expect(new Set(said).size).toBe(said.length);
    }
  });

  it('asks for amounts only where money is added up, and adds up only where there can be one', () => {
    const earning = metrics.filter(({ definition }) => definition.kind === 'sum').flatMap(typesOf);
    for (const type of types) if (type.amount === 'required') expect(earning, type.key).toContain(type.key);
    for (const key of earning) expect(types.find((type) => type.key === key)?.amount).not.toBe('none');
  });

  it('has results, process and quality', () => {
    const natures = new Set(metrics.map(({ definition }) => definition.nature));
    expect(natures.has('result') && natures.has('process')).toBe(true);
    expect(natures.has('quality')).toBe(true);
  });

  it('offers targets to begin with, of metrics that take one', () => {
    expect(targets.length).toBeGreaterThanOrEqual(3);
    for (const { metric, value } of targets) {
      const found = metrics.find((one) => one.key === metric);
      expect(found?.definition.unit, metric).toBe('count');
      expect(found?.definition.direction, metric).toBe('higher');
      expect(value).toBeGreaterThan(0);
    }
  });
});

describe('the five playbooks side by side', () => {
  const all = READY_MADE_KEYS.map(readyMadeOf);

  it('mean the same thing by the same key, so that a change of playbook changes no past figure', () => {
    const points = new Map<string, number>();
    const definitions = new Map<string, unknown>();
    for (const { key, types, metrics } of all) {
      for (const type of types) {
        expect(points.get(type.key) ?? type.points, `${key}: ${type.key}`).toBe(type.points);
        points.set(type.key, type.points);
      }
      for (const metric of metrics) {
        expect(definitions.get(metric.key) ?? metric.definition, `${key}: ${metric.key}`).toEqual(
          metric.definition,
        );
        definitions.set(metric.key, metric.definition);
      }
    }
  });

  it('are different: none is another one under another name', () => {
    const sets = all.map(({ types }) =>
      types
        .map((type) => type.key)
        .toSorted()
        .join(' '),
    );
    expect(new Set(sets).size).toBe(all.length);
  });

  it('cover the whole way in the full funnel', () => {
    expect(readyMadeOf('funnel').path).toEqual([
      'research',
      'targeting',
      'strategy',
      'campaign',
      'lead',
      'follow-up',
      'deal',
      'after-sales',
      'repeat',
    ]);
  });
});

describe('the playbook that a workspace begins with', () => {
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
