import { describe, expect, it, test } from 'vitest';
import { COLUMNS } from '../../../src/activities/table/columns.ts';
import { localDate } from '../../../src/kpi/localDate.ts';
import { recognise } from '../../../src/platform/tables/columns.ts';
import { dateOf, orderIn } from '../../../src/platform/tables/dates.ts';
import { tableProblemText } from '../../../src/platform/tables/say.ts';
import { openTable, readRows } from '../../../src/platform/tables/source.ts';
import type { TableProblem } from '../../../src/platform/tables/table.ts';
import { csvOf } from '../../../src/platform/tables/write/csv.ts';
import { xlsxOf } from '../../../src/platform/tables/write/xlsx.ts';
import { numberText } from '../../../src/platform/tables/xlsx/formats.ts';
import { workbookOf, zipOf } from './workbooks.ts';

const cellsIn = async (bytes: Uint8Array): Promise<(readonly string[])[]> => {
  const read = await readRows({ bytes }, 10_000);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value.map(({ cells }) => cells);
};
const problemOf = async (bytes: Uint8Array, most = 10_000): Promise<TableProblem | 'read'> => {
  const read = await readRows({ bytes }, most);
  return read.ok ? 'read' : read.problem;
};

describe('text in any encoding, with any delimiter', () => {
  const text = '日期;类型;客户\n2026-11-02;成交;Müller\n';
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 of others', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['tabs', Buffer.from(text.replaceAll(';', '\t'))],
    ['commas, which the notes are full of', Buffer.from(text.replaceAll(';', ','))],
    ['a hint of Excel', Buffer.from(`sep=;\r\n${text}`)],
  ])('%s', async (_name, bytes) => {
    expect(await cellsIn(bytes)).toEqual([
      ['日期', '类型', '客户'],
      ['2026-11-02', '成交', 'Müller'],
    ]);
  });

  test('an accent in the last line of a large file decides it', async () => {
    const bytes = Buffer.from(`name,team\n${'Ana,West\n'.repeat(100_000)}José,Málaga\n`, 'latin1');
    expect(await cellsIn(bytes).catch(() => [])).toEqual([]);
    const read = await readRows({ bytes }, 200_000);
    expect(read.ok ? read.value.at(-1) : read).toEqual({ row: 100_002, cells: ['José', 'Málaga'] });
  });

  test('rows are numbered as a spreadsheet shows them, whatever stands within quotes', async () => {
    const read = await readRows({ bytes: Buffer.from('a,b\n\n"x\ny",1\n,\nz,2\n') }, 10);
    expect(read.ok ? read.value.map(({ row }) => row) : read).toEqual([1, 3, 5]);
  });
});

