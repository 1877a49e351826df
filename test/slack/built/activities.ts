import type { RecordedActivity } from '../../../src/activities/activity.ts';
import {
  answerReply,
  type Frame,
  helpReply,
  homeBlocks,
  listReply,
  problemReply,
  savedReply,
  undoneReply,
} from '../../../src/activities/blocks.ts';
import { EDIT_FORM, formView, LOG_FORM } from '../../../src/activities/form/form.ts';
import { needsOf } from '../../../src/activities/form/hints.ts';
import { lateReply } from '../../../src/activities/late/blocks.ts';
import { parseLog } from '../../../src/activities/parse.ts';
import { lineFromFact, printLine } from '../../../src/activities/print.ts';
import {
  amountsBlocks,
  confirmedReply,
  confirmView,
  doubleReply,
  MOST_AT_ONCE,
} from '../../../src/activities/trust/blocks.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { currency } from '../../../src/kpi/money.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { day } from '../../goals/given.ts';
import { standingBlocks } from './feedback.ts';
import { gradingBuilt } from './grading.ts';
import { oddBuilt } from './odd.ts';
import { type Built, peopleOf, playbookOf, times, today, type World } from './world.ts';

function factsOf(world: World): RecordedActivity[] {
  const { typed } = world;
  return times(world.facts, (index) => ({
    id: `fact-${index}`,
    batchId: 'batch',
    line: index + 1,
    memberId: 'm0',
    actorId: 'm0',
    origin: 'slash',
    recordedAt: Temporal.Instant.from('2026-11-25T15:00:00Z'),
    externalId: null,
    typeKey: `type-${index % world.types}`,
    localDate: day('2025-11-24'),
    quantity: 999_900n,
    amount: 999_999_999_999n,
    original: { minor: 999_999_999_999n, currency: 'EUR', rate: '1.123456789' },
    customer: typed(200),
    channel: typed(80),
    campaign: typed(80),
    region: typed(80),
    product: typed(80),
    note: typed(3000),
    rating: { value: 4_500n, scale: 5 },
    ref: typed(40),
    shares: { m0: 40, m1: 30, m2: 30 },
  }));
}

/** Words that fail in every way that a line can fail. */
function wrongText(world: World): string {
  const { typed } = world;
  const wrong = [
    `call with:${typed(300)}`,
    `${typed(100)} 3`,
    `-3 type-0 ${typed(60)}`,
    `type-0 colour:${typed(60)}`,
    `type-0 on:${typed(60)}`,
    `type-0 share:@${typed(60)}=30%`,
    `type-0 XXX 1.234 note:${typed(2100)}`,
    `type-0 1.234`,
    typed(3000),
  ];
  return times(20, (index) => (wrong[index % wrong.length] ?? '').replaceAll('\n', ' ')).join('\n');
}

function problems(world: World, frame: Frame): Built[] {
  const context = {
    playbook: frame.playbook,
    currency: currency('USD'),
    locale: world.locale,
    memberId: 'm0',
    today,
    daysBack: 14,
    people: peopleOf(world),
  };
  return [wrongText(world), world.typed(3000), `type-0 ${world.typed(500)}`].flatMap((text) => {
    const read = parseLog(text, context);
    return read.ok ? [] : [{ what: 'a wrong log', reply: problemReply(read.problem, text, frame) }];
  });
}

function forms(world: World, { playbook, locale }: Frame): Built[] {
  const { typed } = world;
  const needs = needsOf(playbook);
  const hints = {
    ...{ activityId: 'fact-0', origin: 'modal' as const, tz: 'America/New_York', daysBack: 14 },
    ...{ currency: currency('USD'), needs },
  };
  const values = {
    ...{ typeKey: 'type-0', quantity: 999_900n, money: { minor: 10n ** 13n, currency: currency('EUR') } },
    ...{ customer: typed(300), date: today, channel: typed(300), note: typed(3000) },
  };
  return [LOG_FORM, EDIT_FORM].map((form) => ({
    what: form,
    view: formView(form as typeof LOG_FORM, values, { locale, playbook, hints }),
  }));
}

const waiting = (facts: readonly RecordedActivity[]): RecordedActivity[] =>
  times(MOST_AT_ONCE, (index) => ({
    ...(facts[index % facts.length] as RecordedActivity),
    id: `fact-${index}`,
  }));

/** All that `activities` shows. */
export function activitiesBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const playbook = playbookOf(world);
  const people = peopleOf(world);
  const names = new Map(people.map(({ memberId, name }) => [memberId, name]));
  const needConfirmation = new Set(playbook.types.map((type) => type.key));
  const frame: Frame = { locale, playbook, currency: 'USD', today, memberId: 'm0', names, needConfirmation };
  const facts = factsOf(world);
  const standing = standingBlocks(world);
  const totals = playbook.types.map((type) => `7 ${type.key}`);
  const commands = facts.map(
    (fact) =>
      `/log ${printLine(lineFromFact(fact, currency('USD')), { playbook, locale, memberId: 'm0' }, people)}`,
  );
  return [
    ...oddBuilt(world, playbook),
    {
      what: 'a late entry',
      reply: lateReply(
        {
          date: localDate('2026-10-03'),
          by: {
            ...{ id: 'cycle:1', name: world.typed(80) },
            range: { from: localDate('2026-10-01'), to: localDate('2026-11-01') },
          },
        },
        'slash:1\n3 calls',
        world.locale,
      ),
    },
    {
      what: 'the answer to many lines',
      reply: answerReply({ title: 'Logged', facts, totals, standing }, frame),
    },
    {
      what: 'the answer to one line',
      reply: answerReply({ title: 'Logged', facts: facts.slice(0, 1), totals, standing }, frame),
    },
    { what: 'what was undone', reply: undoneReply(facts, commands, standing, frame) },
    { what: 'what one undid', reply: undoneReply(facts.slice(0, 1), commands.slice(0, 1), standing, frame) },
    { what: 'saved, and no figures', reply: savedReply('Logged', 'b1', locale) },
    { what: 'amounts that wait', part: amountsBlocks(waiting(facts), true, 'USD', world.locale) },
    { what: 'amounts to confirm', view: confirmView(waiting(facts), true, { ...frame, people: names }) },
    { what: 'confirmed amounts', reply: confirmedReply({ batchId: 'b1', activities: facts }, frame) },
    { what: 'nothing confirmed', reply: confirmedReply({ batchId: 'b1', activities: [] }, frame) },
    ...facts.slice(0, 1).map((fact) => ({
      what: 'the same deal?',
      reply: doubleReply(fact, { ...fact, memberId: 'm1' }, typed(80), frame),
    })),
    ...gradingBuilt(world, facts, frame),
    { what: 'the list', reply: listReply(facts.slice(0, 10), frame) },
    { what: 'an empty list', reply: listReply([], frame) },
    { what: 'the last ones in Home', part: homeBlocks(facts.slice(0, 5), frame) },
    { what: 'help of log', reply: helpReply(frame) },
    { what: 'no problem at all', reply: problemReply([], typed(3000), frame) },
    ...problems(world, frame),
    ...forms(world, frame),
  ];
}
