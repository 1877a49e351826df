import { createHash, randomUUID } from 'node:crypto';
import type { Db } from '../platform/db/index.ts';
import type { ImportedActivity, NewActivity, Origin, RecordedActivity } from './activity.ts';
import { findActivity, findBatch, findFirstBatch, findReplacement } from './facts/store.ts';
import { type Entry, type Written, write } from './ledger/store.ts';
import type { FactToWrite } from './rows.ts';

export { countKnown, findActivity, findBatch, findLastBatch, listRecent } from './facts/store.ts';
export {
  dayTotals,
  lastDates,
  type RollupDifference,
  type RollupSum,
  readRollup,
  readRollupBetween,
  sumRollup,
  verifyRollup,
} from './rollup/store.ts';

/** What one command or modal brings. */
export interface Batch {
  workspaceId: string;
  /** Who enters it. */
  actorId: string;
  /** Whose it is; all credit that is not shared goes to them. */
  memberId: string;
  /** Slack's key of the act. */
  transportKey: string;
  origin: Origin;
  lines: readonly NewActivity[];
}

/** A batch as recorded; `seen-before`: the same act had come already, and this is what it recorded then. */
export type Recorded =
  | { status: 'recorded' | 'seen-before'; activities: RecordedActivity[] }
  /** M-07: other facts bear these references; nothing was recorded. */
  | { status: 'ref-taken'; refs: readonly string[]; activities: [] };

/** Records a batch: all of it or, where it fails, nothing. One round trip (write), then ordered on disk. */
export async function record(db: Db, batch: Batch): Promise<Recorded> {
  const { workspaceId, actorId, memberId, transportKey, origin } = batch;
  const batchId = batchIdOf(workspaceId, transportKey);
  const facts = batch.lines.map((what, line): FactToWrite => {
    // Made from the act as well, so that the fact itself is a second key against doubles.
    const id = `${batchId}-${line}`;
    return { id, batchId, line, memberId, localDate: what.localDate, what, externalId: null, voids: null };
  });
  const written = await write(db, {
    ...{ workspaceId, actorId, origin, transportKey, facts },
    audit: { action: 'activity.recorded', subject: `batch:${batchId}`, detail: { member: memberId } },
  });
  if (written.takenRefs.length > 0) return { status: 'ref-taken', refs: written.takenRefs, activities: [] };
  if (written.seenBefore || written.added.size === 0)
    return { status: 'seen-before', activities: await findFirstBatch(db, workspaceId, batchId) };
  return { status: 'recorded', activities: facts.flatMap((fact) => recordedOf(fact, batch, written)) };
}

/** What is to be taken back: a whole batch or one fact. */
export type Which = { batchId: string } | { activityId: string };

/** The outcome of an undo. `undone` names the facts that this very act took back. */
export type Undone =
  | { status: 'undone'; activities: RecordedActivity[] }
  /** The same act had come before. */
  | { status: 'seen-before' }
  /** There is nothing left of it: undone or replaced meanwhile, or never there. */
  | { status: 'nothing-left' };

/** Voids what is left of a batch, or one fact; the roll-up follows in the same statement. Rights are the caller's to check. */
export async function undo(
  db: Db,
  act: { workspaceId: string; actorId: string; transportKey: string; origin?: Origin } & Which,
): Promise<Undone> {
  const { workspaceId, actorId, transportKey, origin = 'slash' } = act;
  const live =
    'batchId' in act
      ? await findBatch(db, workspaceId, act.batchId)
      : await oneOrNone(db, workspaceId, act.activityId);
  const facts = live.map((voids): FactToWrite => {
    const { batchId, line, memberId, localDate } = voids;
    return { id: randomUUID(), batchId, line, memberId, localDate, what: null, externalId: null, voids };
  });
  const [first] = live;
  if (first === undefined) return { status: 'nothing-left' };
  const written = await write(db, {
    ...{ workspaceId, actorId, origin, transportKey, facts },
    audit: {
      action: 'activity.undone',
      subject: 'batchId' in act ? `batch:${act.batchId}` : `activity:${act.activityId}`,
      detail: { member: first.memberId },
    },
  });
  if (written.seenBefore) return { status: 'seen-before' };
  const activities = facts.flatMap(({ id, voids }) => (written.added.has(id) && voids ? [voids] : []));
  return activities.length === 0 ? { status: 'nothing-left' } : { status: 'undone', activities };
}

