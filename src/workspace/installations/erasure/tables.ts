/**
 * Every table that holds something of a workspace, in the order in which it is erased: what refers to something goes before it. The row of
 * the workspace itself goes last. A test holds the list against the database, so that no new table is forgotten.
 */
export const erasedTables = [
  'rubric_rating',
  'rating_request',
  'rater',
  'evaluation_answer',
  'evaluation_snapshot',
  'score_adjustment',
  'cycle_member',
  'evaluation_cycle',
  'card_template',
  'confirmation',
  'activity_ref',
  'activity',
  'daily_rollup',
  'target_review',
  'target_watch',
  'strategy',
  'target_version',
  'target',
  'outbox',
  'report_run',
  'schedule',
  'delivery_key',
  'people_change',
  'directory_check',
  'roster_import',
  'import_run',
  'import_mapping',
  'absence',
  'holiday',
  'work_pattern',
  'team_parent',
  'team_lead',
  'assignment',
  'team',
  'member',
  'playbook_before',
  'metric',
  'activity_type',
  'stage',
  'exchange_rate',
  'inbox',
  'delivery',
  'audit_row',
  'installation',
] as const;
export type ErasedTable = (typeof erasedTables)[number];

/** So many days the data of a workspace is kept after the app was removed. */
export const keptDays = 30;
