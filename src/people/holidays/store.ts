import { z } from 'zod';
import type { DateRange, LocalDate } from '../../kpi/localDate.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, toDbDate } from '../../platform/db/index.ts';
import { takeOnce } from '../../platform/once.ts';
import type { HolidayInfo } from '../absences/absence.ts';
import { dateText } from '../rows.ts';

/**
 * Enters one or several holidays and make-up working days, all or none; one of the same region and date is replaced. Audited. `transportKey`:
 * platform/once.ts.
 */
export async function addHoliday(
  db: Db,
  workspaceId: string,
  actorId: string | null,
  holidays: HolidayInfo | readonly HolidayInfo[],
  transportKey?: string,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (transportKey !== undefined && !(await takeOnce(tx, workspaceId, transportKey))) return;
    for (const holiday of [holidays].flat()) {
      const { region, name, isWorkday } = holiday;
      const key = { workspaceId, region, date: toDbDate(holiday.date) };
      await tx.holiday.upsert({
        where: { workspaceId_region_date: key },
        create: { ...key, name, isWorkday },
        update: { name, isWorkday },
      });
      const subject = `holiday:${region}:${holiday.date}`;
      await audit(tx, { workspaceId, actorId, action: 'holiday.set', subject, detail: { ...holiday } });
    }
  });
}

/** Takes holidays and make-up working days of a region away; answers how many, undefined where the act came before. Audited. */
export async function removeHolidays(
  db: Db,
  workspaceId: string,
  actorId: string,
  { region, dates }: { region: string; dates: readonly LocalDate[] },
  transportKey: string,
): Promise<number | undefined> {
  return inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, transportKey))) return undefined;
    const where = { workspaceId, region, date: { in: dates.map(toDbDate) } };
    const found = await tx.holiday.findMany({ where });
    await tx.holiday.deleteMany({ where });
    for (const { date, name, isWorkday } of found) {
      const subject = `holiday:${region}:${date.toISOString().slice(0, 10)}`;
      await audit(tx, {
        workspaceId,
        actorId,
        action: 'holiday.removed',
        subject,
        detail: { name, isWorkday },
      });
    }
    return found.length;
  });
}

const holidayRows = z.array(
  z.object({ region: z.string(), date: dateText, name: z.string(), isWorkday: z.boolean() }),
);

/** Holidays and make-up days of all regions within the range, by date. */
export async function listHolidays(db: Db, workspaceId: string, range: DateRange): Promise<HolidayInfo[]> {
  const rows = await db.client.$queryRaw`
    SELECT region, to_char(date, 'YYYY-MM-DD') AS date, name, is_workday AS "isWorkday" FROM holiday
    WHERE workspace_id = ${workspaceId} AND date >= ${range.from}::date AND date < ${range.to}::date ORDER BY holiday.date, region`;
  return holidayRows.parse(rows);
}
