import { type LocalDate, localDate } from '../kpi/localDate.ts';
import { instantOf } from '../kpi/time.ts';
import type { Kudos } from './kudos.ts';

/** A row of the table as a statement answers it. */
export interface KudosRow {
  id: string;
  batch_id: string;
  giver_id: string;
  receiver_id: string;
  reason: string;
  value_key: string;
  channel: string | null;
  local_date: Date;
  at: Date;
  counts: boolean;
}

const dateOf = (date: Date): LocalDate => localDate(date.toISOString().slice(0, 10));

/** Thanks as a row holds them. */
export const kudosOf = (row: KudosRow): Kudos => ({
  ...{ id: row.id, batchId: row.batch_id, giverId: row.giver_id, receiverId: row.receiver_id },
  ...{ reason: row.reason, valueKey: row.value_key, channel: row.channel, counts: row.counts },
  localDate: dateOf(row.local_date),
  at: instantOf(row.at),
});
