import { presence, type WorkCalendar } from '../kpi/calendar.ts';
import { addDays, daysOf } from '../kpi/localDate.ts';
import { localDateOf, wallMinutes } from '../kpi/time.ts';
import { type SamplePerson, teams } from './company.ts';
import { type Day, type Deed, minuteIn, type SampleFact } from './day.ts';
import { markets } from './market.ts';
import { createPipeline } from './pipeline.ts';
import { type Chance, chanceOf } from './random.ts';
import { loadOf } from './rhythm.ts';
import type { Span } from './span.ts';

/** The seed of the whole sample; another one makes another history of the same company. */
const SEED = 'pacer-sample-1';
/** Days before the sample in which its first opportunities arise, so that deals are closed from the first week on. */
const WARM_UP_DAYS = 56;

/**
 * All that a rep logged in the span, up to this minute of their own day, oldest first. Their calendar says when they work: nothing
 * happens on free days, holidays and absences.
 */
export function factsOf(
  person: SamplePerson,
  calendar: WorkCalendar,
  colleagues: readonly string[],
  span: Span,
): SampleFact[] {
  const { handle, character, tz } = person;
  if (character === undefined) return [];
  const chance = chanceOf(`${SEED}/${handle}`);
  const market = markets[teams.find((team) => team.name === person.team)?.market ?? 'en'];
  const [today, minute] = [localDateOf(span.now, tz), wallMinutes(span.now, tz)];
  const days = [...daysOf({ from: addDays(span.start, -WARM_UP_DAYS), to: addDays(today, 1) })];
  const worked = days.filter((date) => presence(calendar, date) > 0);
  const pipeline = createPipeline(colleagues);
  const facts: SampleFact[] = [];
  for (const [index, date] of worked.entries()) {
    const load = loadOf(character, date, span, presence(calendar, date));
    const day: Day = { chance, character, market, date, load };
    const deeds = [...routine(day), ...pipeline.on(index, day)].sort((a, b) => a.minute - b.minute);
    for (const deed of deeds) facts.push({ ...deed, handle, date, seq: facts.length });
  }
  return facts.filter((fact) => fact.date >= span.start && (fact.date < today || fact.minute <= minute));
}

/** Calls, e-mails, follow-ups, leads, meetings and demos of a day. */
function routine({ chance, character, market, load }: Day): Deed[] {
  const many = (typeKey: string, perDay: number, lines: number): Deed[] => {
    const total = chance.times(Math.trunc((perDay * load) / 1_000));
    return parts(chance, total, lines).map((quantity) => ({ typeKey, quantity, minute: minuteIn(chance) }));
  };
  const each = (typeKey: string, perDay: number, isFromChannel: boolean): Deed[] => {
    const count = chance.times(Math.trunc((perDay * load) / 1_000));
    return Array.from({ length: count }, () => ({
      ...{ typeKey, quantity: 1, minute: minuteIn(chance), customer: chance.oneOf(market.customers) },
      ...(isFromChannel && chance.happens(700) ? { channel: chance.oneOf(market.channels) } : {}),
      ...(chance.happens(60) ? { note: chance.oneOf(market.notes) } : {}),
    }));
  };
  return [
    ...many('call', character.calls, 2),
    ...many('email', character.emails, 1),
    ...many('followup', character.followups, 1),
    ...each('lead', character.leads, true),
    ...each('meeting', character.meetings, false),
    ...each('demo', character.demos, false),
  ];
}

/** A day's total as it is typed: in one line or in some, none of them empty. */
function parts(chance: Chance, total: number, atMost: number): number[] {
  if (total === 0) return [];
  const lines = Math.min(total, chance.between(1, atMost));
  const first = lines === 1 ? total : chance.between(1, total - 1);
  return lines === 1 ? [total] : [first, total - first];
}
