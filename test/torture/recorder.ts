import type { Sandbox } from '../../sandbox/server.ts';

/** A message that the workspace took, whatever became of it later. */
export interface Posted {
  channel: string;
  ts: string;
  threadTs: string | undefined;
  /** The mark's key; '' without one. */
  key: string;
  text: string;
  /** What stands in it, without pictures. */
  bytes: string;
  at: number;
}

/** A call by which the app tried to post, whatever was answered. */
export interface Attempt {
  key: string;
  bytes: string;
  at: number;
}

/** Everything that was posted, or tried, from the beginning of the recording on. */
export interface Recording {
  posted: Posted[];
  attempts: Attempt[];
}

/** Records at the workspace itself, so that what is taken back later counts as well. */
export function record({ world }: Sandbox): Recording {
  const recording: Recording = { posted: [], attempts: [] };
  const seen = new Set<string>();
  const put = world.messages.put;
  world.messages.put = (message) => {
    put(message);
    const { channel, ts, threadTs, text, blocks, metadata } = message;
    if (message.botId === undefined || seen.has(`${channel} ${ts}`)) return;
    seen.add(`${channel} ${ts}`);
    const key = String(metadata?.event_payload['k'] ?? '');
    recording.posted.push({ channel, ts, threadTs, key, text, bytes: bytesOf(text, blocks), at: Date.now() });
  };
  const add = world.calls.add;
  world.calls.add = (call) => {
    add(call);
    if (call.name !== 'chat.postMessage') return;
    const request = asObject(call.request);
    const metadata = asObject(parsed(request['metadata']));
    const key = String(asObject(metadata['event_payload'])['k'] ?? '');
    const bytes = bytesOf(String(request['text'] ?? ''), parsed(request['blocks']) ?? []);
    recording.attempts.push({ key, bytes, at: Date.now() });
  };
  return recording;
}

function bytesOf(text: string, blocks: unknown): string {
  const shown = (Array.isArray(blocks) ? blocks : []).filter((block) => asObject(block)['type'] !== 'image');
  return JSON.stringify([text, shown.map(withoutIds)]);
}

/** The workspace gives blocks ids where the app gave none. */
function withoutIds(block: unknown): object {
  const { block_id: _, ...rest } = asObject(block);
  return rest;
}

function parsed(value: unknown): unknown {
  return typeof value === 'string' && value !== '' ? JSON.parse(value) : value;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
