import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import { daysBetween, type LocalDate, localDate } from '../../../kpi/localDate.ts';
import type { OutCell } from './cell.ts';

/** Writes an Excel file (XLSX): one sheet with typed cells and a header that stays, and no formulas. Packed as it is written. */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
/** A turn of the event loop between so many rows. */
const ROWS_A_TURN = 500;
const LONGEST_CELL = 32_767;
const LONGEST_NAME = 31;

/** The file; the first of the lines is its header. `name`: of the sheet. */
export async function xlsxOf(
  name: string,
  lines: Iterable<readonly OutCell[]> | AsyncIterable<readonly OutCell[]>,
): Promise<Buffer> {
  const zip = new ZipFile();
  const formats = new Formats();
  const add = (path: string, text: string): void => zip.addBuffer(Buffer.from(HEAD + text), path, FIXED);
  add(
    '[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
      `${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/worksheets/sheet1.xml', 'worksheet')}${override('/xl/styles.xml', 'styles')}</Types>`,
  );
  add(
    '_rels/.rels',
    `<Relationships ${PACKAGE}>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
  );
  add(
    'xl/workbook.xml',
    `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships ${PACKAGE}>${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'styles', 'styles.xml')}</Relationships>`,
  );
  zip.addReadStream(Readable.from(sheetOf(lines, formats)), 'xl/worksheets/sheet1.xml', FIXED);
  // The formats are known once all cells were written.
  const styles = Readable.from(
    (function* () {
      yield HEAD + formats.styles();
    })(),
  );
  zip.addReadStream(styles, 'xl/styles.xml', FIXED);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The same content is the same file. */
const FIXED = { mtime: new Date(Date.UTC(2000, 0, 1)) };

const override = (part: string, kind: string): string =>
  `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
const relation = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
const sheetName = (name: string): string =>
  name
    .replaceAll(/[[\]:*?/\\]/gu, ' ')
    .slice(0, LONGEST_NAME)
    .trim() || 'Sheet1';

async function* sheetOf(
  lines: Iterable<readonly OutCell[]> | AsyncIterable<readonly OutCell[]>,
  formats: Formats,
): AsyncGenerator<string> {
  yield `${HEAD}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="16" defaultRowHeight="15"/><sheetData>`;
  let row = 0;
  for await (const cells of lines) {
    row += 1;
    const style = row === 1 ? ' s="1"' : '';
    yield `<row r="${row}">${cells.map((cell, at) => cellXml(cell, `${columnName(at)}${row}`, style, formats)).join('')}</row>`;
    if (row % ROWS_A_TURN === 0) await turn();
  }
  yield '</sheetData></worksheet>';
}

function cellXml(cell: OutCell, place: string, style: string, formats: Formats): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string')
    return `<c r="${place}" t="inlineStr"${style}><is><t xml:space="preserve">${escaped(cell.slice(0, LONGEST_CELL))}</t></is></c>`;
  if ('date' in cell) return `<c r="${place}" s="2"><v>${serialOf(cell.date)}</v></c>`;
  if ('number' in cell) return `<c r="${place}"><v>${cell.number}</v></c>`;
  return `<c r="${place}" s="${formats.money(cell)}"><v>${cell.money}</v></c>`;
}

/** "A", "B", … "AA". */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

const ZERO = localDate('1899-12-30');
/** Days as Excel counts them; it is wrong before March 1900, where nobody's figures lie. */
const serialOf = (date: LocalDate): number => daysBetween(ZERO, date);

/** Styles of cells: plain, header, date, and one for each currency. */
class Formats {
  readonly #money = new Map<string, number>();

  /** The style of an amount: its currency's code in front, and as many decimals as it has. */
  money({ money, currency }: { money: string; currency: string }): number {
    const decimals = money.split('.')[1]?.length ?? 0;
    const places = decimals === 0 ? '' : `.${'0'.repeat(decimals)}`;
    const code = `[$${currency}] #,##0${places}`;
    const known = this.#money.get(code);
    if (known !== undefined) return known;
    this.#money.set(code, this.#money.size + 3);
    return this.#money.size + 2;
  }

  styles(): string {
    const codes = [...this.#money.keys()].map(
      (code, at) => `<numFmt numFmtId="${165 + at}" formatCode="${escaped(code)}"/>`,
    );
    const formats = [...this.#money.keys()].map(
      (_, at) => `<xf numFmtId="${165 + at}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>`,
    );
    return (
      `<styleSheet ${MAIN}><numFmts count="${codes.length + 1}"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>${codes.join('')}</numFmts>` +
      '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${formats.length + 3}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" applyFont="1"/>` +
      `<xf numFmtId="164" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>${formats.join('')}</cellXfs></styleSheet>`
    );
  }
}

/** Text within XML, without the signs that it cannot hold. */
function escaped(text: string): string {
  return text
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replaceAll(/[\ud800-\udfff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
