import { z } from 'zod';
import { verifyRollup } from '../../../src/activities/store.ts';
import type { Office } from '../../support/office.ts';
import { evaluationsIn, filesIn, weeklyIn } from './furtherEffects.ts';

/** All that an office has come to hold, without ids and moments, so that two offices can be compared. */

const ALL = { oldest: '0', latest: '9999999999.999999', inclusive: true, limit: 10_000 };
const rows = z.array(z.record(z.string(), z.unknown()));

/** What each table says, by words that two offices share. */
export async function effectsOf(office: Office) {
  const { db, workspaceId: w, sandbox, slackIds } = office;
  const names = new Map([
    ...Object.entries(slackIds).map(([handle, id]) => [id, `@${handle}`] as const),
    ...sandbox.world.conversations.all().map((one) => [one.id, `#${'name' in one ? one.name : ''}`] as const),
  ]);
  const read: Read = async (work) =>
    rows
      .parse(await work)
      .map((row) => plain(row, names))
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
    ...(await reportsIn(office, read)),
    ...(await rewardsIn(office, read)),
    ...(await campaignsIn(office, read)),
    ...(await customersIn(office, read)),
    ...(await talksIn(office, read)),
    ...(await evaluationsIn(office, read)),
    ...(await weeklyIn(office, read)),
    ...(await filesIn(office, read)),
    oddEntries: await read(c.$queryRaw`
      SELECT m.name, o.kind, o.type_key, o.answer, o.note FROM odd_entry o
      JOIN member m ON m.workspace_id = o.workspace_id AND m.id = o.member_id WHERE o.workspace_id = ${w}`),
    outbox: await read(
      c.$queryRaw`SELECT split_part(key, ':', 1) AS kind, channel, text FROM outbox WHERE workspace_id = ${w}`,
    ),
    // What was posted and stays; private answers may come once for each delivery.
    posted: sandbox.world.conversations
      .all()
      .flatMap(({ id: channel }) => sandbox.world.messages.history({ channel, ...ALL }))
      .filter((message) => message.botId !== undefined)
      .map((message) => plain({ text: message.text }, names))
      .sort(),
  };
}

export type Read = (work: Promise<unknown>) => Promise<string[]>;

/** When reports come, and which came. */
async function reportsIn({ db: { client: c }, workspaceId: w }: Office, read: Read) {
  return {
    choices: await read(c.$queryRaw`
      SELECT t.name, r.kind, weekday, local_time, zone, r.channel_id, locale, measure, places, is_on, paused_until::text
      FROM report_choice r JOIN team t ON t.workspace_id = r.workspace_id AND t.id = r.team_id WHERE r.workspace_id = ${w}`),
    schedules: await read(c.$queryRaw`
      SELECT t.name, s.kind, weekday, local_time, zone, enabled, next_due_at::text
      FROM schedule s JOIN team t ON t.workspace_id = s.workspace_id AND t.id = s.team_id WHERE s.workspace_id = ${w}`),
    runs: await read(c.$queryRaw`
      SELECT kind, period_key, state, on_demand, schedule_id LIKE '%:copy:%' AS is_copy FROM report_run WHERE workspace_id = ${w}`),
  };
}

/** Bonuses and rewards. */
async function rewardsIn({ db: { client: c }, workspaceId: w }: Office, read: Read) {
  return {
    plans: await read(c.$queryRaw`
      SELECT name, version, state, from_date::text FROM bonus_plan WHERE workspace_id = ${w}`),
    payouts: await read(c.$queryRaw`
      SELECT r.name, r.state, m.name AS approver FROM payout_run r
      LEFT JOIN member m ON m.workspace_id = r.workspace_id AND m.id = r.approved_by_id WHERE r.workspace_id = ${w}`),
    disputes: await read(c.$queryRaw`
      SELECT m.name, d.line, d.text, d.state, d.settlement, d.correction::text FROM payout_dispute d
      JOIN member m ON m.workspace_id = d.workspace_id AND m.id = d.member_id WHERE d.workspace_id = ${w}`),
    rewards: await read(c.$queryRaw`
      SELECT name, points, minor::text, stock, is_offered FROM reward_item WHERE workspace_id = ${w}`),
    rewardBudgets: await read(c.$queryRaw`
      SELECT minor::text, currency FROM reward_budget WHERE workspace_id = ${w}`),
    grants: await read(c.$queryRaw`
      SELECT m.name, g.points, g.reason FROM reward_grant g
      JOIN member m ON m.workspace_id = g.workspace_id AND m.id = g.member_id WHERE g.workspace_id = ${w}`),
    badges: await read(c.$queryRaw`
      SELECT m.name, b.key, b.withdrawn_at IS NULL AS stands FROM badge b
      JOIN member m ON m.workspace_id = b.workspace_id AND m.id = b.member_id WHERE b.workspace_id = ${w}`),
    paidBadges: await read(c.$queryRaw`
      SELECT p.name, m.name AS whose, b.key, r.name AS run FROM payout_badge b
      JOIN bonus_plan p ON p.workspace_id = b.workspace_id AND p.id = b.plan_id AND p.version = 1
      JOIN payout_run r ON r.workspace_id = b.workspace_id AND r.id = b.run_id
      JOIN member m ON m.workspace_id = b.workspace_id AND m.id = b.member_id WHERE b.workspace_id = ${w}`),
    clawbacks: await read(c.$queryRaw`
      SELECT m.name, b.line, b.minor::text, b.taken::text, b.reason FROM payout_clawback b
      JOIN member m ON m.workspace_id = b.workspace_id AND m.id = b.member_id WHERE b.workspace_id = ${w}`),
    thanks: await read(c.$queryRaw`
      SELECT g.name AS giver, r.name AS receiver, k.reason, k.value_key, k.counts, k.undone_at IS NULL AS stands FROM kudos k
      JOIN member g ON g.workspace_id = k.workspace_id AND g.id = k.giver_id
      JOIN member r ON r.workspace_id = k.workspace_id AND r.id = k.receiver_id WHERE k.workspace_id = ${w}`),
    orders: await read(c.$queryRaw`
      SELECT m.name, o.name AS what, o.state, o.reason, o.is_alone FROM reward_order o
      JOIN member m ON m.workspace_id = o.workspace_id AND m.id = o.member_id WHERE o.workspace_id = ${w}`),
  };
}

