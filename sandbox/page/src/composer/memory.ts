/** What was typed and not sent, and what was sent, by person and conversation; lives as long as the page. */
const drafts = new Map<string, string>();
const sent = new Map<string, string[]>();

const KEPT = 50;

export const draftOf = (key: string): string => drafts.get(key) ?? '';

export function keepDraft(key: string, text: string): void {
  if (text) drafts.set(key, text);
  else drafts.delete(key);
}

/** Lines sent by a person, newest first. */
export const historyOf = (user: string): readonly string[] => sent.get(user) ?? [];

export function remember(user: string, text: string): void {
  sent.set(user, [text, ...historyOf(user).filter((line) => line !== text)].slice(0, KEPT));
}
