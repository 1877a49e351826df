import { isTimeZone } from '../kpi/time.ts';

/** A name of the IANA list; offsets such as +05:30 know no daylight saving. */
export function isZone(zone: string): boolean {
  return /^[A-Z]/i.test(zone) && isTimeZone(zone);
}
