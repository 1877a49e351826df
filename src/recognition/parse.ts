import { normalise, readable } from '../platform/normalise.ts';
import { type CompanyValue, findValue } from './values/values.ts';

/** What `/kudos …` asks for. */
export type KudosCommand =
  | { readonly kind: 'form' }
  | { readonly kind: 'help' }
  | { readonly kind: 'list' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'values' }
  | { readonly kind: 'pairs' }
  | { readonly kind: 'give'; readonly said: Said };

/** Thanks as they were typed. */
export interface Said {
  /** Slack user ids. */
  users: readonly string[];
  /** Names that were typed with a plain at sign. */
  names: readonly string[];
  reason: string;
  value: CompanyValue | undefined;
  /** What stood behind `#` and is no value of the company's. */
  unknownValue: string | undefined;
  isQuiet: boolean;
}

const WORDS = {
  help: ['help', '?', '？', '帮助'],
  list: ['list', 'mine', '列表', '查看', '我的'],
  undo: ['undo', '撤销', '撤回'],
  values: ['values', '价值观'],
  pairs: ['pairs', 'reciprocity', '互赞'],
} as const;

/** Where the reason begins; without it all that follows the people is the reason. */
const REASON = /(?:(?<![\p{L}\p{N}])(?:for|because|thanks for|reason)|因为|因|感谢|理由|原因)\s*[:：]/iu;
const USER = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/gu;
const NAMED = /(?:^|\s)[@＠]([^\s@＠,，、:：]+)/gu;
const QUIET = /(?:^|[\s,，])(?:quietly|quiet|privately|private|悄悄|私下|低调)(?=$|[\s,，])/iu;
/** Slack makes a channel's name a reference: `#teamwork` may come as `<#C1|teamwork>`. */
const TAG = /(?:^|\s)[#＃]([\p{L}\p{N}_-]+)/gu;

/** Reads the line behind `/kudos`, as Slack sent it. */
export function parseKudos(text: string, values: readonly CompanyValue[]): KudosCommand {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'form' };
  const word = normalise(trimmed).text.trim().toLowerCase();
  for (const [kind, words] of Object.entries(WORDS))
    if ((words as readonly string[]).includes(word)) return { kind: kind as keyof typeof WORDS };
  return { kind: 'give', said: saidIn(trimmed, values) };
}

function saidIn(text: string, values: readonly CompanyValue[]): Said {
  const key = REASON.exec(text);
  const head = key === null ? leading(text) : text.slice(0, key.index);
  const tail = key === null ? text.slice(head.length) : text.slice(key.index + key[0].length);
  const users = [...head.matchAll(USER)].map((match) => match[1] ?? '');
  const plainHead = normalise(head.replace(USER, ' ')).text;
  const names = [...plainHead.matchAll(NAMED)].map((match) => match[1] ?? '');
  const said = readable(tail).trim();
  const tags = [...said.matchAll(TAG)].map((match) => match[1] ?? '');
  const value = tags.map((tag) => findValue(tag, values)).find((found) => found !== undefined);
  // A value at the end says what is honoured; within the sentence it stays a word of it.
  const reason = said.replace(/(?:\s+[#＃][\p{L}\p{N}_-]+)+\s*$/u, '').replace(/^[,，:：\s]+/u, '');
  return {
    users: [...new Set(users)],
    names: [...new Set(names)],
    reason: (value === undefined && tags.length === 0 ? said : reason).trim(),
    value,
    unknownValue: value === undefined ? tags.at(-1) : undefined,
    isQuiet: QUIET.test(plainHead),
  };
}

/** The people at the beginning of a line that has no key for the reason. */
function leading(text: string): string {
  const people =
    /^(?:\s*(?:<@[UW][A-Z0-9]+(?:\|[^>]*)?>|[@＠][^\s@＠,，、:：]+)[\s,，、]*|\s*(?:and|和|与)\s+(?=<@|[@＠])|\s*(?:quietly|quiet|privately|private|悄悄|私下|低调)(?=$|[\s,，]))+/iu;
  return people.exec(text)?.[0] ?? '';
}
