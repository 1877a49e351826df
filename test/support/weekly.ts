import type { Temporal } from '../../src/kpi/time.ts';
import type { Db } from '../../src/platform/db/index.ts';
import { keepSchedules } from '../../src/schedules.ts';

/** Schedules of the weekly reports alone, for tests that count runs and messages: the others have tests of their own. */
export async function keepWeekly(db: Db, now: Temporal.Instant): Promise<void> {
  await keepSchedules(db, now);
  await db.client.schedule.deleteMany({ where: { kind: { not: 'weekly-feedback' } } });
}
