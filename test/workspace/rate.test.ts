import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kpi/localDate.ts';
import { normalise } from '../../src/platform/normalise.ts';
import { settingsModal, settingsReply } from '../../src/workspace/blocks.ts';
import { checkSettingsForm } from '../../src/workspace/form.ts';
import { parseRate } from '../../src/workspace/rate.ts';
import { at } from '../people/company.ts';

function read(typed: string): string {
  const command = parseRate(normalise(typed).text, 'USD', localDate('2026-11-23'), 'Ana');
  if (command.kind !== 'set') return command.kind;
  const { currency, rate, fromDate, source } = command.rate;
  return `${currency} ${rate} ${fromDate} ${source}`;
}

describe('/pace rates (M-05)', () => {
  it.each([
    ['', 'list'],
    ['EUR=1.08 from:2026-11-01', 'EUR 1.08 2026-11-01 Ana'],
    ['eur = 1.08', 'EUR 1.08 2026-11-23 Ana'],
    ['1 EUR = 1.08 source:European Central Bank', 'EUR 1.08 2026-11-23 European Central Bank'],
    ['JPY 0.0067 from:2026-11-01 source:"BoJ"', 'JPY 0.0067 2026-11-01 BoJ'],
    ['ＥＵＲ＝１.０８　从：2026-11-01', 'EUR 1.08 2026-11-01 Ana'],
    ['EUR', 'usage'],
    ['XXQ=2', 'unknown-currency'],
    ['USD=1', 'own-currency'],
    ['EUR=0', 'bad-rate'],
    ['EUR=-1', 'bad-rate'],
    ['EUR=1,08', 'bad-rate'],
    ['EUR=1.08 from:2026-13-01', 'bad-date'],
  ])('%s → %s', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });
});

describe('settings', () => {
  const good = { locale: 'zh', zone: 'Asia/Shanghai', currency: 'cny', fiscal: '4', channel: '' };
  const check = (values: Record<string, string>) =>
    checkSettingsForm({ values, metadata: '', locale: 'en', now: at('2026-11-23T12:00:00Z') });
  const workspace = {
    id: 'T1',
    name: 'Acme & Sons',
    locale: 'en' as const,
    tz: 'UTC',
    currency: 'USD',
    fiscalYearStart: 4,
    boardChannelId: 'C1',
    playbookVersion: 1,
    settings: {},
  };

  it('are checked at their fields', () => {
    expect(check(good)).toBeUndefined();
    expect(Object.keys(check({ ...good, zone: '+08:00', currency: 'RMB', fiscal: '13' }) ?? {})).toEqual([
      'zone',
      'currency',
      'fiscal',
    ]);
  });

  it('T-07 the thresholds of difficulty are whole per cent, and what is suggested lies between them', () => {
    const thresholds = (hard: string, easy: string, suggest: string) =>
      Object.keys(check({ ...good, hard, easy, suggest }) ?? {});
    expect(thresholds('20', '85', '60')).toEqual([]);
    expect(thresholds('0', '85', '6.5')).toEqual(['hard', 'suggest']);
    expect(thresholds('20', '', '60')).toEqual(['easy']);
    expect(thresholds('20', '50', '60')).toEqual(['suggest']);
    const stored = { difficultyTooHard: 10, difficultyTooEasy: 90, difficultySuggest: 50 };
    const shown = JSON.stringify(settingsReply({ ...workspace, settings: stored }, true, [], 'en'));
    expect(shown).toContain('too hard under 10 %, too easy over 90 %, suggested what 50 %');
    // What does not fit together counts as not set.
    const broken = JSON.stringify(
      settingsReply({ ...workspace, settings: { ...stored, difficultySuggest: 95 } }, true, [], 'en'),
    );
    expect(broken).toContain('too hard under 20 %');
  });

  it('are shown to everybody, with a button for those who may change them', () => {
    const mine = JSON.stringify(settingsReply(workspace, true, [], 'en'));
    expect(mine).toContain('workspace.settings');
    expect(mine).toContain('April');
    const read = JSON.stringify(settingsReply(workspace, false, ['Ana <!here>'], 'zh'));
    expect(read).not.toContain('workspace.settings');
    expect(read).toContain('Ana &lt;!here&gt;');
    expect(read).toContain('四月');
  });

  it('have a form with a field for each', () => {
    expect(settingsModal(workspace, 'zh').blocks).toHaveLength(8);
  });
});
