import type { FieldErrors, SubmitCheck, ViewValues } from '../../platform/slice.ts';
import { DEFAULT_PREFERENCE, minutesOf, NUDGE_KINDS, type NudgePreference } from './nudge.ts';
import { nudgeWords } from './words.ts';

/** The form as it was filled in: what is not ticked is muted. */
export function preferenceOf(values: ViewValues): NudgePreference {
  const on = (values['kinds'] ?? '').split(',');
  return {
    muted: NUDGE_KINDS.filter((kind) => !on.includes(kind)),
    hour: values['hour'] ?? DEFAULT_PREFERENCE.hour,
    quietFrom: values['from'] ?? DEFAULT_PREFERENCE.quietFrom,
    quietTo: values['to'] ?? DEFAULT_PREFERENCE.quietTo,
  };
}

/** What is wrong at its field. */
export function checkNudges({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const errors: FieldErrors = {};
  for (const field of ['hour', 'from', 'to'])
    if (minutesOf(values[field] ?? '') === undefined) errors[field] = nudgeWords(locale)('timeWrong');
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** What can be typed behind `/pace nudges`: everything on or off, else what there is. */
export function nudgeCommand(text: string): 'on' | 'off' | 'show' {
  const word = text.trim().toLowerCase();
  if (['off', 'none', 'stop', '关闭', '关'].includes(word)) return 'off';
  return ['on', 'all', '打开', '开'].includes(word) ? 'on' : 'show';
}
