import { isLocalDate, type LocalDate } from '../../kpi/localDate.ts';

/** Reads a date as it stands in a file; undefined where the text is none. */
export type ReadDate = (text: string) => LocalDate | undefined;

const PARTS = {
  YYYY: String.raw`(?<year>\d{4})`,
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  DD: String.raw`(?<day>\d{2})`,
  D: String.raw`(?<day>\d{1,2})`,
} as const;

/**
 * The reader of a stated format, made of `YYYY`, `MM` or `M`, `DD` or `D` and what stands between them: `M/D/YYYY`, `YYYY-MM-DD`,
 * `D.M.YYYY`. Undefined where the format lacks or repeats a part: a date is never guessed (3/4 is March or April).
 */
export function dateReader(format: string): ReadDate | undefined {
  const found = [...format.matchAll(/YYYY|MM?|DD?|[^A-Za-z0-9]+|[A-Za-z0-9]/g)].map(([token]) => token);
  const kinds = found.filter((token) => token in PARTS).map((token) => token[0]);
  const isWhole = kinds.length === 3 && new Set(kinds).size === 3;
  if (!isWhole || found.some((token) => /[A-Za-z0-9]/.test(token) && !(token in PARTS))) return undefined;
  const source = found.map((token) => (token in PARTS ? PARTS[token as keyof typeof PARTS] : escaped(token)));
  const shape = new RegExp(`^${source.join('')}$`);
  return (text) => {
    const groups = shape.exec(text)?.groups;
    if (groups === undefined) return undefined;
    const { year = '', month = '', day = '' } = groups;
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return isLocalDate(date) ? date : undefined;
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
