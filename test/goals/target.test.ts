import { describe, expect, it } from 'vitest';
import { decideChange, decideUndo } from '../../src/goals/decide.ts';
import { planEnd, planValue, type Situation } from '../../src/goals/plan.ts';
import {
  effectiveTargets,
  officialFor,
  openProposal,
  type Shape,
  targetIn,
  timeline,
  valueOn,
} from '../../src/goals/target.ts';
import { affectedBy, leadsOf, mayAnswer, maySee, whosePerson, whoseTeam } from '../../src/goals/whose.ts';
import { type CalendarPeriodKind, periodOf, rangeOf } from '../../src/kpi/period.ts';
import type { Person, TeamInfo } from '../../src/people/person.ts';
import type { Holder } from '../../src/people/rights.ts';
import { calls, day, key, revenue, target } from './given.ts';

const today = day('2026-11-23');
const periodAt = (kind: CalendarPeriodKind) => periodOf(kind, today);
const ids = (targets: readonly { id: string }[]) => targets.map((one) => one.id);

describe('T-06 versions', () => {
  it('T-06 proposals, counters and declined values never take force', () => {
    const official = target({
      steps: [
        ['2026-11-02', 50],
        ['2026-11-09', 40, 'proposed'],
        ['2026-11-09', 40, 'declined'],
        ['2026-11-16', 30, 'proposed'],
      ],
    });
    expect(valueOn(official, today)).toBe(5000n);
    expect(openProposal(official)?.value).toBe(3000n);
    expect(timeline(official.versions)).toHaveLength(1);
  });

  it('T-06 of two versions from the same date the later one holds', () => {
    const official = target({
      steps: [
        ['2026-11-02', 50],
        ['2026-11-02', 60],
      ],
    });
    expect(valueOn(official, today)).toBe(6000n);
  });

  it('T-06 the last word ends what was planned for later', () => {
    const official = target({
      steps: [
        ['2026-11-02', 50],
        ['2027-01-04', 70],
        ['2026-11-16', null],
      ],
    });
    expect(valueOn(official, day('2027-02-01'))).toBeNull();
  });
});

describe('T-06 which target counts', () => {
  const own = target({ layer: 'own', steps: [['2026-11-02', 30]] });
  const official = target({ steps: [['2026-11-02', 50]] });
  const named = target({ named: '2026-W48', steps: [['2026-11-02', 45]] });
  const ownNamed = target({ layer: 'own', named: '2026-W48', steps: [['2026-11-02', 35]] });
  const otherWeek = target({ named: '2026-W49', steps: [['2026-11-02', 99]] });

  it.each([
    ['official before own', [own, official], [official]],
    ['own where nothing is official', [own], [own]],
    ['the named period before the recurring one', [official, named], [named]],
    ['official and recurring before own and named', [ownNamed, official], [official]],
    ['own and named before own and recurring', [own, ownNamed], [ownNamed]],
    ['another named period does not count', [own, otherWeek], [own]],
    ['whatever the order', [named, ownNamed, official, own], [named]],
  ])('T-06 %s', (_, given, expected) => {
    expect(ids(effectiveTargets(given, today, periodAt))).toEqual(ids(expected));
  });

  it('T-06 boards and evaluations never see own targets', () => {
    expect(effectiveTargets([own, ownNamed], today, periodAt, 'official')).toEqual([]);
    expect(ids(effectiveTargets([own, official], today, periodAt, 'official'))).toEqual(ids([official]));
  });

  it('T-06 an official target that has ended gives way to the own one', () => {
    const ended = target({
      steps: [
        ['2026-11-02', 50],
        ['2026-11-16', null],
      ],
    });
    expect(ids(effectiveTargets([own, ended], today, periodAt))).toEqual(ids([own]));
  });

  it('T-03 a period of a longer kind takes the next shorter recurring target, its own kind first', () => {
    const monthly = target({ kind: 'month', steps: [['2026-11-01', 200]] });
    expect(targetIn([official, monthly], 'calls', 'month', key('2026-11'), today)?.id).toBe(monthly.id);
    expect(targetIn([official, monthly], 'calls', 'quarter', key('2026-Q4'), today)?.id).toBe(monthly.id);
    expect(targetIn([monthly], 'calls', 'week', key('2026-W48'), today)).toBeUndefined();
  });

  it('T-06 a recurring official target speaks for the named periods of its kind', () => {
    const shape: Shape = { periodKind: 'week', periodKey: key('2026-W49') };
    const range = rangeOf(key('2026-W49'));
    expect(officialFor([official], 'calls', shape, range)?.id).toBe(official.id);
    expect(officialFor([named], 'calls', shape, range)).toBeUndefined();
    expect(officialFor([own], 'calls', shape, range)).toBeUndefined();
    expect(officialFor([official], 'revenue', shape, range)).toBeUndefined();
  });
});

