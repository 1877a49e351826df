import { suggest } from '../platform/suggest.ts';

/** "Did you mean": customers whose names are near to what was typed. Pure. */

/** What companies are called by law, which people leave out or write otherwise. */
const FORMS =
  /[\s,.]*(?:\b(?:ltd|limited|inc|incorporated|corp|corporation|co|company|llc|llp|plc|gmbh|ag|kg|sa|sarl|bv|nv|oy|ab|as|srl|spa|pty|pte|kk)\b\.?|股份有限公司|有限责任公司|有限公司|集团|公司)$/u;

/** A customer's key without its legal form, spaces and punctuation: "acme corp ltd." and "acme" are near, not the same. */
export function bareKey(key: string): string {
  let bare = key;
  for (let next = bare.replace(FORMS, ''); next !== bare && next !== ''; next = bare.replace(FORMS, ''))
    bare = next;
  return bare.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Up to three of the known keys, those that differ by the legal form, a space or a dot alone first. */
export function nearKeys(typed: string, known: readonly string[]): string[] {
  const bare = bareKey(typed);
  if (bare === '') return [];
  const others = [...new Set(known)].filter((key) => key !== typed);
  const same = others.filter((key) => bareKey(key) === bare);
  return [...new Set([...same, ...suggest(bare, others, (key) => [bareKey(key)])])].slice(0, 3);
}
