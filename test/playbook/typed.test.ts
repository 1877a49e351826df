import { describe, expect, it } from 'vitest';
import { parseLog } from '../../src/activities/parse.ts';
import { parseGoal } from '../../src/goals/grammar/parse.ts';
import { currency } from '../../src/kpi/currency.ts';
import { localDate } from '../../src/kpi/localDate.ts';
import { readyMade } from '../../src/playbook/readyMade.ts';

/** What the grammar of `/log` makes of a line with the ready-made playbook. */
function understood(line: string): string {
  const read = parseLog(line, {
    playbook: { version: 1, ...readyMade },
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

describe('every word of the ready-made playbook is understood by /log', () => {
  it.each(readyMade.types.map((type) => [type.key, type] as const))('%s', (key, type) => {
    const amount = type.amount === 'required' ? ' $900' : '';
    for (const alias of type.aliases) {
      expect(understood(`${alias}${amount}`), alias).toBe(`100 ${key}`);
      expect(understood(`3 ${alias}${amount}`), `3 ${alias}`).toBe(`300 ${key}`);
    }
  });
});

describe('every word of the ready-made metrics is understood by /goal', () => {
  const frame = {
    playbook: { version: 1, ...readyMade },
    currency: currency('USD'),
    today: localDate('2026-11-23'),
    fiscalYearStart: 1,
    teams: [],
  };

  it.each(readyMade.metrics.map((metric) => [metric.key, metric] as const))('%s', (key, metric) => {
    for (const alias of metric.aliases) {
      const read = parseGoal(`set ${alias} 50 weekly`, frame);
      const said = read.ok && read.value.kind === 'set' ? read.value.metric.key : JSON.stringify(read);
      expect(said, alias).toBe(key);
    }
  });
});
