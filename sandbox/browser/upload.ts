import { postMessage } from '../app/messages.ts';
import type { Actions, Answer } from '../contract.ts';
import { newId } from '../ids.ts';
import { typeOf } from '../workspace/files.ts';
import type { PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';

const MOST_BYTES = 10_000_000;

/** A person's file: kept, and posted to the conversation. Without a channel it is only kept, for a form's file input. */
export function upload(world: World, person: PersonRecord, body: Actions['upload']): Answer {
  const bytes = Buffer.from(body.base64, 'base64');
  if (bytes.length === 0 || bytes.length > MOST_BYTES) return { ok: false, error: 'file_size' };
  if (body.channel === '') return { ok: true, data: { file: keep(world, person, body.name, bytes, []) } };
  const conversation = world.conversations.get(body.channel);
  if (!conversation?.memberIds.includes(person.id)) return { ok: false, error: 'not_in_channel' };
  const file = keep(world, person, body.name, bytes, [body.channel]);
  const draft = { channel: body.channel, text: '', fileIds: [file], subtype: 'file_share' };
  const { ts } = postMessage(world, draft, { userId: person.id });
  return { ok: true, data: { ts, file } };
}

function keep(world: World, person: PersonRecord, name: string, bytes: Buffer, channels: string[]): string {
  const id = newId('F');
  const created = Math.floor(world.now() / 1000);
  const about = { id, name, title: name, ...typeOf(bytes, name), size: bytes.length };
  world.files.write(id, bytes);
  world.files.put({ ...about, userId: person.id, created, state: 'complete', channels });
  return id;
}