describe('Excel files of other programs', () => {
  const strings =
    '<si><t>Name</t></si><si><r><t>Rich </t></r><r><t>text</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t>a_x000D_b</t></si>';
  const styles =
    '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="171" formatCode="[$€-407]#,##0.00"/><numFmt numFmtId="172" formatCode="0.0%;[Red]-0.0%"/><numFmt numFmtId="173" formatCode="[Red]#,##0"/></numFmts>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="173"/><xf numFmtId="22"/></cellXfs>';

  test('shared, rich and pronounced texts, dates, money, percentages, formulas, errors, gaps', async () => {
    const sheet =
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="s"><v>2</v></c><c r="E2" t="s"><v>3</v></c></row>' +
      '<row r="3"/><row r="4"><c r="A4" s="1"><v>46349</v></c><c r="B4" s="2"><v>46327</v></c><c r="C4" s="3"><v>900.5</v></c><c r="D4" s="4"><v>0.255</v></c><c r="E4" s="5"><v>1234567</v></c></row>' +
      '<row r="5"><c r="A5"><f>1+1</f><v>2</v></c><c r="B5" t="str"><f>A1</f><v>text of a formula</v></c><c r="C5" t="e"><v>#REF!</v></c><c r="D5" t="b"><v>1</v></c><c r="E5" t="inlineStr"><is><t>in line</t></is></c><c r="F5"><f>NOW()</f></c></row>' +
      '<row><c><v>0.30000000000000004</v></c><c><v>1.234</v></c><c><v>1E+21</v></c><c s="6"><v>46349.604166666664</v></c></row>';
    expect(
      await cellsIn(await workbookOf({ sheets: { One: sheet }, sharedStrings: strings, styles })),
    ).toEqual([
      ['Name', '', 'Rich text', '東京', 'a\rb'],
      ['2026-11-23', '2026-11-01', '€900.5', '25.5%', '1234567'],
      ['2', 'text of a formula', '#REF!', 'TRUE', 'in line'],
      ['0.3', '1.2340', '1000000000000000000000', '2026-11-23 14:30'],
    ]);
  });

  test('files that count from 1904', async () => {
    const sheet = '<row r="1"><c r="A1" s="1"><v>44887</v></c></row>';
    expect(await cellsIn(await workbookOf({ sheets: { One: sheet }, styles, is1904: true }))).toEqual([
      ['2026-11-23'],
    ]);
  });

  test('hidden sheets are passed over, and so is an empty one', async () => {
    const row = (text: string): string => `<row r="1"><c r="A1" t="str"><v>${text}</v></c></row>`;
    const bytes = await workbookOf({
      sheets: { Secret: row('secret'), Empty: '', Shown: row('shown') },
      hidden: ['Secret'],
    });
    const table = await openTable({ bytes });
    expect(table.ok ? table.value.sheets : table).toEqual(['Empty', 'Shown']);
    expect(await cellsIn(bytes)).toEqual([['shown']]);
  });

  it.each([
    ['0.1', '0.1'],
    ['1234.5', '1234.5'],
    ['-0.00001', '-0.00001'],
    ['123456789012345', '123456789012345'],
    ['1e-7', '0.0000001'],
    ['12.345', '12.3450'],
  ])('the number %s is read as %s', (raw, shown) => {
    expect(numberText(raw)).toBe(shown);
  });
});

describe('what is no table is told with the way out', () => {
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  it.each([
    ['old Excel', ole, 'excel 97'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'pdf'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'picture'],
    ['a web page called .xls', Buffer.from('<html><table></table></html>'), 'web page'],
    ['something else', Buffer.from([0, 1, 2, 3, 0, 0, 7, 0, 0, 1]), 'unknown'],
  ])('%s', async (_name, bytes, is) => {
    const problem = await problemOf(bytes);
    expect(problem).toEqual({ kind: 'other file', is });
    for (const locale of ['en', 'zh'] as const)
      expect(tableProblemText(problem as TableProblem, 'a.xls', locale)).toMatch(/CSV|\.xlsx/);
  });

  test('Excel with a password, OpenDocument, Word, a binary workbook, an archive', async () => {
    const locked = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]);
    expect(await problemOf(locked)).toEqual({ kind: 'encrypted' });
    const parts = { 'content.xml': '<x/>', mimetype: 'application/vnd.oasis.opendocument.spreadsheet' };
    expect(await problemOf(await zipOf(parts))).toEqual({ kind: 'other file', is: 'open document' });
    expect(await problemOf(await zipOf({ 'word/document.xml': '<x/>' }))).toEqual({
      kind: 'other file',
      is: 'document',
    });
    expect(await problemOf(await zipOf({ 'a.csv': 'a,b' }))).toEqual({ kind: 'other file', is: 'archive' });
  });

  test('damaged ones: cut off, no XML, an entity that would grow, a sheet without an end', async () => {
    const whole = await workbookOf({ sheets: { One: '<row r="1"><c r="A1"><v>1</v></c></row>' } });
    expect(await problemOf(whole.subarray(0, whole.length - 30))).toEqual({ kind: 'broken' });
    expect(await problemOf(await workbookOf({ sheets: { One: '<row><c></row>' } }))).toEqual({
      kind: 'broken',
    });
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
    const parts = { '_rels/.rels': `${bomb}<Relationships/>` };
    expect(await problemOf(await zipOf(parts))).toEqual({ kind: 'broken' });
    expect(await problemOf(Buffer.from('504b0304', 'hex'))).toEqual({ kind: 'broken' });
  });

  test('nothing, and more rows than are taken', async () => {
    expect(await problemOf(Buffer.from(''))).toEqual({ kind: 'empty' });
    const lines = [['a'], ...Array.from({ length: 30 }, (_, at) => [String(at)])];
    expect(await problemOf(await xlsxOf('Many', lines), 20)).toEqual({ kind: 'too many', most: 20 });
    const million = Buffer.from(`a,b\n${'1,2\n'.repeat(1_300_000)}`);
    expect(await problemOf(million, 2_000_000)).toEqual({ kind: 'too many', most: 1_200_000 });
  });
});

