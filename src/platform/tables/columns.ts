import { distance } from 'fastest-levenshtein';

/** Which column of a file means what: headers in both languages, however they are written. Pure. */

/** A column that a kind of table may have. */
export interface TableColumn<K extends string = string> {
  readonly key: K;
  /** What it may be called, in small letters and without spaces, divided by `|`; the first of them is the usual one. */
  readonly headers: string;
}

/** Nobody writes a longer header; what looks for brackets takes the square of its length. */
const LONGEST_HEADER = 100;

/** A header without what does not count: case, width, spaces, punctuation, and what stands in brackets. */
export function headerKey(header: string): string {
  if (header.length > LONGEST_HEADER) return '';
  const plain = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/gu, '');
  return plain.replace(/[^\p{L}\p{N}#]/gu, '');
}

/** A Map and not an object: `constructor`, typed by somebody, must find nothing. */
const books = new WeakMap<readonly TableColumn[], ReadonlyMap<string, string>>();

function bookOf(columns: readonly TableColumn[]): ReadonlyMap<string, string> {
  const known = books.get(columns);
  if (known !== undefined) return known;
  const book = new Map(
    columns.flatMap(({ key, headers }) => headers.split('|').map((word) => [word, key] as const)),
  );
  books.set(columns, book);
  return book;
}

/** The column that a header names by one of its words; undefined where it is none of them. */
export function columnNamed<K extends string>(
  header: string,
  columns: readonly TableColumn<K>[],
): K | undefined {
  return bookOf(columns).get(headerKey(header)) as K | undefined;
}

/**
 * Where each column stands among the headers. First those that are called exactly so; then, for those that are missing, what is nearly
 * called so: "Close date" is a date, "客户名称" a customer. Of two that could be meant by one header neither is taken.
 */
export function recognise<K extends string>(
  headers: readonly string[],
  columns: readonly TableColumn<K>[],
): Map<K, number> {
  const found = new Map<K, number>();
  const taken = new Set<number>();
  headers.forEach((header, index) => {
    const key = columnNamed(header, columns);
    if (key === undefined || found.has(key)) return;
    found.set(key, index);
    taken.add(index);
  });
  const missing = columns.filter(({ key }) => !found.has(key));
  const likely = headers.flatMap((header, index) => {
    const near = taken.has(index) ? [] : missing.filter((column) => isNear(header, column));
    return near.length === 1 && near[0] !== undefined ? [{ key: near[0].key, index }] : [];
  });
  for (const { key, index } of likely) if (!found.has(key)) found.set(key, index);
  return found;
}

/** "has_company", "is won": a question that is answered yes or no is none of a row's own columns. */
const ASKS: ReadonlySet<string> = new Set(['has', 'is', 'was']);
/** "Business type", "product catalog size": of whatever it is the type or the size, it is not the thing itself. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['type', 'size']);

/** A word of the header, or the header but for a slip of the pen, is one of the column's words. */
function isNear(header: string, { headers }: TableColumn): boolean {
  const key = headerKey(header);
  if (key === '') return false;
  const said = header
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length > 1);
  if (said.length > 1 && (ASKS.has(said[0] ?? '') || SAYS_NOTHING.has(said.at(-1) ?? ''))) return false;
  const parts = new Set(said);
  return headers.split('|').some((word) => {
    if (/\p{Script=Han}/u.test(word)) return word.length > 1 && key.includes(word);
    if (word.length < 4) return false;
    return parts.has(word) || (word.length > 4 && key.length > 4 && distance(word, key) === 1);
  });
}

/** A name for a set of headers, in whatever order: what was said of its columns is remembered under it. */
export function headersName(headers: readonly string[]): string {
  return headers
    .map((header) => headerKey(header) || header.trim())
    .toSorted()
    .join('|')
    .slice(0, 2_000);
}
