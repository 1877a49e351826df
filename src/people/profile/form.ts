import type { KnownBlock, ModalView } from '@slack/types';
import type { LocalDate } from '../../kpi/localDate.ts';
import { mrkdwn, option, plainText, section } from '../../platform/blocks.ts';
import { linesWithin } from '../../platform/fit.ts';
import { capital } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { TeamInfo } from '../person.ts';
import {
  boxesField,
  dateField,
  multiSelectField,
  selectField,
  slackHint,
  teamOptions,
  teamValue,
  textField,
} from './fields.ts';
import { planInWords } from './phrases.ts';
import { ledOn, type Profile, placeOn, plansAfter, WEEKDAYS, weekdaysHeld } from './profile.ts';
import { type Initial, joined, ROLES } from './submitted.ts';
import { profileWords } from './words.ts';

/** What the form of a person shows. */
export interface PersonFormFrame {
  today: LocalDate;
  teams: readonly TeamInfo[];
  /** What Slack says of name and zone now. */
  slack: { name: string; tz: string };
}

/** What the form begins with; it travels in private_metadata, so that only what somebody touched is changed. */
function initialOf(profile: Profile, today: LocalDate): Initial {
  const { person, overrides } = profile;
  const place = placeOn(profile, today);
  const isOwn = (field: (typeof overrides)[number]) => overrides.includes(field);
  return {
    role: place.role,
    team: teamValue(place.teamId),
    region: place.region ?? '',
    leads: joined(ledOn(profile, today)),
    weekdays: joined(weekdaysHeld(profile, today)),
    first: person.firstDay ?? '',
    last: person.lastDay ?? '',
    name: isOwn('name') ? person.name : '',
    zone: isOwn('tz') ? person.tz : '',
    language: isOwn('locale') ? person.locale : 'slack',
    rights: joined([...(profile.isAdmin ? ['admin'] : []), ...(profile.isFinance ? ['finance'] : [])]),
  };
}

