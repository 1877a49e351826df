import type { Person } from '../../../contract.ts';

/** Flag and local time of a person, as in 🇨🇳 17:41: what makes zones felt while switching. */
export function describe(person: Person, locale: string, now: number): string {
  const time = new Intl.DateTimeFormat(locale, { timeZone: person.tz, hour: 'numeric', minute: '2-digit' });
  return `${flag(person.locale)} ${time.format(now)}`;
}

/** The flag of a locale's country: two regional indicators. */
function flag(locale: string): string {
  const country = locale.split('-')[1] ?? '';
  return [...country.toUpperCase()].map((c) => String.fromCodePoint(0x1f1e6 + c.charCodeAt(0) - 65)).join('');
}

/** `America/New_York` → New York. */
export const city = (tz: string): string => (tz.split('/').at(-1) ?? tz).replace(/_/g, ' ');
