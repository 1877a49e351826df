import { describe, expect, test } from 'vitest';
import { quantityOf } from '../src/activities/grammar/head.ts';
import { readCrmRow } from '../src/activities/import/crm.ts';
import { dateReader } from '../src/activities/import/dateFormat.ts';
import { NameIndex } from '../src/activities/import/sameName.ts';
import { type LogContext, parseLog } from '../src/activities/parse.ts';
import { parseGoal } from '../src/goals/grammar/parse.ts';
import { localDate } from '../src/kpi/localDate.ts';
import { currency } from '../src/kpi/money.ts';
import { parseNumber } from '../src/kpi/number.ts';
import { fail, ok } from '../src/kpi/result.ts';
import { parseValue } from '../src/kpi/value.ts';
import { vocabulary } from '../src/leaderboard/question.ts';
import { parseAbsence } from '../src/people/absences/command.ts';
import { takeDates } from '../src/people/dates.ts';
import { parseHoliday } from '../src/people/holidays/command.ts';
import { wantsToHide } from '../src/people/members/boards.ts';
import { parseQuery } from '../src/playbook/query.ts';
import { readyMade } from '../src/playbook/readyMade.ts';
import { parseRate } from '../src/workspace/rate.ts';

/** Every object has these names without being given them: typed by somebody, they are unknown words like any other. */
const names = [...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'length', 'name'];
const today = localDate('2026-11-23');
const playbook = { version: 1, ...readyMade };
const log: LogContext = {
  ...{ playbook, currency: currency('USD'), locale: 'en', memberId: 'ana', today, daysBack: 14, people: [] },
};
const goal = { playbook, currency: currency('USD'), today, fiscalYearStart: 1, teams: [] };
const board = { playbook, teams: [], today, periods: {}, vocabulary };

/** What is wrong with a line of `/log`; undefined: it was taken. */
function wrongInLog(line: string): string | undefined {
  const read = parseLog(line, log);
  return read.ok ? undefined : read.problem[0]?.trouble.kind;
}

describe.each(names)('“%s” is an unknown word', (name) => {
  test('/log', () => {
    expect(wrongInLog(name)).toBe('unknown activity');
    expect(wrongInLog(`3 ${name}`)).toBe('unknown activity');
    expect(wrongInLog(`${name} calls`)).toBe('unknown activity');
    expect(wrongInLog(`call on:${name}`)).toBe('unclear date');
    expect(wrongInLog(`call x2 ${name}`)).not.toBeUndefined();
    expect(wrongInLog(`call ${name}: 3`)).not.toBeUndefined();
    expect(quantityOf(name)).toMatchObject({ ok: false });
  });

  test('/goal', () => {
    const kind = (line: string) => {
      const read = parseGoal(line, goal);
      return read.ok ? read.value.kind : read.problem.kind;
    };
    expect(kind(`set ${name} 5`)).toBe('unknown-metric');
    expect(kind(`set calls ${name}`)).toBe('not-a-number');
    expect(kind(`set calls 5 ${name}`)).toBe('unknown-word');
    expect(kind(`set calls 5 from:${name}`)).toBe('unknown-date');
    expect(kind(`team ${name} calls 5`)).toBe('unknown-team');
  });

  test('/pace absence and holiday', () => {
    expect(parseAbsence(name, today)).toMatchObject({ ok: false, problem: { kind: 'no-date' } });
    const word = { kind: 'unknown-word', word: name };
    expect(parseAbsence(`tomorrow ${name}`, today)).toEqual({ ok: false, problem: word });
    expect(takeDates(name, today)).toEqual({ kind: 'no-date' });
    expect(parseHoliday(`${name} off`, today, ['West'])).toEqual({ kind: 'usage' });
    expect(parseHoliday(`tomorrow Rest region:${name}`, today, ['West'])).toMatchObject({
      kind: 'unknown-region',
    });
    expect(wantsToHide(name)).toBeUndefined();
  });

  test('/leaderboard and /kpi', () => {
    const problem = { kind: 'unknown word', word: name };
    expect(parseQuery(name, board)).toMatchObject({ ok: false, problem });
    expect(parseQuery(`revenue ${name}`, board)).toMatchObject({ ok: false, problem });
    expect(parseQuery(`team ${name}`, board)).toMatchObject({ problem: { kind: 'unknown team' } });
  });

  test('numbers, amounts and rates', () => {
    expect(parseNumber(`5 ${name}`)).toMatchObject({ ok: false });
    expect(parseValue(`5 ${name}`, 'money', currency('USD'))).toMatchObject({ ok: false });
    expect(parseRate(`${name}=5`, 'USD', today, 'Ana').kind).not.toBe('set');
  });

  test('stages of a file that is imported', () => {
    const row = {
      ...{ opportunity_id: 'X1', sales_agent: 'Ana', product: 'GTX', account: '', deal_stage: name },
      ...{ engage_date: '2026-11-02', close_date: '2026-11-03', close_value: '5' },
    };
    const read = readCrmRow(
      { file: 'f.csv', row: 7, cells: row },
      {
        ...{ findAgent: (agent) => (agent === 'Ana' ? ok(agent) : fail('is no member')) },
        ...{ products: new NameIndex(['GTX']), accounts: new NameIndex([]) },
        ...{ readDate: dateReader('YYYY-MM-DD') ?? (() => undefined), dateFormat: 'YYYY-MM-DD' },
        ...{ currency: currency('USD'), today },
      },
    );
    expect(read).toMatchObject({ ok: false, problem: { column: 'deal_stage' } });
  });
});
