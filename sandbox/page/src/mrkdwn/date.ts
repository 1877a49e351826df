/** The tokens of `<!date^seconds^format>`, each in the reader's language and zone. */
const TOKENS: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
  day_divider_pretty: { weekday: 'long', month: 'long', day: 'numeric' },
};

const DAY = 86_400;

/** Text of a date mention; a token that nobody knows stays visible as written. */
export function formatDate(seconds: number, format: string, locale: string, tz: string, now: number): string {
  const key = (s: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: tz }).format(s * 1000);
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => {
    if (token === 'date_num') return key(seconds);
    if (token === 'ago') return ago(seconds, locale, now);
    const base = token.replace(/_pretty$/, '');
    if (token !== base) {
      const days = [0, -1, 1].find((n) => key(now + n * DAY) === key(seconds));
      if (days !== undefined)
        return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
    }
    const options = TOKENS[token] ?? TOKENS[base];
    return options
      ? new Intl.DateTimeFormat(locale, { timeZone: tz, ...options }).format(seconds * 1000)
      : whole;
  });
}

function ago(seconds: number, locale: string, now: number): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const minutes = Math.round((seconds - now) / 60);
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
  if (Math.abs(minutes) < 48 * 60) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / 1440), 'day');
}
