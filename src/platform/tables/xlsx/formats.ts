/** How a spreadsheet's numbers are meant, by their format: dates, percentages, money. */

export type NumberMeaning =
  | { readonly kind: 'number' }
  | { readonly kind: 'date' }
  | { readonly kind: 'percent' }
  /** M-05: what the cell shows before its number: "€", "US$", "CNY". */
  | { readonly kind: 'money'; readonly sign: string };

const PLAIN: NumberMeaning = { kind: 'number' };
/** Formats that every spreadsheet knows by number; 27–36 and 50–58 are dates in East Asian ones. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** The meaning of a format by its number, and its code where the file brings one. */
export function meaningOf(id: number, code: string | undefined): NumberMeaning {
  if (code === undefined) {
    if (isBuiltInDate(id)) return { kind: 'date' };
    return id === 9 || id === 10 ? { kind: 'percent' } : PLAIN;
  }
  const [first = ''] = code.split(';');
  const sign = /\[\$(?<sign>[^\]-]+)(?:-[^\]]*)?\]/u.exec(first)?.groups?.['sign'] ?? signIn(first);
  const bare = first
    .replaceAll(/"[^"]*"/gu, '')
    .replaceAll(/\\./gu, '')
    .replaceAll(/\[(?!h|m|s)[^\]]*\]/giu, '')
    .replaceAll(/_.|\*./gu, '')
    .replace(/general/iu, '');
  if (/[ymdhs]/iu.test(bare.replaceAll(/e[+-]/giu, ''))) return { kind: 'date' };
  if (bare.includes('%')) return { kind: 'percent' };
  return sign === undefined ? PLAIN : { kind: 'money', sign: sign.trim() };
}

const signIn = (code: string): string | undefined => /\p{Sc}/u.exec(code)?.[0];

/** A spreadsheet's serial number as a date, with the time of day where it has one. `is1904`: the file counts from 1904. */
export function serialDate(serial: number, is1904: boolean): string {
  // Its 1900 had a 29 February.
  const zero = is1904 ? 24_107 : serial < 60 ? 25_568 : 25_569;
  const offset = is1904 ? serial - zero : serial - zero;
  const minutes = Math.round(offset * 1_440);
  const at = new Date(minutes * 60_000);
  if (Number.isNaN(at.getTime()) || serial < 0) return String(serial);
  const [date = '', time = ''] = at.toISOString().split('T');
  const clock = time.slice(0, 5);
  if (serial < 1) return clock;
  return clock === '00:00' ? date : `${date} ${clock}`;
}

/**
 * A number of a cell as text that can be read in one way only: as many digits as a spreadsheet shows, no exponent, and with three decimals a
 * zero behind them, since `1.234` alone could be a thousand and more.
 */
export function numberText(raw: string): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  const shown = plainDigits(value);
  return /\.\d{3}$/u.test(shown) ? `${shown}0` : shown;
}

function plainDigits(value: number): string {
  const [digits = '', exponent = '0'] = value.toExponential(14).split('e');
  const power = Number(exponent);
  const sign = digits.startsWith('-') ? '-' : '';
  const figures = digits.replace(/[-.]/gu, '');
  const point = power + 1;
  const padded = point <= 0 ? `0.${'0'.repeat(-point)}${figures}` : spread(figures, point);
  return sign + padded.replace(/(\.\d*?)0+$/u, '$1').replace(/\.$/u, '');
}

function spread(figures: string, point: number): string {
  if (point >= figures.length) return figures + '0'.repeat(point - figures.length);
  return `${figures.slice(0, point)}.${figures.slice(point)}`;
}
