import { describe, expect, test } from 'vitest';
import { complete, completionAt, splitCommand } from '../../sandbox/page/src/composer/complete.ts';
import { composerKey } from '../../sandbox/page/src/composer/keys.ts';
import { comboKey } from '../../sandbox/page/src/kit/elements/comboKeys.ts';
import { initials } from '../../sandbox/page/src/people/initials.ts';
import { formatRoute, parseRoute } from '../../sandbox/page/src/route.ts';
import { stepIn } from '../../sandbox/page/src/ui/step.ts';
import { makeClock } from '../../sandbox/page/src/words/time.ts';
import { instantOf, wallTime } from '../../sandbox/page/src/words/zone.ts';

describe('completion', () => {
  test.each([
    ['/', 'command', ''],
    ['/lo', 'command', 'lo'],
    ['ask @li', 'user', 'li'],
    ['问 @李', 'user', '李'],
    ['see #gen', 'channel', 'gen'],
  ])('%s', (text, kind, query) => {
    expect(completionAt(text, text.length)).toMatchObject({ kind, query });
  });

  test.each(['/log ', 'a/b', 'mail me@x', 'text', 'C#'])('nothing to complete in %s', (text) => {
    expect(completionAt(text, text.length)).toBeNull();
  });

  test('a choice replaces what was typed, in the middle of a text too', () => {
    const text = 'ask @li about it';
    const at = completionAt(text, 7);
    expect(at && complete(text, at, '@lilei')).toEqual({ text: 'ask @lilei about it', caret: 11 });
  });
});

test.each([
  ['/log 3 calls', '/log', '3 calls'],
  ['/log\n3 calls\n2 demos', '/log', '3 calls\n2 demos'],
  ['/log', '/log', ''],
  ['/log  成交 客户:华为\n电话 3 ', '/log', '成交 客户:华为\n电话 3'],
])('the command in %j', (text, command, rest) => {
  expect(splitCommand(text)).toEqual({ command, text: rest });
});

test.each(['hello', 'a /log', '/', '// comment', ' /log'])('no command in %j', (text) => {
  expect(splitCommand(text)).toBeNull();
});

test.each([
  ['#/U1/C1', { user: 'U1', channel: 'C1' }],
  ['#/U1/C1/t/1763.000001', { user: 'U1', channel: 'C1', thread: '1763.000001' }],
  ['#/U1/home/A1', { user: 'U1', home: 'A1' }],
  ['#/U1', { user: 'U1' }],
  ['#/', { user: null }],
])('address %s', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
  expect(formatRoute(route)).toBe(hash);
});

test('an address with a stray % does not throw', () => {
  expect(parseRoute('#/U1/%E0%A4%A')).toEqual({ user: 'U1', channel: '%E0%A4%A' });
});

test.each([
  ['Ana Kim', 'AK'],
  ['李雷', '李雷'],
  ['欧阳娜娜', '娜娜'],
  ['Pacer', 'P'],
  ['María del Mar', 'MM'],
])('initials of %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test('arrows go round', () => {
  expect([
    stepIn('ArrowDown', 2, 3),
    stepIn('ArrowUp', 0, 3),
    stepIn('End', 0, 3),
    stepIn('x', 0, 3),
  ]).toEqual([0, 2, 2, null]);
  expect(stepIn('ArrowDown', 0, 0)).toBeNull();
});

describe('wall time and instants', () => {
  test.each([
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30Z'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30Z'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45Z'],
    ['2026-03-30T09:00', 'Asia/Kathmandu', '2026-03-30T03:15Z'],
  ])('%s in %s', (wall, tz, instant) => {
    expect(instantOf(wall, tz)).toBe(Date.parse(instant) / 1000);
  });

  test('there and back', () => {
    const seconds = Date.UTC(2026, 10, 23, 23, 30) / 1000;
    for (const tz of ['UTC', 'Asia/Shanghai', 'America/St_Johns', 'Pacific/Apia'])
      expect(instantOf(wallTime(seconds, tz), tz)).toBe(seconds);
  });
});

describe('the words on a day divider', () => {
  const now = Date.UTC(2026, 10, 23, 20);
  const ts = (iso: string): string => String(Date.parse(iso) / 1000);
  test.each([
    ['en-US', 'America/Los_Angeles', '2026-11-23T20:00Z', 'Today'],
    ['en-US', 'America/Los_Angeles', '2026-11-23T06:00Z', 'Yesterday'],
    ['zh-CN', 'Asia/Shanghai', '2026-11-23T20:00Z', '今天'],
    ['zh-CN', 'Asia/Shanghai', '2026-11-20T10:00Z', '11月20日星期五'],
    ['en-US', 'UTC', '2025-06-02T10:00Z', 'Monday, June 2, 2025'],
  ])('%s in %s: %s', (locale, tz, at, expected) => {
    expect(makeClock(locale, tz).dayLabel(ts(at), now)).toBe(expected);
  });
});

describe('keys of the composer', () => {
  const rest = { listOpen: false, exact: false, recalled: false, empty: false };
  const list = { ...rest, listOpen: true };
  test.each([
    ['Enter', rest, 'send'],
    ['Enter', list, 'choose'],
    ['Enter', { ...list, exact: true }, 'send'],
    ['Tab', list, 'choose'],
    ['Tab', rest, null],
    ['ArrowUp', list, 'move'],
    ['ArrowUp', rest, null],
    ['ArrowUp', { ...rest, empty: true }, 'older'],
    ['ArrowUp', { ...rest, recalled: true }, 'older'],
    ['ArrowDown', { ...rest, recalled: true }, 'newer'],
    ['Escape', list, 'close'],
    ['Escape', rest, null],
  ] as const)('%s with %j', (key, situation, expected) => {
    expect(composerKey({ key, shiftKey: false }, situation)).toBe(expected);
  });

  test('Shift + Enter is a new line, list or not', () => {
    expect(composerKey({ key: 'Enter', shiftKey: true }, rest)).toBeNull();
    expect(composerKey({ key: 'Enter', shiftKey: true }, list)).toBeNull();
  });
});

describe('keys of a combobox', () => {
  const closed = { open: false, many: false, query: '' };
  test.each([
    ['ArrowDown', closed, 'open'],
    ['ArrowDown', { ...closed, open: true }, 'move'],
    ['Enter', { ...closed, open: true }, 'choose'],
    ['Escape', { ...closed, open: true }, 'close'],
    ['Escape', closed, null],
    ['Tab', { ...closed, open: true }, 'leave'],
    ['Backspace', { ...closed, many: true }, 'drop'],
    ['Backspace', { ...closed, many: true, query: 'a' }, null],
    ['Backspace', closed, null],
    ['a', closed, null],
  ] as const)('%s with %j', (key, situation, expected) => {
    expect(comboKey(key, situation)).toBe(expected);
  });
});
