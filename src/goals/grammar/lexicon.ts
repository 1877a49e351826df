/** The words of `/goal` that are no names: verbs, keys and fillers, English and Chinese side by side. */

import { EXTRA_LEVELS, type ExtraLevel, TRIGGERS, type Trigger } from '../target.ts';

export const VERBS = [
  'set',
  'propose',
  'end',
  'history',
  'list',
  'form',
  'ramp',
  'copy',
  'difficulty',
  'help',
] as const;
export type VerbWord = (typeof VERBS)[number];

const VERB_WORDS: Readonly<Record<VerbWord, readonly string[]>> = {
  set: ['set', 'change', '设置', '设定', '设为', '设', '定', '改', '修改'],
  propose: ['propose', 'suggest', '提议', '建议', '申请'],
  end: ['end', 'stop', 'remove', 'delete', 'cancel', '结束', '停止', '取消', '删除'],
  history: ['history', 'versions', '历史', '记录'],
  list: ['list', 'show', '列表', '查看', '我的'],
  form: ['new', 'edit', 'form', '新建', '新增', '表单'],
  ramp: ['ramp', '新人', '加量', '爬坡'],
  copy: ['copy', 'repeat', '复制', '沿用', '照搬'],
  difficulty: ['difficulty', 'difficult', 'hard', '难度', '难易', '太难'],
  help: ['help', '?', '帮助'],
};

/** T-08: the words before a level: `commit:80k`, `保底:8万`, `±2`. */
const LEVEL_WORDS: Readonly<Record<ExtraLevel, readonly string[]>> = {
  baseline: ['baseline', 'base', '基线', '基准', '起点'],
  commit: ['commit', 'committed', 'commitment', '保底', '底线', '承诺'],
  stretch: ['stretch', '冲刺', '挑战'],
  tolerance: ['tolerance', 'band', '±', '+-', '+/-', '容差', '允差', '误差', '浮动', '上下'],
};
/** `stretch:none`: takes a level away. */
export const NONE_WORDS: readonly string[] = ['none', 'no', '-', '无', '没有', '不设', '取消'];

export function levelOf(word: string): ExtraLevel | undefined {
  const lower = word.toLowerCase();
  return EXTRA_LEVELS.find((level) => LEVEL_WORDS[level].includes(lower));
}

export const REGION_WORDS: readonly string[] = ['region', '区域', '地区', '大区', '片区'];
export const COMPANY_WORDS: readonly string[] = ['company', 'everybody', '公司', '全公司'];
export const TEAM_WORDS: readonly string[] = ['team', '团队', '小组'];
export const FROM_WORDS: readonly string[] = ['from', 'since', 'starting', '从', '自', '起始'];
export const REASON_WORDS: readonly string[] = ['because', 'reason', '因为', '理由', '原因'];
export const TRIGGER_WORDS: readonly string[] = ['trigger', 'cause', '起因', '触发'];
/** T-06: what may stand behind `trigger:`. */
const TRIGGERS_SAID: Readonly<Record<Exclude<Trigger, ''>, readonly string[]>> = {
  market: ['market', '市场', '市场变化'],
  strategy: ['strategy', '策略', '战略', '新策略'],
  absence: ['absence', 'leave', '请假', '缺勤'],
  onboarding: ['onboarding', 'newcomer', '入职', '新人', '新人入职'],
  error: ['error', 'correction', '更正', '错误', '纠错'],
};

export function triggerOf(word: string | undefined): Trigger | undefined {
  const lower = word?.toLowerCase() ?? '';
  return TRIGGERS.find((trigger) => trigger !== '' && TRIGGERS_SAID[trigger].includes(lower));
}

/** Words that say nothing: "set calls to 50", "把 电话 设为 50". */
export const FILLERS: readonly string[] = [
  'to',
  'at',
  '=',
  'for',
  'target',
  'goal',
  '为',
  '到',
  '给',
  '把',
  '目标',
  '指标',
];
/** 从2026-12起: what may follow a Chinese date. */
export const DATE_ENDINGS = /(?:起|开始|以后)$/u;
/** "from next month": the first of two words. */
export const TWO_WORD_DATES: readonly string[] = ['next', 'this'];

/** The verb that a word is; undefined for all others. */
export function verbOf(word: string): VerbWord | undefined {
  const lower = word.toLowerCase();
  return VERBS.find((verb) => VERB_WORDS[verb].includes(lower));
}

export function isOneOf(words: readonly string[], word: string | undefined): boolean {
  return word !== undefined && words.includes(word.toLowerCase());
}

/** 设置电话 50: a Chinese verb of two signs with its object behind it; undefined where there is none. */
export function gluedVerb(word: string): { verb: VerbWord; length: number } | undefined {
  for (const verb of VERBS) {
    const found = VERB_WORDS[verb].find(
      (known) => /^\p{Script=Han}{2,}$/u.test(known) && word.startsWith(known),
    );
    if (found !== undefined && word.length > found.length) return { verb, length: found.length };
  }
  return undefined;
}
