import { isTimeZone } from '../kpi/time.ts';
import { plain } from '../platform/mrkdwn.ts';

/** A name of the IANA list; offsets such as +05:30 know no daylight saving. */
export function isZone(zone: string): boolean {
  return /^[A-Z]/i.test(zone) && isTimeZone(zone);
}

/**
 * The zone that somebody typed, as the IANA list spells it: "europe/berlin", or its city alone, "New York". What is no zone comes back as
 * typed, without what nobody sees: a zone that is copied out of a message has joiners in it (platform/mrkdwn.ts).
 */
export function zoneTyped(text: string): string {
  const typed = plain(text).trim();
  const wanted = typed.replace(/\s+/gu, '_').toLowerCase();
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.toLowerCase() === wanted);
  if (zones.length > 0 || isZone(typed)) return zones[0] ?? typed;
  const cities = Intl.supportedValuesOf('timeZone').filter((zone) =>
    zone.toLowerCase().endsWith(`/${wanted}`),
  );
  const [only] = cities;
  return only !== undefined && cities.length === 1 ? only : typed;
}
