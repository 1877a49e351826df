import { z } from 'zod';
import type { Graded } from './grade.ts';

/** The newest ratings of a fact as they come with it: [points, weight, needed, scale] of each rater, the latest last; null: none. */
export const gradedRows = z
  .array(z.tuple([z.int(), z.int(), z.int(), z.int()]))
  .nullable()
  .transform((rows) =>
    (rows ?? []).map(([points, weight, needed, scale]): Graded => {
      return { points: BigInt(points), weight: BigInt(weight), needed, scale };
    }),
  );
