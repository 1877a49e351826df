import { listSnapshots, type Snapshot } from './take.ts';
import { sizeOf } from './tar.ts';

/** When a snapshot is due, and when a database has outgrown its place (reliability.md § 4, guard 3). */

/** In these hours of the workspace's zone few people work. */
const QUIET = { from: 2, to: 5 } as const;
const HOUR_MS = 60 * 60_000;
/** Above this a server is the better place. Bytes. */
const LARGE = 200 * 1024 * 1024;

/** What of the embedded database's snapshots the app may do. */
export interface Snapshots {
  dataDir: string;
  directory: string;
  /** Takes one while the database serves. */
  take(now: Date): Promise<Snapshot>;
}

/** Once a day in quiet hours; where there were none of those for a day and a half, whenever. Pure. */
export function isDue(newest: Date | undefined, now: Date, hourOfDay: number): boolean {
  if (newest === undefined) return hourOfDay >= QUIET.from && hourOfDay < QUIET.to;
  const ageMs = now.getTime() - newest.getTime();
  const isQuiet = hourOfDay >= QUIET.from && hourOfDay < QUIET.to;
  return ageMs > 36 * HOUR_MS || (isQuiet && ageMs > 20 * HOUR_MS);
}

/** So young a snapshot need not be repeated at a stop. */
export const isFresh = (newest: Date | undefined, now: Date): boolean =>
  newest !== undefined && now.getTime() - newest.getTime() < HOUR_MS / 6;

/** Takes the day's snapshot where it is due, and advises a server where the database is large. */
export async function takeDaily(
  snapshots: Snapshots,
  now: Date,
  hourOfDay: number,
  log: { info(about: object, text: string): void; warn(about: object, text: string): void },
): Promise<Snapshot | undefined> {
  const [newest] = await listSnapshots(snapshots.dataDir);
  if (!isDue(newest?.takenAt, now, hourOfDay)) return undefined;
  const start = performance.now();
  const snapshot = await snapshots.take(now);
  log.info(
    { path: snapshot.path, ms: Math.round(performance.now() - start) },
    'a snapshot of the database was taken',
  );
  const bytes = await sizeOf(snapshots.directory);
  if (bytes > LARGE)
    log.warn(
      { megabytes: Math.round(bytes / 1024 / 1024) },
      'the embedded database has grown large: a PostgreSQL server is the better place for it (DATABASE_URL)',
    );
  return snapshot;
}