async function campaignsIn({ db: { client: c }, workspaceId: w }: Office, read: Read) {
  return {
    campaigns: await read(c.$queryRaw`
      SELECT n.name, n.is_main, c.channel, c.region, c.from_date::text, c.to_date::text, c.is_undone, c.expected_leads
      FROM campaign c LEFT JOIN campaign_name n ON n.workspace_id = c.workspace_id AND n.campaign_id = c.id WHERE c.workspace_id = ${w}`),
    budgets: await read(c.$queryRaw`
      SELECT n.name, b.amount::text, b.from_date::text FROM campaign_budget b
      LEFT JOIN campaign_name n ON n.workspace_id = b.workspace_id AND n.campaign_id = b.campaign_id AND n.is_main WHERE b.workspace_id = ${w}`),
    changes: await read(c.$queryRaw`
      SELECT undone_at IS NOT NULL AS is_undone, before IS NULL AS is_new FROM campaign_change WHERE workspace_id = ${w}`),
    moves: await read(c.$queryRaw`
      SELECT kind, proposed::text, amount::text, reason, undone_at IS NOT NULL AS is_undone FROM budget_decision WHERE workspace_id = ${w}`),
  };
}

/** Names of customers, and when somebody wants to speak with them next. */
async function customersIn({ db: { client: c }, workspaceId: w }: Office, read: Read) {
  return {
    customerNames: await read(c.$queryRaw`
      SELECT name_key, customer_key, name FROM customer_name WHERE workspace_id = ${w}`),
    customerChanges: await read(c.$queryRaw`
      SELECT kind, customer_key, name, undone_at IS NOT NULL AS is_undone FROM customer_change WHERE workspace_id = ${w}`),
    followUps: await read(c.$queryRaw`
      SELECT m.name, f.customer_key, f.due::text, f.note, f.ended FROM customer_follow_up f
      JOIN member m ON m.workspace_id = f.workspace_id AND m.id = f.member_id WHERE f.workspace_id = ${w}`),
  };
}

const written = z.array(z.looseObject({ kind: z.string(), text: z.string(), votes: z.number().nullish() }));
/** What was written, without the ids by which each office knows it. */
const texts = (json: unknown): string[] =>
  written
    .parse(json)
    .map(({ kind, text, votes }) => `${kind}: ${text} (${votes ?? 0})`)
    .sort();

/** Retrospectives and coaching. */
async function talksIn({ db: { client: c }, workspaceId: w }: Office, read: Read) {
  const where = { workspaceId: w };
  const [retros, bags] = [await c.retro.findMany({ where }), await c.retroBag.findMany({ where })];
  return {
    retros: retros
      .map(({ periodKey, state, contributions }) =>
        JSON.stringify({ periodKey, state, texts: texts(contributions) }),
      )
      .sort(),
    bags: bags
      .map(({ items, marks, ballots }) =>
        JSON.stringify({
          ...{ texts: texts(items), marks: Object.values(marks ?? {}).flat().length },
          ballots: Object.keys(ballots ?? {}).length,
        }),
      )
      .sort(),
    experiments: await read(c.$queryRaw`
      SELECT m.name, e.text, e.metric_key, e.expected, e.until_date::text, e.state FROM retro_experiment e
      JOIN member m ON m.workspace_id = e.workspace_id AND m.id = e.owner_id WHERE e.workspace_id = ${w}`),
    flags: await read(c.$queryRaw`
      SELECT metric_key, week, comment, seen_at IS NOT NULL AS is_seen FROM coaching_flag WHERE workspace_id = ${w}`),
    coachingPlans: await read(c.$queryRaw`
      SELECT m.name, p.metric_key, p.option_key, p.starts_on::text, p.ends_on::text, p.note, p.state, p.reason FROM coaching_plan p
      JOIN member m ON m.workspace_id = p.workspace_id AND m.id = p.member_id WHERE p.workspace_id = ${w}`),
    coachingOptions: await read(c.$queryRaw`
      SELECT kind, names, is_retired FROM coaching_option WHERE workspace_id = ${w}`),
  };
}

/** A row as text, with handles and channels' names in place of Slack ids. */
function plain(row: Record<string, unknown>, names: ReadonlyMap<string, string>): string {
  const text = JSON.stringify(row);
  return text.replace(/\b[UWCDG][A-Z0-9]{8,}\b/g, (id) => names.get(id) ?? '@somebody');
}
