import { describe, expect, test } from 'vitest';
import { dateReader } from '../../../src/activities/import/dateFormat.ts';
import { NameIndex, sameNameKey } from '../../../src/activities/import/sameName.ts';
import { agentFinder, planStaff, type StaffFacts } from '../../../src/activities/import/staff.ts';
import { matchMember } from '../../../src/activities/import/team.ts';

describe('two spellings of one name', () => {
  test('are equal without case, spaces, punctuation and width', () => {
    const products = new NameIndex(['GTX Pro', 'GTX Plus Pro']);
    for (const spelling of ['GTXPro', 'gtx-pro', ' GTX  PRO', 'ＧＴＸ Pro'])
      expect(products.find(spelling)).toBe('GTX Pro');
    expect(products.find('GTX Plus')).toBeUndefined();
    expect(sameNameKey('李 雷')).toBe(sameNameKey('李雷'));
  });
});

describe('dates are read as stated, never guessed', () => {
  test.each([
    ['M/D/YYYY', '3/4/2017', '2017-03-04'],
    ['D/M/YYYY', '3/4/2017', '2017-04-03'],
    ['M/D/YYYY', '03/04/2017', '2017-03-04'],
    ['YYYY-MM-DD', '2017-03-04', '2017-03-04'],
    ['D.M.YYYY', '4.3.2017', '2017-03-04'],
    ['YYYYMMDD', '20170304', '2017-03-04'],
    ['M/D/YYYY', '2/30/2017', undefined],
    ['M/D/YYYY', '13/1/2017', undefined],
    ['M/D/YYYY', '3/4/17', undefined],
    ['MM/DD/YYYY', '3/4/2017', undefined],
    ['D.M.YYYY', '4x3x2017', undefined],
  ])('%s: %s', (format, text, date) => {
    expect(dateReader(format)?.(text)).toBe(date);
  });
  test.each(['', 'M/D', 'M/D/YY', 'M/M/YYYY', 'D/M/YYYY HH', 'YYYY-M-D-D'])('"%s" is no format', (format) => {
    expect(dateReader(format)).toBeUndefined();
  });
});

describe('who is who', () => {
  const ana = { memberId: 'm1', slackUserId: 'U1', name: 'Ana Torres', email: 'ana@example.com' };
  const twins = [
    { memberId: 'm2', slackUserId: 'U2', name: 'Li Wei', email: 'li.wei@example.com' },
    { memberId: 'm3', slackUserId: 'U3', name: 'Li Wei', email: null },
  ];
  const candidates = [ana, ...twins];
  const agents = ['Ana Torres', 'Li Wei', 'Zoe Lee'].map((name) => ({
    name,
    manager: 'Max Moe',
    office: 'West',
  }));
  const facts: StaffFacts = {
    agents,
    candidates,
    mapping: new Map(),
    placed: new Set(['m1']),
    mayMake: false,
  };

  test('by e-mail address, by name, by the mapping file before both', () => {
    expect(matchMember('ANA@example.com', candidates)).toEqual({ kind: 'member', memberId: 'm1' });
    expect(matchMember('ana torres', candidates)).toEqual({ kind: 'member', memberId: 'm1' });
    const mapping = new Map([[sameNameKey('Ana Torres'), 'U3']]);
    expect(matchMember('Ana Torres', candidates, mapping)).toEqual({ kind: 'member', memberId: 'm3' });
    expect(matchMember('Li Wei', candidates)).toEqual({ kind: 'several' });
    expect(matchMember('x@example.com', candidates)).toEqual({ kind: 'nobody' });
  });
  test("in a company's workspace nobody is made: who is missing is named, with what to do", () => {
    const staff = planStaff(facts);
    expect([...staff.members]).toEqual([['Ana Torres', 'm1']]);
    expect(staff.toPlace).toEqual([]);
    expect(staff.unknown.get('Zoe Lee')).toContain('--map');
    expect(staff.unknown.get('Li Wei')).toContain('several members');
    expect(agentFinder(facts, staff)('Zoe Lee').ok).toBe(false);
  });
  test('in the sandbox those missing are made, who has a place keeps it, who has none yet is given one', () => {
    const staff = planStaff({ ...facts, candidates: [ana, { ...(twins[0] ?? ana) }], mayMake: true });
    expect([...staff.members]).toEqual([['Ana Torres', 'm1']]);
    expect(staff.toPlace.map((agent) => agent.name)).toEqual(['Li Wei', 'Zoe Lee']);
    expect([...staff.slackUsers]).toEqual([['Li Wei', 'U2']]);
  });
  test('a mapping to somebody who is no member is said, also in the sandbox', () => {
    const mapping = new Map([[sameNameKey('Zoe Lee'), 'gone@example.com']]);
    const staff = planStaff({ ...facts, mapping, mayMake: true });
    expect(staff.unknown.get('Zoe Lee')).toBe('is mapped to gone@example.com, who is no member');
  });
  test("an agent whom the teams' file lacks may still be a member", () => {
    const staff = planStaff({ ...facts, agents: [] });
    const find = agentFinder({ ...facts, agents: [] }, staff);
    expect(find('Ana Torres')).toEqual({ ok: true, value: 'Ana Torres' });
    expect(staff.members.get('Ana Torres')).toBe('m1');
    expect(find('Zoe Lee').ok).toBe(false);
    expect(find('')).toEqual({ ok: false, problem: 'is empty' });
  });
});
