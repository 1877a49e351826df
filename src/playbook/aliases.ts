import type { Names } from './playbook.ts';

/** Singular, plural, Chinese. */
export type Named = readonly [one: string, other: string, zh: string];

/**
 * Names of a thing and every word for it when typed: its key, its names and further words (separated by spaces), lower case. What has a
 * hyphen may be typed with a space or joined: "check-in", "check in", "checkin".
 */
export function wordsOf(
  key: string,
  [one, other, zh]: Named,
  words: string,
): { names: Names; aliases: string[] } {
  const spoken = [key, one, other, zh, ...words.split(' ')].map((word) => word.toLowerCase());
  const spelt = spoken.flatMap((word) => [word, word.replaceAll('-', ' '), word.replaceAll('-', '')]);
  return { names: { en: { one, other }, zh: { other: zh } }, aliases: [...new Set(spelt)] };
}

/** Words that the commands keep for themselves, so that nothing of a playbook may be called so. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  [
    'with via campaign region product on share note from for because x',
    'customer client account channel date shares split amount value qty quantity count notes reason since to',
    '客户 渠道 活动 区域 产品 日期 分成 备注 从 因为 顾客 地区 时间 金额 数量 说明 理由 原因 自',
    'help list undo edit set own team me all everyone propose explain csv delete cancel off show new form history end stop change',
    'points attainment improvement 积分 达成 进步 帮助 列表 撤销 修改 设置 团队 解释 取消 删除 历史 记录 查看 我的 新建 目标 指标',
    'today yesterday tomorrow this last next week month quarter year day daily weekly monthly quarterly yearly',
    '今天 昨天 明天 本周 上周 本月 上月 本季度 上季度 今年 去年 每周 每月 每季度 每年 每天',
  ].flatMap((line) => line.split(' ')),
);
