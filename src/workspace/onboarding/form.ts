import { isZone, zoneTyped } from '../../people/zone.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import { isWallTime, type Rhythm, WEEKDAYS } from '../rhythm.ts';
import { onboardingWords } from './words.ts';

/** The first team as it was filled in; people as Slack user ids. */
export interface FirstTeam {
  name: string;
  leads: readonly string[];
  members: readonly string[];
}

/** Reads the form of the first team. Who leads it need not be named twice. */
export function firstTeamOf(values: ViewValues): FirstTeam {
  const several = (block: string): string[] => (values[block] ?? '').split(',').filter(Boolean);
  const leads = several('leads');
  const name = (values['name'] ?? '').replace(/\s+/gu, ' ').trim();
  return { name, leads, members: several('members').filter((user) => !leads.includes(user)) };
}

/** What is wrong with the form of the first team. */
export function checkFirstTeam({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const say = onboardingWords(locale);
  const { name, leads } = firstTeamOf(values);
  if (name === '') return { name: say('name-missing') };
  return leads.length === 0 ? { leads: say('leads-missing') } : undefined;
}

/** Day, time and zone as they were filled in. */
export function rhythmForm(values: ViewValues): Rhythm & { tz: string } {
  const weekday = WEEKDAYS.find((day) => String(day) === values['weekday']) ?? 1;
  return { weekday, localTime: values['time'] ?? '', tz: zoneTyped(values['zone'] ?? '') };
}

/** What is wrong with day, time and zone. */
export function checkRhythm({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const say = onboardingWords(locale);
  const { localTime, tz } = rhythmForm(values);
  if (!isZone(tz)) return { zone: say('zone-wrong') };
  return isWallTime(localTime) ? undefined : { time: say('time-wrong') };
}
