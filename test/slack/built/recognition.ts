import { Temporal } from '../../../src/kpi/time.ts';
import {
  channelReply,
  type Frame,
  givenReply,
  homeBlocks,
  howToReply,
  overviewReply,
  personReply,
  tooManyText,
  undoLateText,
  undoneReply,
} from '../../../src/recognition/blocks.ts';
import { digestReply } from '../../../src/recognition/digest/blocks.ts';
import { EMPTY_DRAFT, kudosForm } from '../../../src/recognition/form.ts';
import type { Kudos } from '../../../src/recognition/kudos.ts';
import { pairsReply } from '../../../src/recognition/reciprocity/blocks.ts';
import { changedReply, valuesForm, valuesReply } from '../../../src/recognition/values/blocks.ts';
import { type CompanyValue, MOST_VALUES } from '../../../src/recognition/values/values.ts';
import { key } from '../../goals/given.ts';
import { type Built, peopleOf, times, today, type World } from './world.ts';

/** Thanks: given, told, listed; the values of the company, and the pairs. */
export function recognitionBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const values = times(
    MOST_VALUES,
    (index): CompanyValue => ({
      ...{ key: `value-${index}`, names: { en: typed(40), zh: typed(40) }, isRetired: false },
    }),
  );
  const people = peopleOf(world);
  const names = new Map(people.map(({ memberId, name }) => [memberId, name]));
  const frame: Frame = { locale, values, names };
  const kudos = (index: number, channel: string | null, counts: boolean): Kudos => ({
    ...{ id: `k${index}`, batchId: 'b1', giverId: 'm0', receiverId: `m${index + 1}`, reason: typed(500) },
    ...{ valueKey: `value-${index % MOST_VALUES}`, channel, localDate: today, counts },
    at: Temporal.Instant.from('2026-11-25T15:00:00Z'),
  });
  const five = (channel: string | null, counts: boolean) =>
    times(5, (index) => kudos(index, channel, counts));
  const many = times(world.entries, (index) => kudos(index, 'C0123456789', index % 2 === 0));
  const draft = {
    ...{ users: times(5, (index) => `U${index}`), reason: typed(500), valueKey: 'value-0' },
    ...{ channel: 'C0123456789', isQuiet: false },
  };
  const giver = { slackUserId: 'U0', left: 5 };
  const byValue = times(MOST_VALUES, (index) => [`value-${index}`, 999] as const);
  const overview = {
    received: many.slice(0, 10),
    given: many.slice(0, 10),
    month: key('2026-11'),
    byValue,
    left: 0,
  };
  const empty = { received: [], given: [], month: key('2026-11'), byValue: [], left: 5 };
  const pairs = times(world.entries, (index) => ({
    ...{ a: `m${index}`, b: `m${index + 1}`, there: 99, back: 99, uncounted: index % 2 },
  }));
  return [
    { what: 'thanks given', reply: givenReply(five('C0123456789', true), { left: 0, refused: null }, frame) },
    {
      what: 'thanks beyond what counts',
      reply: givenReply(five(null, false), { left: 1, refused: 'C0123456789' }, frame),
    },
    {
      what: 'one quiet thanks',
      reply: givenReply([kudos(0, null, false)], { left: 3, refused: null }, frame),
    },
    { what: 'thanks given twice', reply: givenReply([], { left: 3, refused: null }, frame) },
    { what: 'thanks taken back', reply: undoneReply(five(null, true), frame) },
    { what: 'thanks, to the person', reply: personReply(kudos(0, null, true), frame) },
    { what: 'thanks, to the channel', reply: channelReply(five('C0123456789', true), frame) },
    { what: 'no more thanks today', reply: { text: tooManyText(0, typed(500), locale) } },
    { what: 'too many thanks', reply: { text: tooManyText(2, typed(500), locale) } },
    { what: 'too late to take back', reply: { text: undoLateText(locale) } },
    { what: 'how to thank', reply: howToReply(values, locale) },
    { what: 'lists of thanks', reply: overviewReply(overview, frame, 4) },
    { what: 'no thanks', reply: overviewReply(empty, frame, 4) },
    { what: 'thanks in Home', part: homeBlocks(many.slice(0, 3), 5, frame) },
    { what: 'no thanks in Home', part: homeBlocks([], 0, frame) },
    { what: 'the form of thanks', view: kudosForm(draft, giver, values, locale, 'Something was wrong') },
    { what: 'the empty form of thanks', view: kudosForm(EMPTY_DRAFT, giver, values, locale) },
    { what: 'the week’s thanks', reply: digestReply(many, { team: typed(80), week: '2026-W48' }, frame) },
    ...[true, false].map((mayChange) => ({ what: 'values', reply: valuesReply(values, mayChange, locale) })),
    { what: 'changed values', reply: changedReply('c1', values, locale) },
    { what: 'the form of values', view: valuesForm(values, locale) },
    { what: 'pairs', reply: pairsReply(pairs, 90, frame) },
    { what: 'no pairs', reply: pairsReply([], 90, frame) },
  ];
}
