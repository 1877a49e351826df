import { normalise } from '../../platform/normalise.ts';
import type { Slice, Verb } from '../../platform/slice.ts';

/** A message as a command: its verb, and what stands behind it as it was typed. */
export interface Said {
  verb: Verb;
  rest: string;
}

/** "/pace log 3 calls", "pace log 3 calls" and "log 3 calls" say the same. */
const LEAD = /^\s*\/?(?:pace(?=\s)\s*)?\/?/iu;
const WORD = /^(?<word>[^\s:：,，。!！?？]+)[:：,，。!！]?\s*(?<rest>[\s\S]*)$/u;

/** The command with which a message begins; undefined where its first word is none. */
export function saidIn(text: string, slices: readonly Slice[]): Said | undefined {
  const behind = text.replace(LEAD, '').trim();
  const alone = behind === '?' || behind === '？' ? { word: '?', rest: '' } : WORD.exec(behind)?.groups;
  if (alone === undefined) return undefined;
  const word = normalise(alone['word'] ?? '').text.toLowerCase();
  const verb = slices
    .flatMap((slice) => slice.verbs ?? [])
    .find(({ name, aliases, bare }) => [name, ...aliases, bare?.slice(1)].includes(word));
  return verb === undefined ? undefined : { verb, rest: alone['rest'] ?? '' };
}