describe('what leaves', () => {
  const lines = [
    ['date', 'note', 'count', 'amount'],
    [{ date: localDate('2026-11-23') }, '=1+1', { number: '-3' }, { money: '1234.50', currency: 'EUR' }],
    [null, ' \uFEFF+cmd|a', null, { money: '500', currency: 'JPY' }],
    [null, '\tx "quoted", and\nlines & <tags> \u0007 😀', null, null],
  ];

  test('CSV has a mark, guards text that would be calculated, and no figures', () => {
    expect(csvOf(lines).toString('utf8')).toBe(
      '\uFEFFdate,note,count,amount\r\n2026-11-23,\'=1+1,-3,1234.50\r\n,\' \uFEFF+cmd|a,,500\r\n,"\'\tx ""quoted"", and\nlines & <tags> \u0007 😀",,\r\n',
    );
  });

  test('Excel has typed cells and no formulas, and is read again as it was', async () => {
    const bytes = await xlsxOf('A/B: a name that is much too long for a sheet', lines);
    expect(bytes.includes(Buffer.from('<f>'))).toBe(false);
    expect(await cellsIn(bytes)).toEqual([
      ['date', 'note', 'count', 'amount'],
      ['2026-11-23', '=1+1', '-3', 'EUR1234.5'],
      ['', ' \uFEFF+cmd|a', '', 'JPY500'],
      ['', '\tx "quoted", and\nlines & <tags>  😀'],
    ]);
    expect(await xlsxOf('A', lines)).toEqual(await xlsxOf('A', lines));
  });
});

describe('columns and dates', () => {
  it.each([
    ['Close Date|Deal value (EUR)|Account Name|Sales rep', { date: 0, amount: 1, customer: 2, person: 3 }],
    [
      '签约日期|成交金额（元）|客户名称|负责人|跟进方式',
      { date: 0, amount: 1, customer: 2, person: 3, type: 4 },
    ],
    ['Amoumt|Custmer', { amount: 0, customer: 1 }],
    ['date|Date|constructor', { date: 0 }],
  ])('%s', (headers, found) => {
    expect(Object.fromEntries(recognise(headers.split('|'), COLUMNS))).toEqual(found);
  });

  it.each([
    ['3/4/2026', 'day first', '2026-04-03'],
    ['3/4/2026', 'month first', '2026-03-04'],
    ['23/4/26', 'month first', '2026-04-23'],
    ['23-Nov-26', undefined, '2026-11-23'],
    ['Nov 23, 2026', undefined, '2026-11-23'],
    ['2026年11月23日 14:30', undefined, '2026-11-23'],
    ['Monday, 23 November 2026', undefined, '2026-11-23'],
    ['3/4/2026', undefined, 'ambiguous'],
  ] as const)('%s, %s, is %s', (text, order, date) => {
    expect(dateOf(text, order)).toBe(date);
  });

  test('a date that can be read in one way only says how the others are meant', () => {
    expect(['23/4/2026', '4/23/2026', '4/4/2026', '2026-04-23'].map(orderIn)).toEqual([
      'day first',
      'month first',
      undefined,
      undefined,
    ]);
  });
});