/** The form of a person, as they are today. */
export function personModal(profile: Profile, frame: PersonFormFrame, locale: Locale): ModalView {
  const say = profileWords(locale);
  const { today } = frame;
  const initial = initialOf(profile, today);
  const plans = plansAfter(profile, today).map((plan) => `• ${planInWords(plan, frame, locale)}`);
  const planned = plans.length === 0 ? '' : say('form-planned', { plans: linesWithin(plans, locale, 1500) });
  return {
    type: 'modal',
    callback_id: 'people.person',
    private_metadata: JSON.stringify({ id: profile.person.memberId, i: initial }),
    title: plainText(say('form-title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      section(say('form-who', { name: plainInMrkdwn(profile.person.name), planned })),
      ...datedFields(initial, frame, locale),
      ...employmentFields(initial, locale),
      ...followedFields(initial, frame.slack, locale),
      rightsField(initial, locale),
    ],
  };
}

function datedFields(initial: Initial, { today, teams }: PersonFormFrame, locale: Locale): KnownBlock[] {
  const say = profileWords(locale);
  const field = (block: string, optional = false) => ({
    form: 'person' as const,
    block,
    label: say(`field-${block}` as 'field-from'),
    optional,
  });
  const led = (initial['leads'] ?? '').split(',');
  const team = initial['team'] ?? '';
  const days = WEEKDAYS.map((day) => option(say(`weekday-${day}`), String(day)));
  const roles = ROLES.map((role) => option(capital(say(`role-${role}`)), role));
  const own = teamOptions(teams, say('field-no-team'), [team]);
  const leads = teamOptions(teams, '', led);
  return [
    dateField({ ...field('from'), hint: say('field-from-hint') }, today),
    selectField(field('role'), roles, initial['role'] ?? ''),
    selectField(field('team'), own, team),
    textField({ ...field('region', true), hint: say('field-region-hint') }, initial['region'] ?? '', 60),
    ...(leads.length === 0
      ? []
      : [multiSelectField({ ...field('leads', true), hint: say('field-leads-hint') }, leads, led)]),
    boxesField(field('weekdays'), days, (initial['weekdays'] ?? '').split(',')),
  ];
}

function employmentFields(initial: Initial, locale: Locale): KnownBlock[] {
  const say = profileWords(locale);
  const [first, last] = [initial['first'] || null, initial['last'] || null];
  // A date picker gives a date back and cannot be emptied everywhere.
  const forget = [
    ...(first === null ? [] : [option(say('forget-first'), 'first')]),
    ...(last === null ? [] : [option(say('forget-last'), 'last')]),
  ];
  return [
    dateField({ form: 'person', block: 'first', label: say('field-first'), optional: true }, first),
    dateField(
      {
        form: 'person',
        block: 'last',
        label: say('field-last'),
        hint: say('field-last-hint'),
        optional: true,
      },
      last,
    ),
    ...(forget.length === 0
      ? []
      : [
          boxesField(
            { form: 'person', block: 'forget', label: say('field-forget'), optional: true },
            forget,
            [],
          ),
        ]),
  ];
}

function followedFields(initial: Initial, slack: PersonFormFrame['slack'], locale: Locale): KnownBlock[] {
  const say = profileWords(locale);
  const nameHint = slackHint('field-name-hint', slack.name, locale);
  return [
    textField(
      { form: 'person', block: 'name', label: say('field-name'), hint: nameHint, optional: true },
      initial['name'] ?? '',
      80,
    ),
    ...ownFields(initial, slack.tz, locale),
  ];
}

/** Zone and language: what people may settle for themselves too. */
function ownFields(initial: Initial, slackZone: string, locale: Locale): KnownBlock[] {
  const say = profileWords(locale);
  const hint = slackHint('field-zone-hint', slackZone, locale);
  const languages = [
    option(say('language-slack'), 'slack'),
    option(say('language-en'), 'en'),
    option(say('language-zh'), 'zh'),
  ];
  return [
    textField(
      { form: 'person', block: 'zone', label: say('field-zone'), hint, optional: true },
      initial['zone'] ?? '',
      60,
    ),
    selectField(
      { form: 'person', block: 'language', label: say('field-language') },
      languages,
      initial['language'] ?? 'slack',
    ),
  ];
}

function rightsField(initial: Initial, locale: Locale): KnownBlock {
  const say = profileWords(locale);
  const rights = [
    option(say('option-admin'), 'admin', say('option-admin-about')),
    option(say('option-finance'), 'finance', say('option-finance-about')),
  ];
  const field = { form: 'person' as const, block: 'rights', label: say('field-rights'), optional: true };
  return boxesField(field, rights, (initial['rights'] ?? '').split(','));
}

/** The form in which people settle their own language and zone. */
export function ownModal(profile: Profile, slackZone: string, today: LocalDate, locale: Locale): ModalView {
  const say = profileWords(locale);
  const { zone = '', language = 'slack' } = initialOf(profile, today);
  return {
    type: 'modal',
    callback_id: 'people.own',
    private_metadata: JSON.stringify({ id: profile.person.memberId, i: { zone, language } }),
    title: plainText(say('own-title'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    blocks: ownFields({ zone, language }, slackZone, locale),
  };
}

/** The form in which a person is chosen; the form of that person takes its place. `note`: why the last choice cannot be. */
export function pickModal(note: string | undefined, locale: Locale): ModalView {
  const say = profileWords(locale);
  return {
    type: 'modal',
    callback_id: 'people.person',
    title: plainText(say('pick-title'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      {
        type: 'section',
        block_id: note === undefined ? 'pick' : 'pick-again',
        text: mrkdwn(`${say('pick')}\n_${say('pick-hint')}_`),
        accessory: { type: 'users_select', action_id: 'people.pick' },
      },
      ...(note === undefined ? [] : [section(note)]),
    ],
  };
}
