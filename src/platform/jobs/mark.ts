import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Db } from '../db/index.ts';

/** The mark that every message bears as metadata, by which it is found again: which message it is, signed (reliability.md § 3). */
export interface Mark {
  event_type: typeof markType;
  event_payload: { k: string; sig: string };
}

export const markType = 'pacer_delivery';
const KEY_BYTES = 32;
const markSchema = z.object({
  event_type: z.literal(markType),
  event_payload: z.object({ k: z.string(), sig: z.string() }),
});

/** Makes and reads marks of one workspace. */
export interface Marker {
  mark(messageKey: string): Mark;
  /** Which message metadata speaks of; undefined where it is no mark, or nobody of ours signed it. */
  read(metadata: unknown): string | undefined;
}

const known = new WeakMap<Db, Map<string, Marker>>();

/**
 * The marker of a workspace. Its key is random, made at the first use, and kept in the database: a mark must be read as long as the message
 * may be doubtful, whatever becomes of the settings.
 */
export async function markerOf(db: Db, workspaceId: string): Promise<Marker> {
  const markers = known.get(db) ?? new Map<string, Marker>();
  known.set(db, markers);
  const made = markers.get(workspaceId) ?? markerFor(workspaceId, await keyOf(db, workspaceId));
  markers.set(workspaceId, made);
  return made;
}

async function keyOf(db: Db, workspaceId: string): Promise<Uint8Array> {
  const where = { workspaceId };
  const found = await db.client.deliveryKey.findUnique({ where });
  if (found !== null) return found.key;
  const fresh = { workspaceId, key: new Uint8Array(randomBytes(KEY_BYTES)) };
  await db.client.deliveryKey.createMany({ data: [fresh], skipDuplicates: true });
  return (await db.client.deliveryKey.findUniqueOrThrow({ where })).key;
}

/** A marker with a given key. */
export function markerFor(workspaceId: string, key: Uint8Array): Marker {
  const sign = (k: string): Buffer => createHmac('sha256', key).update(`${workspaceId}\0${k}`).digest();
  return {
    mark: (k) => ({ event_type: markType, event_payload: { k, sig: sign(k).toString('base64url') } }),
    read(metadata) {
      const parsed = markSchema.safeParse(metadata);
      if (!parsed.success) return undefined;
      const { k, sig } = parsed.data.event_payload;
      const [given, right] = [Buffer.from(sig, 'base64url'), sign(k)];
      return given.length === right.length && timingSafeEqual(given, right) ? k : undefined;
    },
  };
}
