import type { Posted, Recording } from './recorder.ts';

/**
 * Judges a recording of the workspace by the promise alone (reliability.md § 1). It knows what should be there, and nothing of how Pacer works:
 * no table, no state. What it finds wrong it says in a sentence each.
 */

/** A report of a team for a period: what its messages say first, and where they belong. */
export interface Expected {
  /** "team 17 2026-W48": stands in each message's text. */
  name: string;
  messages: readonly { channel: string; text: string }[];
  dueAt: number;
  /** More than a quarter of an hour late when it began: it says so below itself. */
  isLate: boolean;
}

export interface Judged {
  expected: readonly Expected[];
  /** Channels of a workspace that removed the app. */
  forbidden: readonly string[];
  /** The first attempt comes this soon after it was due, or after the beginning. */
  withinMs: number;
  startedAt: number;
}

/** Everything that is wrong; an empty list is a kept promise. */
export function judge(recording: Recording, about: Judged): string[] {
  return [
    ...about.expected.flatMap((one) => [
      ...once(recording, one),
      ...inTime(recording, one, about),
      ...lateNote(recording, one),
    ]),
    ...sameBytes(recording),
    ...underParents(recording, about.expected),
    ...recording.posted
      .filter(({ channel }) => about.forbidden.includes(channel))
      .map(({ text }) => `posted to a workspace that removed the app: ${text}`),
  ];
}

const copiesOf = ({ posted }: Recording, text: string): Posted[] =>
  posted.filter((one) => one.threadTs === undefined && one.text === text);

function once(recording: Recording, { name, messages }: Expected): string[] {
  return messages.flatMap(({ channel, text }) => {
    const copies = copiesOf(recording, text);
    if (copies.length === 0) return [`lost: ${text}`];
    if (copies.length > 1)
      return [`repeated ${copies.length} times: ${text} (${copies.map(({ ts }) => ts).join(', ')})`];
    return copies[0]?.channel === channel ? [] : [`in the wrong place (${name}): ${text}`];
  });
}

function inTime(
  { attempts }: Recording,
  { messages, dueAt }: Expected,
  { withinMs, startedAt }: Judged,
): string[] {
  const limit = Math.max(dueAt, startedAt) + withinMs;
  return messages.flatMap(({ text }) => {
    const first = attempts.find(({ bytes }) => bytes.startsWith(JSON.stringify(text).slice(0, -1), 1));
    if (first === undefined) return [`never tried: ${text}`];
    return first.at <= limit
      ? []
      : [`first tried ${first.at - Math.max(dueAt, startedAt)} ms after it was due: ${text}`];
  });
}

/** Whatever is tried under one mark is one payload. */
function sameBytes({ attempts }: Recording): string[] {
  const byKey = Map.groupBy(
    attempts.filter(({ key }) => key !== ''),
    ({ key }) => key,
  );
  return [...byKey].flatMap(([key, tries]) =>
    new Set(tries.map(({ bytes }) => bytes)).size > 1 ? [`other bytes at another attempt: ${key}`] : [],
  );
}

/** What stands in a thread belongs to the report that it stands under. */
function underParents({ posted }: Recording, expected: readonly Expected[]): string[] {
  const texts = new Set(expected.flatMap(({ messages }) => messages.map(({ text }) => text)));
  return posted.flatMap(({ threadTs, channel, key, text }) => {
    if (threadTs === undefined) return texts.has(text) || key === '' ? [] : [`nobody expected: ${text}`];
    const parent = posted.find((one) => one.channel === channel && one.ts === threadTs);
    return parent !== undefined && key === `late:${parent.key}`
      ? []
      : [`a reply under another message: ${text}`];
  });
}

function lateNote({ posted }: Recording, { isLate, messages }: Expected): string[] {
  return messages.flatMap(({ text }) => {
    const own = posted.find((one) => one.threadTs === undefined && one.text === text);
    const notes = posted.filter(
      ({ channel, threadTs }) => own !== undefined && channel === own.channel && threadTs === own.ts,
    );
    if (notes.length === (isLate ? 1 : 0) || own === undefined) return [];
    return [`${notes.length} notes that it is late: ${text}`];
  });
}
