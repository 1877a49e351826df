import { isLocalDate, type LocalDate, localDate, type Weekday } from '../kpi/localDate.ts';
import { localDateOf, type Temporal } from '../kpi/time.ts';
import { isZone } from '../people/zone.ts';
import { formatDate } from '../platform/format.ts';
import type { ReportChoice } from '../platform/jobs/choice.ts';
import type { WeeklyMoment } from '../platform/jobs/due.ts';
import { longPeriodOf } from '../platform/jobs/report.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { isWallTime, WEEKDAYS } from '../workspace/rhythm.ts';
import { skippedWithin } from './instants.ts';
import { readWhich } from './report.ts';
import { words } from './words.ts';

/** The form of a report as it was filled in; people as Slack user ids. */
export interface ReportForm {
  /** Undefined: none was chosen. Reports after a month or quarter have none. */
  weekday: Weekday | undefined;
  localTime: string;
  zone: string;
  channelId: string | null;
  locale: Locale | null;
  /** Of boards; null: the default. */
  measure: string | null;
  places: number | null;
  leftOut: readonly string[];
}

/** L-06: how many places of a board a channel may see. */
export const PLACES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
/** The option that stands for "as by default". */
export const DEFAULT = 'default';

/** Reads the fields. */
export function formOf(values: ViewValues): ReportForm {
  const locale = values['language'];
  return {
    weekday: WEEKDAYS.find((day) => String(day) === values['weekday']),
    localTime: (values['time'] ?? '').trim(),
    zone: (values['zone'] ?? '').trim(),
    channelId: values['channel'] || null,
    locale: locale === 'en' || locale === 'zh' ? locale : null,
    measure: chosenIn(values['measure']),
    places: PLACES.find((count) => String(count) === values['places']) ?? null,
    leftOut: (values['leftOut'] ?? '').split(',').filter(Boolean),
  };
}

const chosenIn = (value: string | undefined): string | null =>
  value === undefined || value === '' || value === DEFAULT ? null : value;

/** What is wrong, at its field: no weekday, no time, an unknown zone, or a time that the clocks skip on some day of the year. */
export function checkForm({ values, metadata, locale, now }: SubmitCheck): FieldErrors | undefined {
  const say = words(locale);
  const which = readWhich(metadata);
  const every = which === undefined ? undefined : longPeriodOf(which.kind);
  const { weekday, localTime, zone } = formOf(values);
  const errors: FieldErrors = {
    ...(weekday === undefined && every === undefined ? { weekday: say('weekdayMissing') } : {}),
    ...(isWallTime(localTime) ? {} : { time: say('timeWrong') }),
    ...(isZone(zone) ? {} : { zone: say('zoneWrong') }),
  };
  if (Object.keys(errors).length > 0) return errors;
  const moment: WeeklyMoment = { weekday: weekday ?? 1, localTime, zone };
  const skipped = skippedWithin(every === undefined ? moment : { ...moment, every }, now);
  if (skipped === undefined) return undefined;
  const date = formatDate(skipped.date, locale, true);
  return { time: say('timeSkipped', { date, time: skipped.time, wanted: localTime, zone }) };
}

/** The choice that a form makes: what is as the default stays the default, so that it follows it. */
export function choiceOfForm(
  form: ReportForm,
  base: Pick<WeeklyMoment, 'weekday' | 'localTime' | 'zone'>,
  leftOut: readonly string[],
): Partial<ReportChoice> {
  const own = <T>(value: T, usual: T): T | null => (value === usual ? null : value);
  return {
    weekday: own(form.weekday ?? base.weekday, base.weekday),
    localTime: own(form.localTime, base.localTime),
    zone: own(form.zone, base.zone),
    channelId: form.channelId,
    locale: form.locale,
    measure: form.measure,
    places: form.places,
    leftOut,
  };
}

/** From when on a paused report comes again; null: when somebody resumes it. */
export function pauseOf(values: ViewValues): LocalDate | null {
  const text = values['until'] ?? '';
  return isLocalDate(text) ? localDate(text) : null;
}

/** A pause ends tomorrow at the earliest, wherever the report's zone is. */
export function checkPause({ values, locale, now }: SubmitCheck): FieldErrors | undefined {
  const until = pauseOf(values);
  return until === null || until > earliest(now) ? undefined : { until: words(locale)('untilPast') };
}

/** Somewhere it still is yesterday. */
const earliest = (now: Temporal.Instant): LocalDate => localDateOf(now, 'Etc/GMT+12');
