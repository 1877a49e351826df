import { describe, expect, it } from 'vitest';
import { parseLog } from '../../src/activities/parse.ts';
import { parseGoal } from '../../src/goals/grammar/parse.ts';
import { currency } from '../../src/kpi/currency.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { isAdditive } from '../../src/kpi/metric.ts';
import type { Playbook } from '../../src/playbook/playbook.ts';
import { parseQuery } from '../../src/playbook/query.ts';
import { READY_MADE_KEYS, readyMadeOf } from '../../src/playbook/readyMade/all.ts';

/** What the grammar of `/log` makes of a line with a playbook. */
function understood(line: string, { types, metrics }: Pick<Playbook, 'types' | 'metrics'>): string {
  const read = parseLog(line, {
    playbook: { version: 1, types, metrics },
    currency: currency('USD'),
    locale: 'en',
    memberId: 'm1',
    today: localDate('2026-11-23'),
    daysBack: 14,
    people: [],
  });
  if (!read.ok) return JSON.stringify(read.problem.map((problem) => problem.trouble));
  return read.value.map((one) => `${one.quantity} ${one.typeKey}`).join(', ');
}

describe.each(READY_MADE_KEYS.map(readyMadeOf))('every word of the playbook $key', (playbook) => {
  const frame = {
    playbook: { version: 1, types: playbook.types, metrics: playbook.metrics },
    currency: currency('USD'),
    today: localDate('2026-11-23'),
    fiscalYearStart: 1,
    teams: [],
  };

  it.each(playbook.types.map((type) => [type.key, type] as const))('/log %s', (key, type) => {
    const amount = `${type.amount === 'required' ? ' $900' : ''}${type.rating === 'required' ? ' 4/5' : ''}`;
    for (const alias of type.aliases) {
      expect(understood(`${alias}${amount}`, playbook), alias).toBe(`100 ${key}`);
      expect(understood(`3 ${alias}${amount}`, playbook), `3 ${alias}`).toBe(`300 ${key}`);
    }
  });

  const additive = playbook.metrics.filter((metric) => isAdditive(metric.definition));
  it.each(additive.map((metric) => [metric.key, metric] as const))('/goal %s', (key, metric) => {
    for (const alias of metric.aliases) {
      const read = parseGoal(`set ${alias} 50 weekly`, frame);
      const said = read.ok && read.value.kind === 'set' ? read.value.metric.key : JSON.stringify(read);
      expect(said, alias).toBe(key);
    }
  });

  it.each(playbook.metrics.map((metric) => [metric.key, metric] as const))('/kpi %s', (key, metric) => {
    for (const alias of metric.aliases) {
      const read = parseQuery(alias, { ...frame, periods: {}, vocabulary: {} });
      expect(read.ok && read.value.metric?.key, alias).toBe(key);
    }
  });
});

describe.each(['funnel', 'b2b'] as const)(
  'what the documents show is understood with the playbook %s',
  (key) => {
    it.each([
      ['3 calls', '300 call'],
      ['call with Acme', '100 call'],
      ['demo with "Acme Corp" note: wants a pilot', '100 demo'],
      ['deal with Acme $12,500 via:webinar', '100 deal'],
      ['deal with Acme USD 900 on:yesterday', '100 deal'],
      ['visit x2 region:east on:2026-11-20', '200 visit'],
      ['成交 客户:华为 12.5万 渠道:展会', '100 deal'],
      ['电话 3', '300 call'],
    ])('/log %s', (line, expected) => {
      expect(understood(line, readyMadeOf(key))).toBe(expected);
    });
  },
);
