import type { MessageRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import type { Answers } from './answers.ts';
import { type Args, count, flag, required, text } from './args.ts';
import { scopeFor } from './conversationTypes.ts';
import { isMember, visibleConversation } from './find.ts';
import type { Family } from './method.ts';
import { refuse } from './refusal.ts';
import { messageShape } from './shapes.ts';

/** Reading messages. */
export const historyMethods = {
  'conversations.history': { token: 'bot', scope: scopeFor('history'), handler: history },
  'conversations.replies': { token: 'bot', scope: scopeFor('history'), handler: replies },
} satisfies Partial<Family<'conversations'>>;

/** A stretch of messages, and whether there is more; the cursor is the last one's `ts`. */
function stretch(
  world: World,
  args: Args,
  read: (args: Stretch) => MessageRecord[],
): Answers['conversations.replies'] {
  const record = visibleConversation(world, required(args, 'channel'));
  if (!isMember(world, record)) return refuse('not_in_channel');
  const limit = count(args, 'limit', 100, 999);
  const cursor = tsInCursor(text(args, 'cursor'));
  const found = read({ channel: record.id, limit: limit + 1, cursor });
  const page = found.slice(0, limit);
  const more = found.length > limit;
  const withMetadata = flag(args, 'include_all_metadata');
  const next = Buffer.from(`next_ts:${page.at(-1)?.ts ?? ''}`).toString('base64');
  return {
    messages: page.map((message) => messageShape(world, message, withMetadata)),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: next } } : {}),
  };
}

/** The `ts` inside a cursor, '' without one; refuses `invalid_cursor`. */
function tsInCursor(cursor: string): string {
  if (cursor === '') return '';
  const match = /^next_ts:(\d+\.\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  return match?.[1] ?? refuse('invalid_cursor');
}

interface Stretch {
  channel: string;
  limit: number;
  cursor: string;
}

function bounds(args: Args) {
  const inclusive = flag(args, 'inclusive');
  return {
    oldest: moment(args, 'oldest', 'invalid_ts_oldest'),
    latest: moment(args, 'latest', 'invalid_ts_latest'),
    inclusive,
  };
}

/** A moment as apps write it, seconds with or without a fraction, as a `ts` with all its digits. */
function moment(args: Args, key: string, otherwise: string): string {
  const given = text(args, key);
  if (given === '' || given === '0') return '';
  const match = /^(\d{1,10})(?:\.(\d{1,6}))?$/.exec(given);
  if (match === null) return refuse(otherwise);
  return `${(match[1] ?? '').padStart(10, '0')}.${(match[2] ?? '').padEnd(6, '0')}`;
}

function history(world: World, args: Args): Answers['conversations.history'] {
  const found = stretch(world, args, ({ channel, limit, cursor }) => {
    const range = { channel, limit, ...bounds(args) };
    return world.messages.history(cursor === '' ? range : { ...range, latest: cursor, inclusive: false });
  });
  return { ...found, pin_count: 0 };
}

function replies(world: World, args: Args): Answers['conversations.replies'] {
  const ts = required(args, 'ts');
  return stretch(world, args, ({ channel, limit, cursor }) => {
    const parent = (world.messages.get(channel, ts) ?? refuse('thread_not_found')).threadTs ?? ts;
    const range = { channel, limit, parent, ...bounds(args) };
    if (cursor === '') return world.messages.thread(range).slice(0, limit);
    return world.messages.thread({ ...range, oldest: cursor, inclusive: false }).slice(1);
  });
}
