import type { Person } from '../../../contract.ts';

/** Language and local time of a person, as in 中文 · 17:41: what makes languages and zones felt while switching. */
export function describe(person: Person, locale: string, now: number): string {
  const time = new Intl.DateTimeFormat(locale, { timeZone: person.tz, hour: 'numeric', minute: '2-digit' });
  return `${language(person.locale)} · ${time.format(now)}`;
}

/** A language in its own word: English, 中文. */
function language(locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale.split('-')[0] ?? locale) ?? locale;
}

/** `America/New_York` → New York. */
export const city = (tz: string): string => (tz.split('/').at(-1) ?? tz).replace(/_/g, ' ');
