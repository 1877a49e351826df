import type { Message } from '../../../contract.ts';
import type { Log, Model } from './model.ts';
import { isReply, logKey } from './model.ts';

/** Slack's timestamps have a fixed width after the point, but compare as numbers to be safe with hand-made ones. */
const byTs = (a: Message, b: Message): number => Number(a.ts) - Number(b.ts) || a.ts.localeCompare(b.ts);

/** Puts messages in, replacing those with the same `ts`; oldest first. */
export function merge(messages: readonly Message[], more: readonly Message[]): Message[] {
  const last = messages.at(-1);
  const only = more[0];
  if (more.length === 1 && only && (!last || byTs(last, only) < 0)) return [...messages, only];
  const all = new Map([...messages, ...more].map((message) => [message.ts, message]));
  return [...all.values()].sort(byTs);
}

function withLog(model: Model, key: string, change: (log: Log) => Log): Model {
  const log = model.logs[key];
  return log ? { ...model, logs: { ...model.logs, [key]: change(log) } } : model;
}

/** A message that came or changed goes into every loaded log that shows it: a root stands in its thread too. */
export function putMessage(model: Model, message: Message): Model {
  const add = (log: Log): Log => ({ ...log, messages: merge(log.messages, [message]) });
  if (isReply(message)) return withLog(model, logKey(message.channel, message.threadTs), add);
  const inThread = withLog(model, logKey(message.channel, message.ts), add);
  return withLog(inThread, message.channel, add);
}

/** Takes a message out of its conversation and of any thread of it. */
export function dropMessage(model: Model, channel: string, ts: string): Model {
  const logs = Object.entries(model.logs).map(([key, log]) => {
    const concerned = key === channel || key.startsWith(`${channel}/`);
    return [key, concerned ? { ...log, messages: log.messages.filter((m) => m.ts !== ts) } : log] as const;
  });
  return { ...model, logs: Object.fromEntries(logs) };
}

/** A page of history that was read. After a lost connection the newest page replaces what there was. */
export function putPage(
  model: Model,
  page: { key: string; messages: Message[]; older: boolean; reachedStart: boolean },
): Model {
  const before = model.logs[page.key];
  const kept = before && (page.older || !before.stale) ? before.messages : ephemeralsOf(before);
  const reachedStart = page.reachedStart || (!page.older && !!before && !before.stale && before.reachedStart);
  const log: Log = { messages: merge(kept, page.messages), reachedStart, stale: false };
  return { ...model, logs: { ...model.logs, [page.key]: log } };
}

/** Ephemeral messages are not stored anywhere: reading the history again must not lose them. */
function ephemeralsOf(log: Log | undefined): Message[] {
  return log?.messages.filter((message) => message.ephemeral) ?? [];
}

export function markStale(model: Model): Model {
  const logs = Object.entries(model.logs).map(([key, log]) => [key, { ...log, stale: true }] as const);
  return { ...model, logs: Object.fromEntries(logs) };
}
