import { normalise, readable } from '../platform/normalise.ts';

/** What `/customer …` asks for. Pure. */
export type Asked =
  | { kind: 'list' }
  /** The customers of one's people; a customer may bear that name, too. */
  | { kind: 'team'; customer: string }
  | { kind: 'show'; customer: string }
  | { kind: 'merge'; from: string; into: string }
  | { kind: 'call'; customer: string; called: string }
  | { kind: 'also'; customer: string; also: string }
  /** `rest`: what stands behind, as readNext reads it. */
  | { kind: 'next'; customer: string; rest: string };

const NAME = '"[^"]+"|.+?';
/** Whole sentences alone: a customer may well be called "Merge Labs". */
const MERGE = new RegExp(
  `^(?:merge|合并)\\s+(?<from>${NAME})\\s+(?:into|到|进|并入)\\s+(?<into>${NAME})$`,
  'iu',
);
const CALL = new RegExp(
  `^(?:rename|改名|重命名)\\s+(?<from>${NAME})\\s+(?:to|为|成)\\s+(?<into>${NAME})$`,
  'iu',
);
const ALSO = new RegExp(`^(?<from>${NAME})\\s+(?:alias|别名|又名)\\s*:\\s*(?<into>${NAME})$`, 'iu');

const NEXT = new RegExp(`^(?<from>${NAME})\\s+(?:follow-?up|跟进)(?:\\s+(?<rest>.*))?$`, 'isu');

const bare = (name: string | undefined): string =>
  (name ?? '')
    .trim()
    .replace(/^"(.*)"$/u, '$1')
    .trim();

/** Two names behind a word; undefined where it is no such sentence. */
function pair(text: string, pattern: RegExp): { from: string; into: string } | undefined {
  const { from, into } = pattern.exec(text)?.groups ?? {};
  const names = { from: bare(from), into: bare(into) };
  return names.from === '' || names.into === '' ? undefined : names;
}

export function readCustomerAsk(typed: string): Asked {
  const text = normalise(typed).text.trim();
  const merge = pair(text, MERGE);
  if (merge !== undefined) return { kind: 'merge', ...merge };
  const call = pair(text, CALL);
  if (call !== undefined) return { kind: 'call', customer: call.from, called: call.into };
  const also = pair(text, ALSO);
  if (also !== undefined) return { kind: 'also', customer: also.from, also: also.into };
  if (/^(?:team|团队)$/iu.test(text)) return { kind: 'team', customer: text };
  const next = NEXT.exec(text)?.groups;
  if (next !== undefined) return { kind: 'next', customer: bare(next['from']), rest: next['rest'] ?? '' };
  const customer = bare(readable(typed));
  return customer === '' ? { kind: 'list' } : { kind: 'show', customer };
}
