import { z } from 'zod';
import { verifyRollup } from '../../../src/activities/store.ts';
import type { Office } from '../../support/office.ts';

/** All that an office has come to hold, without ids and moments, so that two offices can be compared. */

const ALL = { oldest: '0', latest: '9999999999.999999', inclusive: true, limit: 10_000 };
const rows = z.array(z.record(z.string(), z.unknown()));

/** What each table says, by words that two offices share. */
export async function effectsOf({ db, workspaceId: w, sandbox, slackIds }: Office) {
  const handles = new Map(Object.entries(slackIds).map(([handle, id]) => [id, handle]));
  const read = async (work: Promise<unknown>) =>
    rows
      .parse(await work)
      .map((row) => plain(row, handles))
      .sort();
  const c = db.client;
  return {
    facts: await read(c.$queryRaw`
      SELECT m.name, a.type_key, a.quantity::text, a.amount::text, a.local_date::text, a.note, a.customer, a.voids_id IS NOT NULL AS voids
      FROM activity a JOIN member m ON m.workspace_id = a.workspace_id AND m.id = a.member_id WHERE a.workspace_id = ${w}`),
    rollupErrors: await verifyRollup(db, w),
    targets: await read(c.$queryRaw`
      SELECT COALESCE(m.name, s.name, t.subject_id) AS subject, t.metric_key, t.layer, t.period_kind, t.period_key, v.seq, v.from_date::text,
        v.value::text, v.state, v.reason
      FROM target t JOIN target_version v ON v.workspace_id = t.workspace_id AND v.target_id = t.id
      LEFT JOIN member m ON m.workspace_id = t.workspace_id AND m.id = t.subject_id
      LEFT JOIN team s ON s.workspace_id = t.workspace_id AND s.id = t.subject_id WHERE t.workspace_id = ${w}`),
    strategies: await read(c.$queryRaw`
      SELECT title, from_date::text, percent, metric_keys FROM strategy WHERE workspace_id = ${w}`),
    reviews: await read(c.$queryRaw`
      SELECT trigger, state, reason, jsonb_array_length(lines) AS lines FROM target_review WHERE workspace_id = ${w}`),
    confirmations: await read(c.$queryRaw`
      SELECT m.name, a.amount::text, a.customer FROM confirmation f
      JOIN activity a ON a.workspace_id = f.workspace_id AND a.id = f.activity_id
      JOIN member m ON m.workspace_id = f.workspace_id AND m.id = f.actor_id WHERE f.workspace_id = ${w}`),
    absences: await read(c.$queryRaw`
      SELECT m.name, a.first_date::text, a.last_date::text, a.part, a.note, a.cancelled_at IS NULL AS holds
      FROM absence a JOIN member m ON m.workspace_id = a.workspace_id AND m.id = a.member_id WHERE a.workspace_id = ${w}`),
    people: await read(c.$queryRaw`
      SELECT name, tz, locale, is_admin, is_finance, is_active, hides_from_boards, first_day::text, last_day::text
      FROM member WHERE workspace_id = ${w}`),
    teams: await read(c.$queryRaw`
      SELECT name, region, tz, retired_on IS NULL AS is_there FROM team WHERE workspace_id = ${w}`),
    places: await read(c.$queryRaw`
      SELECT m.name, t.name AS team, a.role, a.region, a.from_date::text, a.to_date::text FROM assignment a
      JOIN member m ON m.workspace_id = a.workspace_id AND m.id = a.member_id
      LEFT JOIN team t ON t.workspace_id = a.workspace_id AND t.id = a.team_id WHERE a.workspace_id = ${w}`),
    leads: await read(c.$queryRaw`
      SELECT m.name, t.name AS team, l.from_date::text, l.to_date::text FROM team_lead l
      JOIN member m ON m.workspace_id = l.workspace_id AND m.id = l.member_id
      JOIN team t ON t.workspace_id = l.workspace_id AND t.id = l.team_id WHERE l.workspace_id = ${w}`),
    rates: await read(
      c.$queryRaw`SELECT currency, from_date::text, rate::text FROM exchange_rate WHERE workspace_id = ${w}`,
    ),
    holidays: await read(
      c.$queryRaw`SELECT region, date::text, name, is_workday FROM holiday WHERE workspace_id = ${w}`,
    ),
    workspace: await read(
      c.$queryRaw`SELECT locale, tz, currency, fiscal_year_start, playbook_version FROM workspace WHERE id = ${w}`,
    ),
    audit: await read(
      c.$queryRaw`SELECT action, count(*)::int AS times FROM audit_row WHERE workspace_id = ${w} GROUP BY action`,
    ),
    outbox: await read(
      c.$queryRaw`SELECT split_part(key, ':', 1) AS kind, channel, text FROM outbox WHERE workspace_id = ${w}`,
    ),
    // What was posted and stays; private answers may come once for each delivery.
    posted: sandbox.world.conversations
      .all()
      .flatMap(({ id: channel }) => sandbox.world.messages.history({ channel, ...ALL }))
      .filter((message) => message.botId !== undefined)
      .map((message) => plain({ text: message.text }, handles))
      .sort(),
  };
}

/** A row as text, with handles in place of Slack ids. */
function plain(row: Record<string, unknown>, handles: ReadonlyMap<string, string>): string {
  const text = JSON.stringify(row);
  return text.replace(/\b[UW][A-Z0-9]{8,}\b/g, (id) => `@${handles.get(id) ?? 'somebody'}`);
}
