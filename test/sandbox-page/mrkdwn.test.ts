import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Chunk, Inline } from '../../sandbox/page/src/mrkdwn/ast.ts';
import { formatDate } from '../../sandbox/page/src/mrkdwn/date.ts';
import { parseInline } from '../../sandbox/page/src/mrkdwn/inline.ts';
import { parseMrkdwn } from '../../sandbox/page/src/mrkdwn/parse.ts';

/** A compact writing of a tree, so that a test reads on one line. */
const write = (nodes: Inline[]): string => nodes.map(writeOne).join('');

function writeOne(node: Inline): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'bold':
    case 'italic':
    case 'strike':
      return `${node.type}(${write(node.children)})`;
    case 'code':
      return `code(${node.text})`;
    case 'link':
      return `link(${node.url} ${node.label})`;
    case 'user':
    case 'channel':
      return `${node.type}(${node.id} ${node.label})`;
    case 'broadcast':
      return `broadcast(${node.label})`;
    case 'date':
      return `date(${node.seconds} ${node.format} ${node.fallback})`;
    case 'emoji':
      return `emoji(${node.name})`;
  }
}

describe('runs of a line', () => {
  test.each([
    ['plain', 'plain'],
    ['*bold* _it_ ~no~', 'bold(bold) italic(it) strike(no)'],
    ['*bold _both_*', 'bold(bold italic(both))'],
    ['a*b*c', 'a*b*c'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['* not bold*', '* not bold*'],
    ['snake_case_name', 'snake_case_name'],
    ['(*bold*), ok', '(bold(bold)), ok'],
    ['中文*粗体*中文', '中文*粗体*中文'],
    ['中文 *粗体* 中文', '中文 bold(粗体) 中文'],
    ['*粗体*：中文', '*粗体*：中文'],
    ['*粗体：* 中文', 'bold(粗体：) 中文'],
    ['`*code*` &amp; &lt;b&gt;', 'code(*code*) & <b>'],
    ['*a `x*y` b*', 'bold(a code(x*y) b)'],
    [':tada: 10:30:45 :+1::skin-tone-3:', 'emoji(tada) 10:30:45 emoji(+1)'],
    ['<@U1AB> <@U2|bo>', 'user(U1AB ) user(U2 bo)'],
    ['<#C1|general>', 'channel(C1 general)'],
    ['<!here> <!channel> <!subteam^S1|@west>', 'broadcast(@here) broadcast(@channel) broadcast(@west)'],
    ['<https://a.example?b=1&amp;c=2|a &amp; b>', 'link(https://a.example?b=1&c=2 a & b)'],
    ['<mailto:a@b.example>', 'link(mailto:a@b.example a@b.example)'],
    ['<javascript:alert(1)|x>', '<javascript:alert(1)|x>'],
    ['<!unknown>', '<!unknown>'],
    ['*<https://x.example|a*b>*', 'bold(link(https://x.example a*b))'],
    ['<!date^1795420800^{date_long} at {time}|then>', 'date(1795420800 {date_long} at {time} then)'],
    ['unclosed <https://x', 'unclosed <https://x'],
    ['``', '``'],
  ])('%s', (source, expected) => {
    expect(write(parseInline(source))).toBe(expected);
  });
});

const shape = (chunks: Chunk[]): unknown[] => chunks.map(shapeOne);

function shapeOne(chunk: Chunk): unknown {
  switch (chunk.type) {
    case 'lines':
      return chunk.lines.map(write);
    case 'list':
      return { list: chunk.items.map(({ marker, children }) => `${marker} ${write(children)}`) };
    case 'quote':
      return { quote: shape(chunk.chunks) };
    case 'pre':
      return { pre: chunk.text };
  }
}

describe('blocks of lines', () => {
  test.each([
    ['one\ntwo', [['one', 'two']]],
    ['• a\n• *b*\nend', [{ list: ['• a', '• bold(b)'] }, ['end']]],
    ['- a\n1. b', [{ list: ['• a', '1. b'] }]],
    ['&gt; q\n> r\nafter', [{ quote: [['q', 'r']] }, ['after']]],
    ['before\n&gt;&gt;&gt; all\nof it', [['before'], { quote: [['all', 'of it']] }]],
    ['x\n```\na &lt; b\n  c\n```\ny', [['x'], { pre: 'a < b\n  c' }, ['y']]],
    ['``` <https://a.example|a.example> ```', [{ pre: ' a.example ' }]],
    ['', []],
  ])('%s', (source, expected) => {
    expect(shape(parseMrkdwn(source))).toEqual(expected);
  });

  test('no text makes the parser fail', () => {
    const pieces = fc.constantFrom(
      '*',
      '_',
      '~',
      '`',
      '```',
      '<',
      '>',
      '|',
      '@U1',
      '&amp;',
      '\n',
      '> ',
      '• ',
      ':a:',
      'x',
      '中',
      ' ',
    );
    fc.assert(fc.property(fc.array(pieces), (parts) => Array.isArray(parseMrkdwn(parts.join('')))));
  });
});

describe('dates of <!date^…>', () => {
  const then = Date.UTC(2026, 10, 23, 17, 5) / 1000;
  test.each([
    ['{date_num}', 'en-US', 'Asia/Shanghai', '2026-11-24'],
    ['{date_short} at {time}', 'en-US', 'America/New_York', 'Nov 23, 2026 at 12:05 PM'],
    ['{date_short_pretty}', 'en-US', 'America/New_York', 'today'],
    ['{date_long}', 'zh-CN', 'Asia/Shanghai', '2026年11月24日星期二'],
    ['{nonsense} {time}', 'en-US', 'UTC', '{nonsense} 5:05 PM'],
  ])('%s in %s, %s', (format, locale, tz, expected) => {
    expect(formatDate(then, format, locale, tz, then + 60).replace(/\u202f/g, ' ')).toBe(expected);
  });
});
