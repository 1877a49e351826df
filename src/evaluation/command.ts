/** What can be typed behind `/review`. */
const VERBS: Readonly<Record<string, 'new' | 'templates' | 'missing' | 'pdf'>> = {
  ...{ new: 'new', 新建: 'new', 新的: 'new' },
  ...{ templates: 'templates', template: 'templates', scorecards: 'templates', scorecard: 'templates' },
  ...{ pdf: 'pdf', 文件: 'pdf' },
  ...{ missing: 'missing', who: 'missing', 缺: 'missing', 还缺: 'missing', 缺谁: 'missing' },
  ...{ 评分卡: 'templates', 模板: 'templates' },
};

export type ReviewCommand =
  | { kind: 'overview' }
  | { kind: 'new'; period: string }
  | { kind: 'templates' | 'missing' | 'pdf' }
  | { kind: 'unknown'; word: string };

/** Reads the tidy text behind `/review`. */
export function parseReview(text: string): ReviewCommand {
  const [word = '', ...rest] = text.trim().split(/\s+/);
  if (word === '') return { kind: 'overview' };
  const key = word.toLowerCase();
  const verb = Object.hasOwn(VERBS, key) ? VERBS[key] : undefined;
  if (verb === 'new') return { kind: 'new', period: rest.join(' ') };
  return verb === undefined ? { kind: 'unknown', word } : { kind: verb };
}
