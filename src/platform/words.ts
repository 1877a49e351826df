import i18next, { type TFunction } from 'i18next';

/** The languages Pacer speaks. A person's comes from Slack (`users.info`), a channel's from the workspace. */
export const locales = ['en', 'zh'] as const;
export type Locale = (typeof locales)[number];

/** Slack's locale ("zh-CN", "en-GB") as one of ours; anything unknown is English. */
export function localeOf(slackLocale: string | undefined): Locale {
  return slackLocale?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

type BaseKey<K extends string> = K extends `${infer B}_one` ? B : K extends `${infer B}_other` ? B : K;
type WithoutOne<E> = { [K in keyof E as K extends `${string}_one` ? never : K]: string };
export type Vars = Record<string, string | number>;
/** Says one thing in one language: `say('logged', {count: 3})`. */
export type Say<K extends string = string> = (key: K, vars?: Vars) => string;
/** All words of a capability: `words('zh')('logged')`; `sources` is read by the test that holds the languages together. */
export interface Words<K extends string> {
  (locale: Locale): Say<K>;
  sources: Record<Locale, Record<string, string>>;
}

/**
 * Declares the words of a capability in both languages. Plurals are written `key_one` and `key_other` (Chinese needs `key_other` alone) and
 * chosen by the variable `count`. A key that is missing in Chinese does not compile; placeholders are compared by test/words.test.ts.
 */
export function defineWords<const E extends Record<string, string>>(sources: {
  en: E;
  zh: WithoutOne<E>;
}): Words<BaseKey<keyof E & string>> {
  const instance = i18next.createInstance();
  // With the resources at hand and initAsync off, initialisation is finished when the call returns.
  void instance.init({
    resources: { en: { translation: sources.en }, zh: { translation: sources.zh } },
    fallbackLng: false,
    initAsync: false,
    // Keys are names, not paths; escaping for Slack is done in one place, platform/mrkdwn.ts.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  const fixed: Record<Locale, TFunction> = { en: instance.getFixedT('en'), zh: instance.getFixedT('zh') };
  const words = (locale: Locale) => (key: string, vars?: Vars) => fixed[locale](key, vars ?? {});
  return Object.assign(words, { sources: { en: sources.en, zh: sources.zh as Record<string, string> } });
}
