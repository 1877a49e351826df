import { addDays, isLocalDate, type LocalDate, type Weekday } from '../../kpi/localDate.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { isZone, zoneTyped } from '../zone.ts';
import { chosenTeam } from './fields.ts';
import { type PersonChange, WEEKDAYS } from './profile.ts';
import { profileWords } from './words.ts';

/** What a form of a person asks for, once it was handed in. */

export const ROLES = ['rep', 'manager', 'none'] as const;

/** What the form began with, by block. */
export type Initial = Record<string, string>;
/** Several values as one text, whatever their order. */
export const joined = (values: readonly (string | number)[]): string =>
  values.map(String).toSorted().join(',');

/** The form as it was handed in, with what it began with. */
export interface PersonForm {
  memberId: string;
  values: ViewValues;
  initial: Initial;
}

/** Reads what travels with the form; a hint, checked again where it matters. Undefined where it is none of ours. */
export function personFormOf(values: ViewValues, metadata: string): PersonForm | undefined {
  try {
    const { id, i } = JSON.parse(metadata) as { id?: unknown; i?: unknown };
    if (typeof id !== 'string' || typeof i !== 'object' || i === null) return undefined;
    return { memberId: id, values, initial: i as Initial };
  } catch {
    return undefined;
  }
}

/** Which fields somebody touched. */
function touched({ values, initial }: PersonForm, block: string): boolean {
  if (!(block in values)) return false;
  const [now = '', then = ''] = [values[block], initial[block]];
  return joined(now.trim().split(',')) !== joined(then.split(','));
}

const several = (value: string | undefined): string[] => (value ?? '').split(',').filter(Boolean);

/** What the form asks for; `slack` is what name, zone and language are there, for what shall follow it again. */
export function changeOf(
  form: PersonForm,
  slack: { name: string; tz: string; locale: Locale },
  today: LocalDate,
): PersonChange {
  const { values, initial } = form;
  const is = (block: string) => touched(form, block);
  const from = values['from'] ?? '';
  const place = {
    ...(is('role') ? { role: ROLES.find((role) => role === values['role']) ?? 'rep' } : {}),
    ...(is('team') ? { teamId: chosenTeam(values['team']) } : {}),
    ...(is('region') ? { region: values['region']?.trim() || null } : {}),
  };
  const [now, then] = [several(values['leads']), several(initial['leads'])];
  const leads = {
    begin: now.filter((id) => !then.includes(id)),
    end: then.filter((id) => !now.includes(id)),
  };
  return {
    from: isLocalDate(from) ? from : today,
    ...(Object.keys(place).length === 0 ? {} : { place }),
    ...(is('leads') ? { leads } : {}),
    ...(is('weekdays') ? { weekdays: weekdaysIn(values) } : {}),
    ...employmentOf(form),
    ...rightsOf(form),
    ...ownOf(form, slack),
  };
}

function employmentOf(form: PersonForm): Pick<PersonChange, 'firstDay' | 'lastDay'> {
  const forget = several(form.values['forget']);
  const date = (block: 'first' | 'last'): LocalDate | null | undefined => {
    if (forget.includes(block)) return null;
    const value = form.values[block] ?? '';
    return touched(form, block) && isLocalDate(value) ? value : undefined;
  };
  const [firstDay, lastDay] = [date('first'), date('last')];
  return {
    ...(firstDay === undefined ? {} : { firstDay }),
    ...(lastDay === undefined ? {} : { lastDay }),
  };
}

function rightsOf(form: PersonForm): Pick<PersonChange, 'isAdmin' | 'isFinance'> {
  if (!('rights' in form.values)) return {};
  const [now, then] = [several(form.values['rights']), several(form.initial['rights'])];
  const changed = (right: string) => now.includes(right) !== then.includes(right);
  return {
    ...(changed('admin') ? { isAdmin: now.includes('admin') } : {}),
    ...(changed('finance') ? { isFinance: now.includes('finance') } : {}),
  };
}

function ownOf(
  form: PersonForm,
  slack: { name: string; tz: string; locale: Locale },
): Pick<PersonChange, 'name' | 'tz' | 'locale'> {
  const name = (form.values['name'] ?? '').replace(/\s+/gu, ' ').trim();
  const zone = zoneTyped(form.values['zone'] ?? '');
  const own = (typed: string, fallback: string) => ({ value: typed || fallback, isOwn: typed !== '' });
  const language = form.values['language'] ?? 'slack';
  const isOwn = language === 'en' || language === 'zh';
  return {
    ...(touched(form, 'name') ? { name: own(name, slack.name) } : {}),
    ...(touched(form, 'zone') ? { tz: own(zone, slack.tz) } : {}),
    ...(touched(form, 'language') ? { locale: { value: isOwn ? language : slack.locale, isOwn } } : {}),
  };
}

function weekdaysIn(values: ViewValues): Weekday[] {
  const named = several(values['weekdays']);
  return WEEKDAYS.filter((day) => named.includes(String(day)));
}

/** What is wrong with the form's fields; what the database alone knows is checked when it is handed in. */
export function checkPersonForm({ values, metadata, locale, now }: SubmitCheck): FieldErrors | undefined {
  const say = profileWords(locale);
  const form = personFormOf(values, metadata);
  const example = locale === 'zh' ? 'Asia/Shanghai' : 'Europe/Berlin';
  const zone = zoneTyped(values['zone'] ?? '');
  const from = values['from'] ?? '';
  // Somewhere it still is yesterday; on the person's own date it is judged once more.
  const earliest = addDays(localDateOf(now, 'UTC'), -1);
  const [first = '', last = ''] = [values['first'], values['last']];
  const isForgotten = several(values['forget']).length > 0;
  const errors: FieldErrors = {
    ...(zone !== '' && !isZone(zone) ? { zone: say('zone-wrong', { example }) } : {}),
    ...(isLocalDate(from) && from < earliest ? { from: say('past-from') } : {}),
    ...('weekdays' in values && weekdaysIn(values).length === 0 ? { weekdays: say('weekdays-missing') } : {}),
    ...(first !== '' && last !== '' && !isForgotten && last < first ? { last: say('backwards') } : {}),
  };
  return form === undefined || Object.keys(errors).length === 0 ? undefined : errors;
}