/** The outcome of an edit, with the fact as it stands now. */
export type Edited =
  | { status: 'edited' | 'seen-before'; activity: RecordedActivity; before: RecordedActivity }
  /** It was undone or edited meanwhile. */
  | { status: 'nothing-left' };

/** Replaces a fact by a new one that voids it, in one statement; whose it is and its batch stay. Rights are the caller's to check. */
export async function edit(
  db: Db,
  act: { workspaceId: string; actorId: string; activityId: string; transportKey: string; what: NewActivity },
): Promise<Edited> {
  const { workspaceId, actorId, activityId, transportKey, what } = act;
  const before = await findActivity(db, workspaceId, activityId);
  if (before === undefined) return { status: 'nothing-left' };
  const { batchId, line, memberId } = before;
  const fact: FactToWrite = {
    ...{ id: randomUUID(), batchId, line, memberId, localDate: what.localDate, what },
    externalId: null,
    voids: before,
  };
  const entry: Entry = {
    ...{ workspaceId, actorId, origin: 'modal', transportKey, facts: [fact] },
    audit: { action: 'activity.edited', subject: `activity:${activityId}`, detail: { member: memberId } },
  };
  const written = await write(db, entry);
  // Its own reference became free with what it replaces; another's was taken meanwhile.
  if (written.takenRefs.length > 0) return { status: 'nothing-left' };
  const activity = written.seenBefore
    ? await findReplacement(db, workspaceId, activityId)
    : recordedOf(fact, { actorId, origin: 'modal' }, written)[0];
  if (activity === undefined) return { status: 'nothing-left' };
  return { status: written.seenBefore ? 'seen-before' : 'edited', activity, before };
}

const IMPORT_CHUNK = 1_000;

/**
 * Records facts of another system, each once by its external id: those that are there already are passed over. Chunks of a thousand rows,
 * each whole in itself with one audit row, so that an import which breaks off can simply be run again. The last row counts as the latest
 * that its member did. Resolves with how many were new.
 */
export async function importActivities(
  db: Db,
  workspaceId: string,
  actorId: string,
  rows: readonly ImportedActivity[],
  options: { source?: string; onProgress?: (done: number) => void } = {},
): Promise<number> {
  let added = 0;
  for (let start = 0; start < rows.length; start += IMPORT_CHUNK) {
    const chunk = rows.slice(start, start + IMPORT_CHUNK);
    const importId = randomUUID();
    const facts = chunk.map(({ memberId, externalId, ...what }, index): FactToWrite => {
      // Each is a batch of its own: undoing what somebody did last must not take the import back.
      const id = randomUUID();
      const line = chunk.length - index - 1;
      return { id, batchId: id, line, memberId, localDate: what.localDate, what, externalId, voids: null };
    });
    const written = await write(db, {
      ...{ workspaceId, actorId, origin: 'import', transportKey: null, facts },
      audit: {
        action: 'activity.imported',
        subject: `import:${importId}`,
        detail: { source: options.source ?? '', rows: chunk.length },
      },
    });
    added += written.added.size;
    options.onProgress?.(start + chunk.length);
  }
  return added;
}

async function oneOrNone(db: Db, workspaceId: string, activityId: string): Promise<RecordedActivity[]> {
  const found = await findActivity(db, workspaceId, activityId);
  return found === undefined ? [] : [found];
}

/** The fact as it stands in the database now; none where it was not written. */
function recordedOf(
  fact: FactToWrite,
  by: { actorId: string; origin: Origin },
  written: Written,
): RecordedActivity[] {
  const { id, batchId, line, memberId, what, externalId } = fact;
  const recordedAt = written.added.get(id);
  if (recordedAt === undefined || what === null) return [];
  const { actorId, origin } = by;
  return [{ ...what, id, batchId, line, memberId, actorId, origin, recordedAt, externalId }];
}

/** The batch of an act: always the same for the same key, so that a redelivery finds what was recorded the first time. */
function batchIdOf(workspaceId: string, transportKey: string): string {
  return createHash('sha256').update(`${workspaceId}\n${transportKey}`).digest('base64url').slice(0, 22);
}