describe('who may do what (reliability.md § 7)', () => {
  const west: TeamInfo = {
    id: 'west',
    name: 'West',
    region: null,
    tz: null,
    channelId: null,
    leadIds: ['maya'],
  };
  const person = (memberId: string, teamId: string | null, given: Partial<Person> = {}): Person => ({
    ...{ memberId, slackUserId: `U-${memberId}`, name: memberId, email: null, locale: 'en', tz: 'UTC' },
    ...{
      isActive: true,
      hidesFromBoards: false,
      role: 'rep',
      teamId,
      region: null,
      firstDay: null,
      lastDay: null,
    },
    ...given,
  });
  const holder = (memberId: string, given: Partial<Holder> = {}): Holder => ({
    ...{ memberId, teamId: 'west', leads: [], isAdmin: false, isFinance: false },
    ...given,
  });
  const ana = person('ana', 'west');
  const actors: Record<string, Holder> = {
    self: holder('ana'),
    colleague: holder('bo'),
    'manager of the team': holder('maya', { leads: ['west'] }),
    'manager of another team': holder('eve', { teamId: 'east', leads: ['east'] }),
    finance: holder('fin', { teamId: null, isFinance: true }),
    administrator: holder('adm', { teamId: null, isAdmin: true }),
    'manager for themselves': holder('ana', { leads: ['west'] }),
    'administrator for themselves': holder('ana', { isAdmin: true }),
  };
  const situation = (who: string, given: Partial<Situation> = {}): Situation => {
    const actor = actors[who] ?? holder('nobody');
    return {
      actor,
      whose: whosePerson(ana, actor.memberId),
      metric: calls,
      targets: [],
      today,
      periods: {},
      ...given,
    };
  };
  const official = target({ steps: [['2026-11-02', 50]] });

  it.each([
    ['self', 'own', 'proposed', 'proposed'],
    ['colleague', 'denied', 'denied', 'denied'],
    ['manager of the team', 'set', 'set', 'proposed'],
    ['manager of another team', 'denied', 'denied', 'denied'],
    ['finance', 'denied', 'denied', 'denied'],
    ['administrator', 'set', 'set', 'proposed'],
    ['manager for themselves', 'own', 'proposed', 'proposed'],
    ['administrator for themselves', 'own', 'set', 'proposed'],
  ])('T-06 %s: without an official target %s, with one %s, "propose" %s', (who, without, over, propose) => {
    const stateOf = (given: Situation, verb: 'set' | 'propose') => {
      const plan = planValue(given, verb, null);
      return plan.kind === 'write' ? plan.state : plan.kind;
    };
    expect(stateOf(situation(who), 'set')).toBe(without);
    expect(stateOf(situation(who, { targets: [official] }), 'set')).toBe(over);
    expect(stateOf(situation(who), 'propose')).toBe(propose);
  });

  it.each([
    ['self', true, false],
    ['colleague', false, false],
    ['manager of the team', true, true],
    ['manager of another team', false, false],
    ['finance', false, false],
    ['administrator', true, true],
    ['manager for themselves', true, false],
    ['administrator for themselves', true, true],
  ])('%s sees: %s, answers a proposal: %s', (who, sees, answers) => {
    const { actor, whose } = situation(who);
    expect([maySee(actor, whose), mayAnswer(actor, whose)]).toEqual([sees, answers]);
  });

  it("a team's targets are the whole team's to see, and its leads' to set", () => {
    const whose = whoseTeam(west, 'UTC');
    const sees = Object.entries(actors).filter(([, actor]) => maySee(actor, whose));
    expect(sees.map(([who]) => who)).toEqual([
      'self',
      'colleague',
      'manager of the team',
      'administrator',
      'manager for themselves',
      'administrator for themselves',
    ]);
    expect(planValue({ ...situation('colleague'), whose }, 'set', null).kind).toBe('denied');
    expect(planValue({ ...situation('manager of the team'), whose }, 'set', null)).toMatchObject({
      state: 'set',
    });
  });

  it('T-06 a rep ends their own target, not one that was set for them', () => {
    const own = target({ layer: 'own', steps: [['2026-11-02', 30]] });
    expect(planEnd(situation('self', { targets: [own, official] }), null)).toMatchObject({
      kind: 'one',
      target: own,
    });
    expect(planEnd(situation('self', { targets: [official] }), null).kind).toBe('denied');
    expect(planEnd(situation('self'), null).kind).toBe('none');
    expect(planEnd(situation('manager of the team', { targets: [own, official] }), null)).toMatchObject({
      target: official,
    });
    expect(planEnd(situation('colleague', { targets: [own] }), null).kind).toBe('denied');
    const monthly = target({ layer: 'own', kind: 'month', steps: [['2026-11-02', 99]] });
    expect(planEnd(situation('self', { targets: [own, monthly] }), null).kind).toBe('several');
    expect(planEnd(situation('self', { targets: [own, monthly] }), monthly)).toMatchObject({
      target: monthly,
    });
  });

  it('T-06 everybody affected is told: the person, or the team with its leads; never the one who did it', () => {
    const people = [
      ana,
      person('bo', 'west'),
      person('gone', 'west', { isActive: false }),
      person('maya', null),
      person('eve', 'east'),
    ];
    const told = (whose: Parameters<typeof affectedBy>[0], by: string) =>
      affectedBy(whose, people, [west], by).map((one) => one.memberId);
    expect(told(whosePerson(ana, 'maya'), 'maya')).toEqual(['ana']);
    expect(told(whoseTeam(west, 'UTC'), 'adm')).toEqual(['ana', 'bo', 'maya']);
    expect(told(whoseTeam(west, 'UTC'), 'maya')).toEqual(['ana', 'bo']);
    expect(leadsOf(whosePerson(ana, 'ana'), people, [west]).map((one) => one.memberId)).toEqual(['maya']);
  });

  it('the period that nobody named: the one there is, else counts weekly and money monthly', () => {
    const shapeOf = (given: Partial<Situation>) => {
      const plan = planValue(situation('self', given), 'set', null);
      return plan.kind === 'write' ? [plan.shape.periodKind, plan.assumed] : [];
    };
    expect(shapeOf({})).toEqual(['week', 'default']);
    expect(shapeOf({ metric: revenue })).toEqual(['month', 'default']);
    const quarterly = target({ metric: revenue, kind: 'quarter', steps: [['2026-10-01', 9]] });
    expect(shapeOf({ metric: revenue, targets: [quarterly] })).toEqual(['quarter', 'kept']);
  });
});

describe('T-06 decisions inside the transaction', () => {
  const wish = { value: 5000n, state: 'set', from: null, actorId: 'boss', trigger: '', reason: '' } as const;
  const december = { today, period: rangeOf(key('2026-12')) };
  const known = { periodKind: 'month', periodKey: key('2026-12'), versions: [] } as const;

  it('T-06 a named period that is still to come begins with its first date', () => {
    expect(decideChange(known, wish, december)).toMatchObject({ drafts: [{ from: '2026-12-01' }] });
  });

  it('T-06 an undo on a later day holds from that day: the past stays as it was', () => {
    const weekly = target({
      steps: [
        ['2026-11-02', 50],
        ['2026-11-16', 60],
      ],
    });
    const decision = decideUndo(weekly, 2, 'boss', { today, period: null });
    expect(decision).toMatchObject({ drafts: [{ from: '2026-11-23', value: 5000n, state: 'set' }] });
  });
});
