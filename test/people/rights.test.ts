import { describe, expect, it } from 'vitest';
import { daysBack, type Holder, leadsAnybody, may, RIGHTS, type Right } from '../../src/people/rights.ts';

const rep: Holder = { memberId: 'rep', teamId: 'west', leads: [], isAdmin: false, isFinance: false };
const manager: Holder = { ...rep, memberId: 'manager', leads: ['west', 'south'] };
const finance: Holder = { ...rep, memberId: 'finance', teamId: null, isFinance: true };
const admin: Holder = { ...rep, memberId: 'admin', teamId: null, isAdmin: true };

const own = (holder: Holder) => ({ memberId: holder.memberId, teamId: holder.teamId });
const colleague = { memberId: 'colleague', teamId: 'west' };
const stranger = { memberId: 'stranger', teamId: 'east' };
const loner = { memberId: 'loner', teamId: null };

// reliability.md § 7, a row an action: self · another rep · manager of the team · manager of another · finance · administrator
const table: [Right, string][] = [
  ['log', 'yes · no · yes · no · no · yes'],
  ['see-figures', 'yes · no · yes · no · no · yes'],
  ['own-target', 'yes · no · no · no · no · no'],
  ['set-target', 'no · no · yes · no · no · yes'],
  ['confirm-amounts', 'no · no · yes · no · no · yes'],
  ['enter-absence', 'yes · no · yes · no · no · yes'],
  ['see-team', 'yes · yes · yes · no · no · yes'],
  ['team-report', 'no · no · yes · no · no · yes'],
  ['export-team', 'no · no · yes · no · no · yes'],
  ['export-payroll', 'no · no · no · no · yes · yes'],
  ['manage-people', 'no · no · no · no · no · yes'],
  ['settings', 'no · no · no · no · no · yes'],
];

describe('rights, as the table of reliability.md § 7', () => {
  it.each(table)('%s: %s', (right, expected) => {
    const answers = [
      may(rep, right, own(rep)),
      may(rep, right, colleague),
      may(manager, right, colleague),
      may(manager, right, stranger),
      may(finance, right, colleague),
      may(admin, right, stranger),
    ];
    expect(answers.map((yes) => (yes ? 'yes' : 'no')).join(' · ')).toBe(expected);
  });

  it('lists every right once', () => {
    expect(table.map(([right]) => right)).toEqual([...RIGHTS]);
  });

  it('nobody confirms their own amounts, whatever else they are', () => {
    expect(may(manager, 'confirm-amounts', own(manager))).toBe(false);
    expect(may(admin, 'confirm-amounts', own(admin))).toBe(false);
  });

  it('somebody without a team is nobody’s but the administrator’s', () => {
    expect(may(manager, 'see-figures', loner)).toBe(false);
    expect(may({ ...rep, teamId: null }, 'see-team', loner)).toBe(false);
    expect(may(admin, 'see-figures', loner)).toBe(true);
  });

  it('P-05 people enter 14 days back for themselves, managers and administrators any open date', () => {
    expect(daysBack(rep, own(rep))).toBe(14);
    expect(daysBack(manager, colleague)).toBe(Number.POSITIVE_INFINITY);
    expect(daysBack(admin, own(admin))).toBe(Number.POSITIVE_INFINITY);
  });

  it('lists of people are for those who lead or administer', () => {
    expect([rep, manager, finance, admin].map(leadsAnybody)).toEqual([false, true, false, true]);
  });
});
