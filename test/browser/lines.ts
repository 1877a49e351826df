import { words as activityWords } from '../../src/activities/words.ts';
import { formWords } from '../../src/goals/form/words.ts';
import { words as goalWords } from '../../src/goals/words.ts';
import { words as homeWords } from '../../src/home/words.ts';
import type { Locale } from '../../src/platform/words.ts';

/** What is typed in the browser suite, and what is read there: the app's own words, and lines that only this suite types. */
function linesOf(locale: Locale) {
  const [activity, goal, form, home] = [
    activityWords(locale),
    goalWords(locale),
    formWords(locale),
    homeWords(locale),
  ];
  return {
    undo: activity('undo'),
    undone: activity('undone'),
    logForm: activity('modalLog'),
    fieldType: activity('fieldType'),
    fieldAmount: activity('fieldAmount', { currency: 'USD' }),
    submitLog: activity('submitLog'),
    cancel: activity('cancel'),
    change: goal('change'),
    targetForm: form('title'),
    fieldValue: form('value'),
    save: form('submit'),
    homeLog: home('logNow'),
  };
}

const en = {
  ...linesOf('en'),
  setTarget: '/goal set calls 50 weekly',
  log: '/log 3 calls',
  logMore: '/log 12 calls',
  logged: '3 calls',
  deal: 'deal',
  board: '/leaderboard calls',
  name: 'Ana Torres',
  standing: (done: number, of: number) => new RegExp(`this week: ?${done} of ${of}`),
};

export type Lines = typeof en;

const zh: Lines = {
  ...linesOf('zh'),
  setTarget: '/goal 设置 电话 50 每周',
  log: '/log 电话 3',
  logMore: '/log 电话 12',
  logged: '电话 3',
  deal: '成交',
  board: '/leaderboard 电话',
  name: '李雷',
  standing: (done, of) => new RegExp(`本周： ?${done} / ${of}`),
};

export const lines: Readonly<Record<Locale, Lines>> = { en, zh };
