import { createHash } from 'node:crypto';
import { z } from 'zod';
import { TABLE_KINDS } from '../platform/tables/contract.ts';
import { DATE_ORDERS } from '../platform/tables/dates.ts';

/** How a file is read: where its columns stand, and how its dates are meant. Kept with the import, so that a press reads it the same way. */
export const planSchema = z.object({
  sheet: z.string().nullable(),
  /** Other sheets of the file, which are passed over. */
  others: z.array(z.string()),
  headerRow: z.int(),
  headers: z.array(z.string()),
  samples: z.array(z.array(z.string())),
  /** Index of each column that was understood. */
  columns: z.record(z.string(), z.int()),
  /** Of a column that the file does not have: what stands in it in every row. */
  fixed: z.record(z.string(), z.string()),
  order: z.enum(DATE_ORDERS).nullable(),
});
export type FilePlan = z.infer<typeof planSchema>;

export const STATES = ['asked', 'previewed', 'running', 'done', 'undoing', 'undone', 'left'] as const;
export type ImportState = (typeof STATES)[number];
export const kindSchema = z.enum(TABLE_KINDS);

/** What an import comes to. */
export interface Counts {
  fresh: number;
  known: number;
  wrong: number;
}

/** Headers that mean nothing here, as they are written. */
export function unknownHeaders({ headers, columns }: Pick<FilePlan, 'headers' | 'columns'>): string[] {
  const used = new Set(Object.values(columns));
  return headers.filter((header, at) => header !== '' && !used.has(at));
}

/** The id of the import that an act begins: always the same for the same act, so that a copy of it is one import. */
export const importIdOf = (workspaceId: string, transportKey: string): string =>
  createHash('sha256').update(`${workspaceId}\nimport\n${transportKey}`).digest('base64url').slice(0, 22);
