/** The keys of details in both languages (design.md, "What a user types"). */
export const DETAIL_KEYS = [
  'with',
  'via',
  'campaign',
  'region',
  'product',
  'segment',
  'on',
  'share',
  'amount',
  'quantity',
  'rating',
  'ref',
  'note',
] as const;
export type DetailKey = (typeof DETAIL_KEYS)[number];

const WORDS: Readonly<Record<DetailKey, readonly string[]>> = {
  with: ['with', 'customer', 'client', 'account', '客户', '顾客'],
  via: ['via', 'channel', '渠道'],
  campaign: ['campaign', '活动'],
  region: ['region', '区域', '地区'],
  product: ['product', '产品'],
  segment: ['segment', '客户群', '客群'],
  on: ['on', 'date', '日期', '时间'],
  share: ['share', 'shares', 'split', '分成'],
  amount: ['amount', 'value', '金额'],
  quantity: ['qty', 'quantity', 'count', '数量'],
  rating: ['rating', '评分', '打分'],
  ref: ['ref', 'reference', '单号', '编号'],
  note: ['note', 'notes', '备注', '说明'],
};

const BY_WORD: ReadonlyMap<string, DetailKey> = new Map(
  DETAIL_KEYS.flatMap((key) => WORDS[key].map((word) => [word, key] as const)),
);
/** Every word that is a key. */
export const KEY_WORDS: readonly string[] = [...BY_WORD.keys()];

/** Chinese needs no space before a key, so that a word ends where one begins: `成交客户:华为`. */
export const CHINESE_KEYS: readonly string[] = KEY_WORDS.filter((word) => /\p{Script=Han}/u.test(word));

/** The key that a word names, in any case. */
export function keyOf(word: string): DetailKey | undefined {
  return BY_WORD.get(word.toLowerCase());
}

/** Keys that people write without a colon: `with Acme`, `via webinar`, `客户 华为`. `on` needs a date behind it. */
export function isBareKey(word: string): boolean {
  return /^(with|via)$/i.test(word) || CHINESE_KEYS.includes(word);
}

/** How a key is shown in a language, for help and for printing a line. */
export function keyWord(key: DetailKey, locale: 'en' | 'zh'): string {
  const words = WORDS[key];
  const isChinese = (word: string): boolean => CHINESE_KEYS.includes(word);
  return words.find((word) => isChinese(word) === (locale === 'zh')) ?? key;
}
