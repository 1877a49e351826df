import { describe, expect, it } from 'vitest';
import { isNothing, listOf, roleOf, weekdaysOf, yesOrNo } from '../../../src/people/roster/cells.ts';
import { COLUMNS, columnOf } from '../../../src/people/roster/columns.ts';
import { LATEST_HEADER, MOST_ROWS, type RosterTable, rosterTable } from '../../../src/people/roster/table.ts';
import { rosterWords } from '../../../src/people/roster/words.ts';
import { dateOf } from '../../../src/platform/tables/dates.ts';
import { decode } from '../../../src/platform/tables/encoding.ts';
import { readRows } from '../../../src/platform/tables/source.ts';

const bytes = (...parts: (number[] | Buffer)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

async function readTable(csv: string) {
  const rows = await readRows(
    { bytes: Buffer.from(csv) },
    MOST_ROWS + LATEST_HEADER,
    (cell) => columnOf(cell) !== undefined,
  );
  return rows.ok ? rosterTable(rows.value) : rows;
}

async function tableOf(csv: string): Promise<RosterTable> {
  const read = await readTable(csv);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

describe('the text of a file, whatever wrote it', () => {
  const csv = '邮箱,团队\r\nana@acme.example,华东\r\n';
  it.each([
    ['UTF-8', bytes(Buffer.from(csv))],
    ['UTF-8 with a mark', bytes([0xef, 0xbb, 0xbf], Buffer.from(csv))],
    ['UTF-16 of Windows', bytes([0xff, 0xfe], Buffer.from(csv, 'utf16le'))],
    ['UTF-16 of others', bytes([0xfe, 0xff], Buffer.from(csv, 'utf16le').swap16())],
  ])('%s', (_name, given) => {
    expect(decode(given)).toBe(csv);
  });

  it('GB18030, as Excel in Chinese saves CSV', () => {
    // 姓名,团队\n李雷,华东\n
    const given = bytes(
      [0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xcd, 0xc5, 0xb6, 0xd3, 0x0a],
      [0xc0, 0xee, 0xc0, 0xd7, 0x2c, 0xbb, 0xaa, 0xb6, 0xab, 0x0a],
    );
    expect(decode(given)).toBe('姓名,团队\n李雷,华东\n');
  });

  it('Windows-1252, as Excel in Spain saves CSV', () => {
    expect(decode(Buffer.from('name;team\nJosé Muñoz;Málaga\n', 'latin1'))).toBe(
      'name;team\nJosé Muñoz;Málaga\n',
    );
  });

  it('UTF-16 without a mark', () => {
    expect(decode(Buffer.from('email\tteam\nana@acme.example\tWest\n', 'utf16le'))).toContain(
      'ana@acme.example',
    );
  });
});

describe('the header', () => {
  it.each([
    ['E-Mail Address', 'email'],
    ['first_day', 'firstDay'],
    ['Start Date', 'firstDay'],
    ['Team*', 'team'],
    ['部门', 'team'],
    ['邮箱（必填）', 'email'],
    ['Ｅｍａｉｌ', 'email'],
    ['上级团队', 'parent'],
    ['入职日期', 'firstDay'],
    ['Slack handle', 'slack'],
    ['负责团队', 'manages'],
    ['管理员', 'admin'],
  ])('"%s" is %s', (header, column) => {
    expect(columnOf(header)).toBe(column);
  });

  it('knows what the template is headed with, in both languages', () => {
    for (const locale of ['en', 'zh'] as const)
      for (const column of COLUMNS) expect(columnOf(rosterWords(locale)(`column-${column}`))).toBe(column);
  });

  it.each(['constructor', 'favourite colour', ''])('"%s" is nothing', (header) => {
    expect(columnOf(header)).toBeUndefined();
  });
});

describe('a table', () => {
  it.each([
    ['commas', 'email,team\nana@acme.example,West\n'],
    ['semicolons', 'email;team\nana@acme.example;West\n'],
    ['tabs', 'email\tteam\r\nana@acme.example\tWest\r\n'],
    ['a hint of Excel', 'sep=|\nemail|team\nana@acme.example|West\n'],
    ['another order, and a column that means nothing', 'team,colour,email\nWest,red,ana@acme.example'],
    [
      'a title and blank lines above, and blank lines within',
      '\nStaff 2026,\n\nemail,team\n\nana@acme.example,West\n,\n',
    ],
    ['quotes and spaces', '"email" , "team"\n" ana@acme.example "," West "\n'.replaceAll(' , ', ',')],
    ['what a spreadsheet adds', `email,team\n="ana@acme.example",'West\n`.replace("'West", 'West')],
  ])('with %s', async (_what, csv) => {
    const { rows } = await tableOf(csv);
    expect(rows).toHaveLength(1);
    expect(Object.fromEntries(rows[0]?.cells ?? [])).toEqual({ email: 'ana@acme.example', team: 'West' });
  });

  it('numbers rows as a spreadsheet shows them, and lists what it does not know', async () => {
    const { rows, unknown } = await tableOf(
      'Staff\n\nemail,shoe size\nana@acme.example,42\n\nbo@acme.example,44\n',
    );
    expect(rows.map((row) => row.row)).toEqual([4, 6]);
    expect(unknown).toEqual(['shoe size']);
  });

  it('takes the apostrophe away that guards a formula', async () => {
    expect((await tableOf("email,team\nana@acme.example,'-West\n")).rows[0]?.cells.get('team')).toBe('-West');
    expect((await tableOf("email,team\nana@acme.example,O'Hara\n")).rows[0]?.cells.get('team')).toBe(
      "O'Hara",
    );
  });

  it.each([
    ['', 'empty'],
    ['email,team\n', 'empty'],
    ['team,colour\nWest,red\n', 'no person'],
    ['email,mail\na@x.example,b@x.example\n', 'twice'],
    ['email,team\n"ana@acme.example,West\n', 'quotes'],
    [`email\n${'a@x.example\n'.repeat(MOST_ROWS + 1)}`, 'too many'],
  ])('%# is refused', async (csv, kind) => {
    const read = await readTable(csv);
    expect(read.ok ? 'taken' : read.problem.kind).toBe(kind);
  });
});

describe('cells', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026/1/5', '2026-01-05'],
    ['2026年11月23日', '2026-11-23'],
    ['２０２６-１１-２３', '2026-11-23'],
    ['20261123', '2026-11-23'],
    ['23.11.2026', '2026-11-23'],
    ['3.4.2026', '2026-04-03'],
    ['11/23/2026', '2026-11-23'],
    ['23/11/2026', '2026-11-23'],
    ['5/5/2026', '2026-05-05'],
    ['2026-11-23 00:00:00', '2026-11-23'],
    ['46349', '2026-11-23'],
    ['3/4/2026', 'ambiguous'],
    ['2026-02-30', undefined],
    ['soon', undefined],
  ])('the date "%s" is %s', (text, date) => {
    expect(dateOf(text)).toBe(date);
  });

  it.each([
    ['Mon-Fri', [1, 2, 3, 4, 5]],
    ['Mon – Thu', [1, 2, 3, 4]],
    ['1-5', [1, 2, 3, 4, 5]],
    ['12345', [1, 2, 3, 4, 5]],
    ['Mon, Wed, Fri', [1, 3, 5]],
    ['Mon Wed Fri', [1, 3, 5]],
    ['Sun-Thu', [1, 2, 3, 4, 7]],
    ['周一至周五', [1, 2, 3, 4, 5]],
    ['一三五', [1, 3, 5]],
    ['周一、周三', [1, 3]],
    ['星期六', [6]],
    ['always', undefined],
    ['', undefined],
  ])('the weekdays "%s" are %s', (text, days) => {
    expect(weekdaysOf(text)).toEqual(days);
  });

  it('read roles, yes and no, lists and nothing in both languages', () => {
    expect(['Sales Rep', '业务员', 'Team Lead', '销售经理', '无', 'wizard'].map(roleOf)).toEqual([
      'rep',
      'rep',
      'manager',
      'manager',
      'none',
      undefined,
    ]);
    expect(['Yes', '是', 'x', 'no', '否', 'perhaps'].map(yesOrNo)).toEqual([
      true,
      true,
      true,
      false,
      false,
      undefined,
    ]);
    expect(listOf('West; East, Coast')).toEqual(['West', 'East, Coast']);
    expect(listOf('华东、华南')).toEqual(['华东', '华南']);
    expect(listOf('West, East')).toEqual(['West', 'East']);
    expect(['-', '无', 'West'].map(isNothing)).toEqual([true, true, false]);
  });
});

describe('a file that is made to be a burden', () => {
  const many = 5_000_000;
  it.each([
    ['line ends', `email\n${'\n'.repeat(many)}`, 'empty'],
    ['line ends before a row', `email\n${'\n'.repeat(many)}ana@acme.example`, 'too many'],
    ['empty cells', `email\n${`${','.repeat(99)}\n`.repeat(many / 100)}`, 'empty'],
    ['one endless row', `email\n${'a,'.repeat(many / 2)}`, 'quotes'],
    ['a header of brackets', `email,${'('.repeat(90_000)}\n`, 'empty'],
    ['one endless cell', `email\n"${'a'.repeat(many)}`, 'quotes'],
  ])('%s', async (_what, text, problem) => {
    const since = performance.now();
    expect(await readTable(text)).toMatchObject({ ok: false, problem: { kind: problem } });
    expect(performance.now() - since).toBeLessThan(10_000);
  });

  it('thousands of formatted rows without content behind the people are no burden', async () => {
    const text = `email,team\nana@acme.example,West\n${',\n'.repeat(1_000_000)}`;
    expect((await tableOf(text)).rows).toHaveLength(1);
  });
});
