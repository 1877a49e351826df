import type { Failure } from '../failure.ts';
import type { HistoryMessage } from '../slackHistory.ts';

/** What becomes of a doubtful message: decisions on facts, without the database or Slack (reliability.md § 3). */

/** What one look into the conversation showed. */
export type Seen =
  /** It stands there. */
  | { kind: 'found'; ts: string }
  /** The whole window was read, and it does not. */
  | { kind: 'absent' }
  /** Not in this page; the next one is older than `before`. */
  | { kind: 'more'; before: string }
  | { kind: 'failed'; failure: Failure };

/** Letters and digits alone: what Slack makes of emoji, links and white space in a text is none of them. */
const wordsIn = (text: string): string => text.replaceAll(/:[\w+-]+:/g, '').replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Whether a message that bears no mark may be the one that is looked for: an app has posted the same words. */
export function mayBeIt(message: HistoryMessage, text: string): boolean {
  return message.metadata === undefined && message.isOfApp && wordsIn(message.text) === wordsIn(text);
}

/** What is known of the doubtful message itself. */
export interface Doubt {
  /** Pages that were read so far, this one included. */
  looks: number;
  /** Since it became doubtful. */
  ageMs: number;
  /** Somebody said that it is to be posted. */
  isReleased: boolean;
}

/** The next step of a doubtful message. */
export type LookStep =
  | { to: 'sent'; ts: string }
  /** It may be sent (again); `isNewVersion`: with other bytes than before, since somebody asked for it. */
  | { to: 'pending'; isNewVersion: boolean }
  /** Look again, at the newest message or where the last page ended. */
  | { to: 'ambiguous'; afterMs: number; before: string | undefined; holdsWorkspace: boolean }
  /** Only a person can tell. */
  | { to: 'parked'; why: string };

/** `conversations.history` may be limited to one request a minute and 15 messages: what is not settled by then is asked. */
export const mostLooks = 20;
export const looksForMs = 60 * 60_000;
/** Until a look that failed for no good reason is repeated. */
const againMs = 15_000;
/** With a dead token nobody looks; the workspace's work stops for it, or it was a mistake of Slack's. */
const deadAgainMs = 60_000;

/** What comes after a look. */
export function afterLook(seen: Seen, doubt: Doubt): LookStep {
  switch (seen.kind) {
    case 'found':
      return { to: 'sent', ts: seen.ts };
    case 'absent':
      return { to: 'pending', isNewVersion: doubt.isReleased };
    case 'more':
      return isBudgetGone(doubt)
        ? asked('budget', doubt)
        : { to: 'ambiguous', afterMs: 0, before: seen.before, holdsWorkspace: false };
    case 'failed':
      return afterFailure(seen.failure, doubt);
  }
}

function afterFailure(failure: Failure, doubt: Doubt): LookStep {
  const wait = (afterMs: number, holdsWorkspace = false): LookStep =>
    isBudgetGone(doubt)
      ? asked('budget', doubt)
      : { to: 'ambiguous', afterMs, before: undefined, holdsWorkspace };
  switch (failure.kind) {
    case 'refused':
      return asked(failure.error, doubt);
    case 'dead':
      return { to: 'ambiguous', afterMs: deadAgainMs, before: undefined, holdsWorkspace: true };
    case 'retry':
      return wait(failure.afterMs, failure.error === 'ratelimited');
    case 'doubtful':
      return wait(againMs);
  }
}

function isBudgetGone({ looks, ageMs }: Doubt): boolean {
  return looks >= mostLooks || ageMs >= looksForMs;
}

/** Who was asked already has looked: what we may not read, they did. */
function asked(why: string, { isReleased }: Doubt): LookStep {
  return isReleased ? { to: 'pending', isNewVersion: true } : { to: 'parked', why };
}
