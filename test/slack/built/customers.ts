import type { RecordedActivity } from '../../../src/activities/activity.ts';
import {
  type CustomerShown,
  customerReply,
  type Frame,
  type LinesPage,
  olderReply,
  unknownReply,
} from '../../../src/customers/blocks.ts';
import { type ListFrame, listReply } from '../../../src/customers/list/blocks.ts';
import { type ListedCustomer, PAGE, WHOSE } from '../../../src/customers/list/list.ts';
import { changedReply, namesReply, previewReply, type Side } from '../../../src/customers/names/blocks.ts';
import { namesForm } from '../../../src/customers/names/form.ts';
import { CHANGE_KINDS } from '../../../src/customers/names/store.ts';
import { nextForm } from '../../../src/customers/next/form.ts';
import type { Planned } from '../../../src/customers/next/planned.ts';
import { dueBlocks, nextReply } from '../../../src/customers/next/question.ts';
import { exact } from '../../../src/kpi/exact.ts';
import { addDays } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { type Built, peopleOf, playbookOf, times, today, type World } from './world.ts';

const most = 9_999_999_999_999_99n;

/** Customers: one as a whole, its lines, one's own, and a name that nobody knows. */
export function customersBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const people = peopleOf(world);
  const ids = people.map(({ memberId }) => memberId);
  const playbook = playbookOf(world);
  const frame: Frame = {
    ...{ locale, currency: 'USD', playbook },
    names: new Map(people.map(({ memberId, name }) => [memberId, name])),
  };
  const facts = times(
    10,
    (index): RecordedActivity => ({
      ...{ id: `f${index}`, batchId: 'b', line: index, memberId: ids[index] ?? 'gone', actorId: 'm0' },
      ...{ origin: 'slash', recordedAt: Temporal.Instant.from('2026-11-25T10:00:00Z'), externalId: null },
      ...{ typeKey: index === 0 ? 'gone' : 'type-1', localDate: today, quantity: 99_999_900n, amount: most },
      ...{ original: null, customer: typed(200), channel: '', campaign: '', region: '', product: '' },
      ...{ note: typed(500), rating: { value: 4_500n, scale: 5 }, shares: null },
    }),
  );
  const full: LinesPage = { facts, after: 10, hasMore: true };
  const none: LinesPage = { facts: [], after: 0, hasMore: false };
  const key = 'acme';
  const named = () => ({ key: typed(200), name: typed(200) });
  const plan = (index: number): Planned => ({
    ...{ id: `n${index}`, memberId: `m${index}`, key: typed(200), customer: typed(200), note: typed(200) },
    due: addDays(today, index - 2),
  });
  const told = { id: 'n1', key: typed(200), customer: typed(200), due: today };
  const side: Side = {
    ...{ ...named(), entries: 9_999, purchases: 999, people: people.map(({ name }) => name) },
  };
  const nobody: Side = { ...side, entries: 0, purchases: 0, people: [] };
  const shown: CustomerShown = {
    ...{ key, name: typed(200), others: ids, page: full, mayName: true },
    next: { planned: times(10, plan), readerId: 'm1', today },
    ...{ names: times(9, () => typed(200)), similar: times(3, named) },
    view: {
      ...{ stage: { key: 's', names: { en: typed(80), zh: typed(80) }, isRetired: false }, value: most },
      ...{ purchases: 999, satisfaction: times(5, () => ({ mean: exact(9n, 2n), scale: 5, n: 99 })) },
      by: ids.map((memberId) => ({ memberId, facts: 99 })),
    },
  };
  const nothing = { stage: undefined, value: 0n, purchases: 0, satisfaction: [] };
  const bare: CustomerShown = {
    ...shown,
    next: { ...shown.next, planned: [] },
    others: [],
    similar: [],
    page: none,
    view: { ...nothing, by: [] },
  };
  const new_: CustomerShown = { ...bare, view: { ...nothing, by: [{ memberId: 'gone', facts: 1 }] } };
  const past = times(10, (index) => ({
    ...{ id: `p${index}`, kind: CHANGE_KINDS[index % CHANGE_KINDS.length] ?? 'merged', name: typed(200) },
    ...{ who: index === 0 ? undefined : typed(80), on: today, isUndone: index % 2 === 1 },
  }));
  const listed = times(
    Math.max(world.entries, 2 * PAGE),
    (index): ListedCustomer => ({
      ...{ key: `k${index}`, name: typed(200), last: index === 0 ? undefined : today, memberIds: ids },
      next: index < 9 ? plan(index) : undefined,
    }),
  );
  const list: ListFrame = {
    ...{ locale, today, whose: 'mine', page: 0, days: 180, leads: true, names: frame.names },
  };
  return [
    { what: 'a customer', reply: customerReply(shown, frame) },
    { what: 'a customer of others', reply: customerReply({ ...bare, others: ids }, frame) },
    {
      what: 'a customer and one like it',
      reply: customerReply({ ...bare, mayName: false, similar: [named()] }, frame),
    },
    { what: 'a new customer', reply: customerReply(new_, frame) },
    { what: 'older lines of a customer', reply: olderReply(key, typed(200), full, frame) },
    { what: 'no older lines of a customer', reply: olderReply(key, typed(200), none, frame) },
    { what: 'two that may be one', reply: previewReply(side, side, locale) },
    { what: 'a name that nobody logged', reply: previewReply(nobody, side, locale) },
    ...CHANGE_KINDS.map((kind) => ({
      what: `a name ${kind}`,
      reply: changedReply(kind, { ...named(), id: 'c1', from: typed(200) }, locale),
    })),
    {
      what: 'names of a customer',
      reply: namesReply({ ...named(), others: times(world.entries, named), past }, locale),
    },
    { what: 'no other names', reply: namesReply({ ...named(), others: [], past: [] }, locale) },
    { what: 'the form of names', view: namesForm(named(), locale) },
    ...(['set', 'moved', 'finished'] as const).map((what) => ({
      what: `a follow-up ${what}`,
      reply: nextReply(what, told, locale),
    })),
    {
      what: 'a follow-up without a reminder',
      reply: nextReply('set', { ...told, isUnreminded: true }, locale),
    },
    { what: 'due follow-ups', part: dueBlocks(times(5, plan), locale) },
    ...[undefined, plan(0), plan(5)].map((known) => ({
      what: 'the form of a next follow-up',
      view: nextForm(named(), known, today, locale),
    })),
    ...WHOSE.flatMap((whose) => [
      { what: `customers: ${whose}`, reply: listReply(listed, { ...list, whose }) },
      { what: `more customers: ${whose}`, reply: listReply(listed, { ...list, whose, page: 1 }) },
      { what: `no customers: ${whose}`, reply: listReply([], { ...list, whose, leads: false }) },
    ]),
    {
      what: 'an unknown customer',
      reply: unknownReply(typed(200), times(3, named), locale),
    },
    { what: 'a customer like no other', reply: unknownReply(typed(200), [], locale) },
  ];
}
