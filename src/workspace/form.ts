import { isCurrency } from '../kpi/currency.ts';
import { DEFAULT_DIFFICULTY, type DifficultySettings } from '../kpi/difficulty.ts';
import { isZone, zoneTyped } from '../people/zone.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../platform/slice.ts';
import { areThresholds, isShare } from './difficulty.ts';
import type { WorkspaceChange } from './settings.ts';
import { workspaceWords } from './words.ts';

/** The settings' form as it was filled in. */
export function changeOf(values: ViewValues): Required<Omit<WorkspaceChange, 'name' | 'settings'>> {
  return {
    locale: values['locale'] === 'zh' ? 'zh' : 'en',
    tz: zoneTyped(values['zone'] ?? ''),
    currency: (values['currency'] ?? '').trim().toUpperCase(),
    fiscalYearStart: Number(values['fiscal'] ?? '1'),
    boardChannelId: values['channel'] || null,
  };
}

/** T-07: the thresholds as they were filled in; a field that is not there is the default. */
export function thresholdsOf(values: ViewValues): DifficultySettings {
  const read = (field: string, otherwise: number): number =>
    Number((values[field] ?? otherwise).toString().trim() || Number.NaN);
  return {
    tooHardBelow: read('hard', DEFAULT_DIFFICULTY.tooHardBelow),
    tooEasyAbove: read('easy', DEFAULT_DIFFICULTY.tooEasyAbove),
    suggestFor: read('suggest', DEFAULT_DIFFICULTY.suggestFor),
  };
}

function thresholdErrors(values: ViewValues, say: ReturnType<typeof workspaceWords>): FieldErrors {
  const thresholds = thresholdsOf(values);
  const { tooHardBelow: hard, tooEasyAbove: easy, suggestFor: suggest } = thresholds;
  const wrong = Object.entries({ hard, easy, suggest }).filter(([, value]) => !isShare(value));
  if (wrong.length > 0) return Object.fromEntries(wrong.map(([field]) => [field, say('percent-wrong')]));
  return areThresholds(thresholds) ? {} : { suggest: say('order-wrong', { hard, easy }) };
}

/** What is wrong with the form's fields. */
export function checkSettingsForm({ values, locale }: SubmitCheck): FieldErrors | undefined {
  const say = workspaceWords(locale);
  const { tz, currency, fiscalYearStart } = changeOf(values);
  const isMonth = Number.isInteger(fiscalYearStart) && fiscalYearStart >= 1 && fiscalYearStart <= 12;
  const errors: FieldErrors = {
    ...(isZone(tz) ? {} : { zone: say('zone-wrong') }),
    ...(isCurrency(currency) ? {} : { currency: say('currency-wrong') }),
    ...(isMonth ? {} : { fiscal: say('fiscal-wrong') }),
    ...thresholdErrors(values, say),
  };
  return Object.keys(errors).length === 0 ? undefined : errors;
}
