import { addDays, isLocalDate, type LocalDate, localDate } from '../../kpi/localDate.ts';
import { localDateOf } from '../../kpi/time.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import { nameKey } from '../names.ts';
import { chosenTeam } from '../profile/fields.ts';
import { peopleWords } from '../words.ts';
import { isZone, zoneTyped } from '../zone.ts';

/** The team's form as it was filled in; people as Slack user ids. */
export interface TeamForm {
  name: string;
  region: string | null;
  tz: string | null;
  channelId: string | null;
  parentId: string | null;
  /** Undefined where the form has no date: today. */
  from: LocalDate | undefined;
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
    tz: zoneTyped(text('zone')) || null,
    channelId: text('channel') || null,
    parentId: chosenTeam(values['parent']),
    from: isLocalDate(text('from')) ? localDate(text('from')) : undefined,
    leads: several('leads'),
    members: several('members'),
  };
}

/** What is wrong with the form's fields. */
export function checkTeamForm({ values, locale, now }: SubmitCheck): FieldErrors | undefined {
  const say = peopleWords(locale);
  const form = teamFormOf(values);
  // Somewhere it still is yesterday; on the person's own date it is judged once more.
  const earliest = addDays(localDateOf(now, 'UTC'), -1);
  const errors: FieldErrors = {
    ...(nameKey(form.name) === '' ? { name: say('name-missing') } : {}),
    ...(form.tz !== null && !isZone(form.tz) ? { zone: say('zone-wrong') } : {}),
    ...(form.leads.length === 0 ? { leads: say('leads-missing') } : {}),
    ...(form.from !== undefined && form.from < earliest ? { from: say('past-from') } : {}),
  };
  return Object.keys(errors).length === 0 ? undefined : errors;
}
