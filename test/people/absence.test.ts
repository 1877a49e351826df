import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kpi/localDate.ts';
import { enteredReply, listReply } from '../../src/people/absences/blocks.ts';
import { parseAbsence, rangeProblem } from '../../src/people/absences/command.ts';
import { checkAbsenceForm } from '../../src/people/absences/form.ts';
import { normalise } from '../../src/platform/normalise.ts';
import { at } from './company.ts';

const TODAY = localDate('2026-11-23');

/** "who first..last part note", or what else it is. */
function read(typed: string): string {
  const parsed = parseAbsence(normalise(typed).text, TODAY);
  if (!parsed.ok) return `! ${parsed.problem.kind}`;
  const command = parsed.value;
  if (command.kind !== 'enter')
    return [command.kind, 'who' in command ? (command.who ?? '') : ''].join(' ').trim();
  const { who = 'me', away, note } = command;
  return `${who} ${away.firstDate}..${away.lastDate} ${away.part}${note === '' ? '' : ` "${note}"`}`;
}

describe('/pace absence', () => {
  it.each([
    ['', 'form'],
    ['2026-12-24..2026-12-31', 'me 2026-12-24..2026-12-31 full'],
    ['2026-12-24 .. 2026-12-31', 'me 2026-12-24..2026-12-31 full'],
    ['2026-12-24…2026-12-31', 'me 2026-12-24..2026-12-31 full'],
    ['from 2026-12-24 to 2026-12-31', 'me 2026-12-24..2026-12-31 full'],
    ['2026-12-24 – 2026-12-31', 'me 2026-12-24..2026-12-31 full'],
    ['2026/12/4', 'me 2026-12-04..2026-12-04 full'],
    ['today', 'me 2026-11-23..2026-11-23 full'],
    ['tomorrow pm', 'me 2026-11-24..2026-11-24 pm'],
    ['Tomorrow Morning', 'me 2026-11-24..2026-11-24 am'],
    ['today..tomorrow', 'me 2026-11-23..2026-11-24 full'],
    ['2026-12-01 half', 'me 2026-12-01..2026-12-01 pm'],
    ['2026-12-01 am note: dentist, back at noon', 'me 2026-12-01..2026-12-01 am "dentist, back at noon"'],
    ['<@U1|ana> 2026-12-01', 'U1 2026-12-01..2026-12-01 full'],
    ['今天', 'me 2026-11-23..2026-11-23 full'],
    ['明天 下午', 'me 2026-11-24..2026-11-24 pm'],
    ['２０２６-１２-２４ 至 2026-12-31', 'me 2026-12-24..2026-12-31 full'],
    ['2026年12月24日到2026年12月31日', 'me 2026-12-24..2026-12-31 full'],
    ['2026-12-01 上午 备注：看牙', 'me 2026-12-01..2026-12-01 am "看牙"'],
    ['list', 'list'],
    ['cancel', 'list'],
    ['列表', 'list'],
    ['<@U1>', 'list U1'],
    ['list <@U1>', 'list U1'],
    ['help', 'help'],
    ['soon', '! no-date'],
    ['2026-02-30', '! not-a-date'],
    ['2026-12-31..2026-12-24', '! backwards'],
    ['2026-12-24 maybe', '! unknown-word'],
  ])('%s → %s', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });

  it('P-05 goes 14 days back for oneself, and any open date for those who lead', () => {
    const away = (first: string, last = first) => ({
      firstDate: localDate(first),
      lastDate: localDate(last),
      part: 'full' as const,
    });
    expect(rangeProblem(away('2026-11-09'), TODAY, 14)).toBeUndefined();
    expect(rangeProblem(away('2026-11-08'), TODAY, 14)).toEqual({
      kind: 'too-far-back',
      days: 14,
      earliest: '2026-11-09',
    });
    expect(rangeProblem(away('2016-01-01'), TODAY, Number.POSITIVE_INFINITY)).toBeUndefined();
    expect(rangeProblem(away('2026-12-01', '2027-12-01'), TODAY, 14)).toBeUndefined();
    expect(rangeProblem(away('2026-12-01', '2027-12-02'), TODAY, 14)?.kind).toBe('too-long');
    expect(rangeProblem(away('2062-12-01'), TODAY, 14)?.kind).toBe('too-far-ahead');
  });

  it('the form is checked at its fields', () => {
    const check = (values: Record<string, string>) =>
      checkAbsenceForm({ values, metadata: '', locale: 'en', now: at('2026-11-23T12:00:00Z') });
    expect(check({ first: '2026-12-24', last: '', part: 'am' })).toBeUndefined();
    expect(check({ first: '2026-12-24', last: '2026-12-31', part: 'full' })).toBeUndefined();
    expect(Object.keys(check({ first: '' }) ?? {})).toEqual(['first']);
    expect(Object.keys(check({ first: '2026-12-24', last: '2026-12-23' }) ?? {})).toEqual(['last']);
  });

  it('says what was entered and what it does, and hurts nobody with a note', () => {
    const entry = {
      id: 'a1',
      memberId: 'm1',
      firstDate: localDate('2026-12-24'),
      lastDate: localDate('2026-12-28'),
      part: 'full' as const,
      kind: 'leave',
      note: '<!channel> & co',
    };
    const reply = enteredReply(entry, 5, undefined, 'en');
    expect(reply.text).toBe(
      'Noted: away Thu, Dec 24, 2026 – Mon, Dec 28, 2026. That is 2.5 working days less; targets of that time are lowered accordingly.',
    );
    expect(JSON.stringify(reply.blocks)).toContain('&lt;!channel&gt; &amp; co');
    expect(enteredReply({ ...entry, part: 'pm' }, 0, '李雷', 'zh').text).toBe(
      '已为 李雷 登记请假：2026年12月24日周四 – 2026年12月28日周一（下午）。 这段时间没有工作日，目标不变。',
    );
    expect(
      listReply(
        Array.from({ length: 80 }, () => entry),
        undefined,
        'en',
      ).blocks?.length,
    ).toBe(50);
  });
});
