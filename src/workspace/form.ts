import { isCurrency } from '../kpi/currency.ts';
import { isTimeZone } from '../kpi/time.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../platform/slice.ts';
import type { WorkspaceChange } from './settings.ts';
import { workspaceWords } from './words.ts';

/** The settings' form as it was filled in. */
export function changeOf(values: ViewValues): Required<Omit<WorkspaceChange, 'name' | 'settings'>> {
  return {
    locale: values['locale'] === 'zh' ? 'zh' : 'en',
    tz: (values['zone'] ?? '').trim(),
    currency: (values['currency'] ?? '').trim().toUpperCase(),
    fiscalYearStart: Number(values['fiscal'] ?? '1'),
    boardChannelId: values['channel'] || null,
  };
}

/** What is wrong with the form's fields. */
export function checkSettingsForm({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const say = workspaceWords(locale);
  const { tz, currency, fiscalYearStart } = changeOf(values);
  const isMonth = Number.isInteger(fiscalYearStart) && fiscalYearStart >= 1 && fiscalYearStart <= 12;
  // Offsets such as +05:30 know no daylight saving.
  const isZone = /^[A-Z]/i.test(tz) && isTimeZone(tz);
  const errors: FieldErrors = {
    ...(isZone ? {} : { zone: say('zone-wrong') }),
    ...(isCurrency(currency) ? {} : { currency: say('currency-wrong') }),
    ...(isMonth ? {} : { fiscal: say('fiscal-wrong') }),
  };
  return Object.keys(errors).length === 0 ? undefined : errors;
}
