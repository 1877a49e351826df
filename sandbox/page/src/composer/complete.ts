/** What the caret stands in: the beginning of a command, of a person's name, of a channel's name. */
export interface Completion {
  kind: 'command' | 'user' | 'channel';
  /** What was typed after the sign. */
  query: string;
  /** The range of the text that a choice replaces, its sign included. */
  from: number;
  to: number;
}

/** Finds what can be completed at the caret, or null. Pure. */
export function completionAt(text: string, caret: number): Completion | null {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before)) return { kind: 'command', query: before.slice(1), from: 0, to: caret };
  const match = /(?:^|[\s(（，。])([@#])([\p{L}\p{N}._-]*)$/u.exec(before);
  if (!match) return null;
  const [, sign, query = ''] = match;
  return { kind: sign === '@' ? 'user' : 'channel', query, from: caret - query.length - 1, to: caret };
}

/** The text after a choice, and where the caret stands then. */
export function complete(
  text: string,
  { from, to }: Completion,
  choice: string,
): { text: string; caret: number } {
  const after = text.slice(to);
  const space = after.startsWith(' ') ? '' : ' ';
  return { text: `${text.slice(0, from)}${choice}${space}${after}`, caret: from + choice.length + 1 };
}

/** A typed slash command: its word and the rest, line breaks kept; null where it is none. */
export function splitCommand(text: string): { command: string; text: string } | null {
  const match = /^(\/[^\s/]\S*)\s*([\s\S]*)$/.exec(text);
  return match ? { command: match[1] ?? '', text: (match[2] ?? '').trimEnd() } : null;
}
