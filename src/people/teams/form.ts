import { isTimeZone } from '../../kpi/time.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import { nameKey } from '../names.ts';
import { peopleWords } from '../words.ts';

/** The team's form as it was filled in; people as Slack user ids. */
export interface TeamForm {
  name: string;
  region: string | null;
  tz: string | null;
  channelId: string | null;
  leads: readonly string[];
  members: readonly string[];
}

/** Reads the fields of the form. */
export function teamFormOf(values: ViewValues): TeamForm {
  const text = (block: string): string => (values[block] ?? '').replace(/\s+/gu, ' ').trim();
  const several = (block: string): string[] => text(block).split(',').filter(Boolean);
  return {
    name: text('name'),
    region: text('region') || null,
    tz: text('zone') || null,
    channelId: text('channel') || null,
    leads: several('leads'),
    members: several('members'),
  };
}

/** What is wrong with the form's fields. */
export function checkTeamForm({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const say = peopleWords(locale);
  const form = teamFormOf(values);
  const errors: FieldErrors = {
    ...(nameKey(form.name) === '' ? { name: say('name-missing') } : {}),
    ...(form.tz !== null && !isZone(form.tz) ? { zone: say('zone-wrong') } : {}),
    ...(form.leads.length === 0 ? { leads: say('leads-missing') } : {}),
    ...(form.members.length === 0 ? { members: say('members-missing') } : {}),
  };
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** A name of the IANA list; offsets such as +05:30 know no daylight saving. */
export function isZone(zone: string): boolean {
  return /^[A-Z]/i.test(zone) && isTimeZone(zone);
}
