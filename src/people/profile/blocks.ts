import type { KnownBlock } from '@slack/types';
import type { LocalDate } from '../../kpi/localDate.ts';
import { actions, button, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, linesWithin, namesWithin } from '../../platform/fit.ts';
import { capital } from '../../platform/format.ts';
import { escapeText, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Followed } from '../following/follow.ts';
import type { Person, TeamInfo } from '../person.ts';
import type { Outsider } from '../standing.ts';
import { dateInWords, daysInWords, placeInWords, planInWords, teamNamed } from './phrases.ts';
import { ledOn, type Profile, placeOn, plansAfter, weekdaysHeld } from './profile.ts';
import { profileWords } from './words.ts';

/** Who reads a card: `administrator` may change it, `close` is the person or their manager, `colleague` sees the place alone. */
export type CardReader = 'administrator' | 'self' | 'manager' | 'colleague';

/** What a card needs to know beside the person. */
export interface CardFrame {
  today: LocalDate;
  teams: readonly TeamInfo[];
  people: readonly Person[];
  reader: CardReader;
}

/** One person: place, who leads them, and for those whom it concerns working days, employment, rights and what is planned. */
export function personReply(profile: Profile, frame: CardFrame, locale: Locale): Reply {
  const { person } = profile;
  const { reader, today } = frame;
  const say = profileWords(locale);
  const plans = reader === 'colleague' ? [] : plansAfter(profile, today);
  const planned = plans.map((plan) => `• ${planInWords(plan, frame, locale)}`);
  const details = reader === 'colleague' ? [] : detailLines(profile, frame, locale);
  const rest: KnownBlock[] = [
    ...(person.isActive ? [] : [section(say('inactive'))]),
    ...(planned.length === 0 ? [] : [section(`${say('planned')}\n${linesWithin(planned, locale)}`)]),
    ...buttons(profile, reader, planned.length > 0, locale),
  ];
  const lines = [...placeLines(profile, frame, locale), ...details];
  return {
    text: escapeText(person.name) || say('form-title'),
    blocks: inMessage([header(person.name), section(linesWithin(lines, locale))], [], rest, locale),
  };
}

function placeLines(profile: Profile, { today, teams, people }: CardFrame, locale: Locale): string[] {
  const say = profileWords(locale);
  const place = placeOn(profile, today);
  const team = teams.find((one) => one.id === place.teamId);
  const leads = people.filter(
    (one) => one.isActive && team?.leadIds.includes(one.memberId) && one.memberId !== profile.person.memberId,
  );
  const names = namesWithin(
    leads.map((one) => plainInMrkdwn(one.name)),
    locale,
  );
  const ledBy = names === '' ? say('led-by-nobody') : say('led-by', { names });
  const isOwnLead = team?.leadIds.includes(profile.person.memberId) === true;
  const region = place.region ?? profile.person.region;
  const led = ledOn(profile, today).map((id) => teamNamed(id, { teams }, locale));
  return [
    capital(placeInWords({ ...place, region }, { teams }, locale)),
    ...(team === undefined || (isOwnLead && names === '') ? [] : [ledBy]),
    ...(led.length === 0 ? [] : [say('leads', { names: namesWithin(led, locale) })]),
  ];
}

function detailLines(profile: Profile, { today }: CardFrame, locale: Locale): string[] {
  const say = profileWords(locale);
  const { person, isAdmin, isFinance } = profile;
  const source = (field: Followed) => say(profile.overrides.includes(field) ? 'source-own' : 'source-slack');
  return [
    say('works', { days: daysInWords(weekdaysHeld(profile, today), locale) }),
    ...(person.firstDay === null ? [] : [say('first', { date: dateInWords(person.firstDay, locale) })]),
    ...(person.lastDay === null ? [] : [say('last', { date: dateInWords(person.lastDay, locale) })]),
    ...(profile.overrides.includes('name')
      ? [say('name', { value: plainInMrkdwn(person.name), source: source('name') })]
      : []),
    say('zone', { value: plainInMrkdwn(person.tz), source: source('tz') }),
    say('language', { value: say(`language-${person.locale}`), source: source('locale') }),
    ...(isAdmin ? [say('right-admin')] : []),
    ...(isFinance ? [say('right-finance')] : []),
  ];
}

function buttons({ person }: Profile, reader: CardReader, hasPlans: boolean, locale: Locale): KnownBlock[] {
  const say = profileWords(locale);
  const own = button(say('own-settings'), 'people.openOwn', '');
  if (reader === 'self') return [actions(own)];
  if (reader !== 'administrator') return [];
  const change = button(say('edit'), 'people.editPerson', person.memberId, 'primary');
  const drop = button(say('drop-plans'), 'people.dropPlans', person.memberId);
  return [actions(change, ...(hasPlans ? [drop] : []))];
}

/** Why Pacer does not serve somebody, said to themselves. */
export function outsiderText(outsider: Outsider, locale: Locale): string {
  return profileWords(locale)(`outsider-${outsider}`);
}

/** Who was not made a member, and why; `who` are mentions. */
export function leftOutText(
  outsiders: readonly { slackUserId: string; outsider: Outsider }[],
  locale: Locale,
): string {
  const say = profileWords(locale);
  const named = outsiders.map(({ slackUserId, outsider }) =>
    say(`left-${outsider}`, { who: `<@${escapeText(slackUserId)}>` }),
  );
  return say('left-out', { who: namesWithin(named, locale, 10) });
}
