import type { Office } from '../../support/office.ts';
import type { Read } from './effects.ts';

/** What an office has come to hold of evaluations, of what is said each week, and of files. */

/** Evaluations, from their scorecards to the answers. */
export async function evaluationsIn({ db: { client: c }, workspaceId: w }: Office, read: Read) {
  return {
    scorecards: await read(c.$queryRaw`
      SELECT name, version, role, kpis, one_sided_reason, is_retired FROM card_template WHERE workspace_id = ${w}`),
    cycles: await read(c.$queryRaw`
      SELECT name, state, from_date::text, to_date::text, closed_at IS NULL AS is_open, reopen_reason
      FROM evaluation_cycle WHERE workspace_id = ${w}`),
    evaluated: await read(c.$queryRaw`
      SELECT y.name AS cycle, m.name, e.name AS evaluator, p.template_version, p.self_grade, p.self_text, p.manager_text,
        p.manager_at IS NOT NULL AS is_reviewed FROM cycle_member p
      JOIN evaluation_cycle y ON y.workspace_id = p.workspace_id AND y.id = p.cycle_id
      JOIN member m ON m.workspace_id = p.workspace_id AND m.id = p.member_id
      LEFT JOIN member e ON e.workspace_id = p.workspace_id AND e.id = p.evaluator_id WHERE p.workspace_id = ${w}`),
    adjustments: await read(c.$queryRaw`
      SELECT m.name, a.points, a.reason, b.name AS by, s.name AS second, a.ended_at IS NULL AS stands FROM score_adjustment a
      JOIN member m ON m.workspace_id = a.workspace_id AND m.id = a.member_id
      JOIN member b ON b.workspace_id = a.workspace_id AND b.id = a.actor_id
      LEFT JOIN member s ON s.workspace_id = a.workspace_id AND s.id = a.confirmed_by_id WHERE a.workspace_id = ${w}`),
    sealed: await read(c.$queryRaw`
      SELECT y.name AS cycle, m.name, s.seq, s.result FROM evaluation_snapshot s
      JOIN evaluation_cycle y ON y.workspace_id = s.workspace_id AND y.id = s.cycle_id
      JOIN cycle_member p ON p.workspace_id = s.workspace_id AND p.member_key = s.member_key
      JOIN member m ON m.workspace_id = p.workspace_id AND m.id = p.member_id WHERE s.workspace_id = ${w}`),
    answers: await read(c.$queryRaw`
      SELECT m.name, a.kind, a.text, b.name AS by, a.due_date::text FROM evaluation_answer a
      JOIN member m ON m.workspace_id = a.workspace_id AND m.id = a.member_id
      JOIN member b ON b.workspace_id = a.workspace_id AND b.id = a.actor_id WHERE a.workspace_id = ${w}`),
    colleagues: await read(c.$queryRaw`
      SELECT m.name, b.name AS peer, r.state FROM peer_request r
      JOIN member m ON m.workspace_id = r.workspace_id AND m.id = r.member_id
      JOIN member b ON b.workspace_id = r.workspace_id AND b.id = r.peer_id WHERE r.workspace_id = ${w}`),
    saidByColleagues: await read(c.$queryRaw`
      SELECT m.name, a.grade, a.texts FROM peer_answer a
      JOIN member m ON m.workspace_id = a.workspace_id AND m.id = a.member_id WHERE a.workspace_id = ${w}`),
    closedDates: await read(c.$queryRaw`
      SELECT name, from_date::text, to_date::text FROM closed_dates WHERE workspace_id = ${w}`),
  };
}

/** What is said each week: how sure people are, and how reports are rated. */
export async function weeklyIn({ db: { client: c }, workspaceId: w }: Office, read: Read) {
  return {
    checkins: await read(c.$queryRaw`
      SELECT m.name, a.week, a.metric_key, a.period_key, a.sure, a.way FROM checkin_answer a
      JOIN member m ON m.workspace_id = a.workspace_id AND m.id = a.member_id WHERE a.workspace_id = ${w}`),
    checkinChoices: await read(c.$queryRaw`
      SELECT COALESCE(m.name, t.name) AS whose, o.is_off, o.metrics FROM checkin_choice o
      LEFT JOIN member m ON m.workspace_id = o.workspace_id AND m.id = o.subject_id
      LEFT JOIN team t ON t.workspace_id = o.workspace_id AND t.id = o.subject_id WHERE o.workspace_id = ${w}`),
    ratings: await read(c.$queryRaw`
      SELECT m.name, r.type_key, r.points, r.weight, r.comment, r.voids_id IS NOT NULL AS voids FROM rubric_rating r
      JOIN member m ON m.workspace_id = r.workspace_id AND m.id = r.rater_id WHERE r.workspace_id = ${w}`),
    ratingRequests: await read(c.$queryRaw`
      SELECT m.name, r.line, r.actor_id IS NULL AS is_drawn FROM rating_request r
      JOIN member m ON m.workspace_id = r.workspace_id AND m.id = r.rater_id WHERE r.workspace_id = ${w}`),
    raters: await read(c.$queryRaw`
      SELECT m.name, t.name AS team FROM rater r
      JOIN member m ON m.workspace_id = r.workspace_id AND m.id = r.member_id
      JOIN team t ON t.workspace_id = r.workspace_id AND t.id = r.team_id WHERE r.workspace_id = ${w}`),
  };
}

/** Files that came in and went out, and what was remembered of them. */
export async function filesIn({ db: { client: c }, workspaceId: w }: Office, read: Read) {
  return {
    imports: await read(c.$queryRaw`
      SELECT file_name, kind, state, fresh, known, wrong FROM import_run WHERE workspace_id = ${w}`),
    columns: await read(c.$queryRaw`
      SELECT kind, headers, columns, date_order FROM import_mapping WHERE workspace_id = ${w}`),
    payrolls: await read(c.$queryRaw`
      SELECT r.name, e.no, jsonb_array_length(e.entries) AS entries FROM payout_export e
      JOIN payout_run r ON r.workspace_id = e.workspace_id AND r.id = e.run_id WHERE e.workspace_id = ${w}`),
    dataRequests: await read(c.$queryRaw`
      SELECT m.name, d.state, d.tries FROM data_request d
      JOIN member m ON m.workspace_id = d.workspace_id AND m.id = d.member_id WHERE d.workspace_id = ${w}`),
    firstSteps: await read(c.$queryRaw`
      SELECT channel, settings - 'setupTeam' AS settings, settings ->> 'setupTeam' IS NOT NULL AS has_team FROM
      (SELECT board_channel_id AS channel, settings FROM workspace WHERE id = ${w}) s`),
  };
}
