import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { delimiterOf } from './delimiter.ts';
import { EncodingGuess } from './encoding.ts';
import { type TableRow, TableTrouble } from './table.ts';

/** Reads CSV of any size, chunk by chunk: the encoding and the delimiter are found out. */

/** A row is not longer: somewhere before, a quote is not closed. */
const LONGEST_RECORD = 100_000;
/** As many rows as a spreadsheet has, and some; a file of nothing but line ends would else cost minutes. */
const MOST_RECORDS = 1_200_000;
const HEAD_CHARACTERS = 16_000;

/** The rows with content. `chunks` is asked for twice: once for the encoding, once for the text. */
export async function* csvRows(
  chunks: () => AsyncIterable<Uint8Array>,
  understands: (cell: string) => boolean,
): AsyncGenerator<TableRow> {
  const guess = new EncodingGuess();
  for await (const chunk of chunks()) guess.see(chunk);
  const texts = textOf(chunks, guess.result());
  const { head, rest } = await headOf(texts);
  const { delimiter, skipped } = delimiterOf(head, understands);
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: LONGEST_RECORD,
  });
  const source = Readable.from(withoutEmptyEnd(joined(head.slice(skipped), rest)));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let row = skipped === 0 ? 0 : 1;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (row > MOST_RECORDS) throw new TableTrouble({ kind: 'too many', most: MOST_RECORDS });
      if (cells.some((cell) => cell.trim() !== '')) yield { row, cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new TableTrouble({ kind: 'quotes', row: row + 1 });
  } finally {
    source.destroy();
    parser.destroy();
  }
}

async function* textOf(
  chunks: () => AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks()) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function headOf(
  texts: AsyncGenerator<string, void, undefined>,
): Promise<{ head: string; rest: AsyncGenerator<string, void, undefined> }> {
  let head = '';
  while (head.length < HEAD_CHARACTERS) {
    const { value, done } = await texts.next();
    if (done === true) break;
    head += value;
  }
  return { head: head.replace(/^\uFEFF/u, ''), rest: texts };
}

async function* joined(head: string, rest: AsyncGenerator<string, void, undefined>): AsyncGenerator<string> {
  if (head !== '') yield head;
  for await (const text of rest) if (text !== '') yield text;
}

/** What may be held back before something follows. */
const MOST_HELD = 50_000_000;

/** Spreadsheets write formatted rows without content by the hundred thousand: what may be the empty end is held back until something follows. */
async function* withoutEmptyEnd(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let held: string[] = [];
  let length = 0;
  for await (const text of texts) {
    const end = emptyFrom(text);
    if (end > 0) {
      if (length > MOST_RECORDS && linesIn(held) > MOST_RECORDS)
        throw new TableTrouble({ kind: 'too many', most: MOST_RECORDS });
      yield held.join('') + text.slice(0, end);
      held = [];
      length = 0;
    }
    if (end < text.length) held.push(text.slice(end));
    length += text.length - end;
    if (length > MOST_HELD) throw new TableTrouble({ kind: 'too many', most: MOST_RECORDS });
  }
}

function emptyFrom(text: string): number {
  let end = text.length;
  while (end > 0 && ' ,;|\t\r\n'.includes(text.charAt(end - 1))) end -= 1;
  if (end === 0) return 0;
  // The empty cells of the last line with content belong to it.
  const lineEnd = text.indexOf('\n', end);
  return lineEnd === -1 ? text.length : lineEnd + 1;
}

const linesIn = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0);
