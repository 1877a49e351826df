const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A zone-less calendar date (`2026-11-23`) as Prisma wants it for a `date` column: midnight UTC.
 * Throws a RangeError for anything that is not a date of the calendar.
 */
export function toDbDate(date: string): Date {
  const value = new Date(`${date}T00:00:00.000Z`);
  if (!LOCAL_DATE.test(date) || Number.isNaN(value.getTime()) || fromDbDate(value) !== date) {
    throw new RangeError(`Not a calendar date: "${date}" (expected for example 2026-11-23)`);
  }
  return value;
}

/** The calendar date of a `date` column that Prisma read. */
export function fromDbDate(value: Date): string {
  return value.toISOString().slice(0, 10);
}
