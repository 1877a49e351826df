/** Dates and times as one person reads them: their language, their zone. `ts` is Slack's "seconds.micros" text. */
export interface Clock {
  /** `2026-11-23` in the person's zone. */
  dayKey: (ts: string) => string;
  /** The word on a day divider. */
  dayLabel: (ts: string, now: number) => string;
  /** 9:41 AM, 09:41. */
  time: (ts: string) => string;
  /** For a tooltip. */
  full: (ts: string) => string;
  /** With seconds, of an ISO instant: the inspector's column. */
  stamp: (iso: string) => string;
  /** A calendar date without a zone. */
  tz: string;
  locale: string;
}

export const msOf = (ts: string): number => Number(ts) * 1000;

const DAY = 86_400_000;

export function makeClock(locale: string, tz: string): Clock {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: tz, ...options });
  const key = new Intl.DateTimeFormat('en-CA', {
    timeZone: tz,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const time = format({ hour: 'numeric', minute: '2-digit' });
  const full = format({ dateStyle: 'full', timeStyle: 'medium' });
  const stamp = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
  const thisYear = format({ weekday: 'long', month: 'long', day: 'numeric' });
  const otherYear = format({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const keyOf = (ms: number): string => key.format(ms);

  const dayLabel = (ts: string, now: number): string => {
    const day = keyOf(msOf(ts));
    if (day === keyOf(now)) return capital(relative.format(0, 'day'));
    if (day === keyOf(now - DAY)) return capital(relative.format(-1, 'day'));
    return (day.slice(0, 4) === keyOf(now).slice(0, 4) ? thisYear : otherYear).format(msOf(ts));
  };
  return {
    dayKey: (ts) => keyOf(msOf(ts)),
    dayLabel,
    time: (ts) => time.format(msOf(ts)),
    full: (ts) => full.format(msOf(ts)),
    stamp: (iso) => stamp.format(Date.parse(iso)),
    tz,
    locale,
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
