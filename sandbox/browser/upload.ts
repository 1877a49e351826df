import { postMessage } from '../app/messages.ts';
import type { Actions, Answer } from '../contract.ts';
import { newId } from '../ids.ts';
import { typeOf } from '../workspace/files.ts';
import type { PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';

const MOST_BYTES = 10_000_000;

/** A person's file: kept at once, and posted to the conversation. */
export function upload(world: World, person: PersonRecord, body: Actions['upload']): Answer {
  const conversation = world.conversations.get(body.channel);
  if (!conversation?.memberIds.includes(person.id)) return { ok: false, error: 'not_in_channel' };
  const bytes = Buffer.from(body.base64, 'base64');
  if (bytes.length === 0 || bytes.length > MOST_BYTES) return { ok: false, error: 'file_size' };
  const id = newId('F');
  const created = Math.floor(world.now() / 1000);
  const { mimetype, filetype } = typeOf(bytes, body.name);
  const about = { id, name: body.name, title: body.name, mimetype, filetype, size: bytes.length };
  world.files.write(id, bytes);
  world.files.put({ ...about, userId: person.id, created, state: 'complete', channels: [body.channel] });
  const draft = { channel: body.channel, text: '', fileIds: [id], subtype: 'file_share' };
  const message = postMessage(world, draft, { userId: person.id });
  return { ok: true, data: { ts: message.ts, file: id } };
}
