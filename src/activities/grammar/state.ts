import type { LocalDate } from '../../kpi/localDate.ts';
import type { Money } from '../../kpi/money.ts';
import type { ActivityTypeInfo } from '../../playbook/playbook.ts';
import type { Rating } from '../rating.ts';
import type { LogContext } from './context.ts';
import { type Cursor, moved, quoted, word } from './cursor.ts';
import type { DetailKey } from './keys.ts';
import type { Finding, Trouble } from './problem.ts';
import type { ShareEntry } from './shares.ts';

/** Details that are plain text, and how long they may be. */
export const TEXT_LIMITS = {
  with: 200,
  via: 80,
  campaign: 80,
  region: 80,
  product: 80,
  segment: 80,
  note: 2_000,
} as const;
export type TextKey = keyof typeof TEXT_LIMITS;
export const isTextKey = (name: DetailKey): name is TextKey => name in TEXT_LIMITS;

/** The value that is being collected: words follow each other until something else is recognised. */
export interface Open {
  key: TextKey | 'ignored';
  start: number;
  end: number;
}

export interface State {
  context: LogContext;
  type: ActivityTypeInfo;
  texts: Partial<Record<TextKey, string>>;
  open: Open | undefined;
  quantity: bigint | null;
  money: Money | null;
  hasAmount: boolean;
  date: LocalDate | null;
  rating: Rating | null;
  /** Also true where what stood there was no good rating. */
  hasRating: boolean;
  ref: string | null;
  entries: ShareEntry[];
  findings: Finding[];
}

/** Notes what is wrong, and where. */
export const trouble = (
  state: State,
  what: Trouble,
  { start, end }: { start: number; end: number },
): void => {
  state.findings.push({ trouble: what, start, end });
};

/** Takes a text, once; one that is empty or too long is a trouble. */
export function setText(
  name: TextKey,
  value: string,
  place: { start: number; end: number },
  state: State,
): void {
  const text = name === 'note' ? value.trim() : value.replaceAll('"', '').replace(/\s+/gu, ' ').trim();
  const limit = TEXT_LIMITS[name];
  if (text === '') trouble(state, { kind: 'empty value', key: name }, place);
  else if (text.length > limit) trouble(state, { kind: 'too long', key: name, limit }, place);
  state.texts[name] ??= text;
}

/** Ends the value that is being collected. */
export function close(state: State, text: string): void {
  const open = state.open;
  state.open = undefined;
  if (open === undefined || open.key === 'ignored') return;
  setText(open.key, text.slice(open.start, open.end), open, state);
}

/** A value has been announced and has no word yet: `with Yesterday` names a customer. */
export const isWaiting = (state: State): boolean =>
  state.open !== undefined && state.open.end === state.open.start;

/** Lets the value that is being collected go on over the next word. */
export function append(cursor: Cursor, state: State): Cursor | undefined {
  const found = quoted(cursor) ?? word(cursor);
  if (found === undefined || state.open === undefined) return undefined;
  state.open = { ...state.open, end: found.end };
  return moved(cursor, found.end);
}
