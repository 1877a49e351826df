import { Prisma } from '../../../platform/db/index.ts';

/** A rating `r` that was not taken back and that no newer one of the same rater replaces. */
export const isNewest = Prisma.sql`r.voids_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM rubric_rating v WHERE v.workspace_id = r.workspace_id AND v.voids_id = r.id)
  AND NOT EXISTS (
    SELECT 1 FROM rubric_rating n WHERE n.workspace_id = r.workspace_id AND n.batch_id = r.batch_id AND n.line = r.line
      AND n.rater_id = r.rater_id AND n.voids_id IS NULL AND (n.at, n.id) > (r.at, r.id) AND NOT EXISTS (
        SELECT 1 FROM rubric_rating w WHERE w.workspace_id = n.workspace_id AND w.voids_id = n.id))`;

/** M-01: what raters gave the fact `a`, as `gradedRows` reads it. */
export const gradedColumn = Prisma.sql`(
  SELECT jsonb_agg(jsonb_build_array(r.points, r.weight, r.needed, r.scale) ORDER BY r.at, r.id) FROM rubric_rating r
  WHERE r.workspace_id = a.workspace_id AND r.batch_id = a.batch_id AND r.line = a.line AND r.type_key = a.type_key
    AND ${isNewest}) AS graded`;
