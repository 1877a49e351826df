import { expect } from 'vitest';
import { askRaters, rate as rateWork, setPool } from '../../../src/activities/grading/writing/store.ts';
import type { Odd } from '../../../src/activities/odd/odd.ts';
import { keepAsked } from '../../../src/activities/odd/store.ts';
import { importActivities, record } from '../../../src/activities/store.ts';
import { confirmAmounts } from '../../../src/activities/trust/store.ts';
import { saveAnswer, saveChoice } from '../../../src/feedback/checkin/store.ts';
import { savePreference } from '../../../src/feedback/nudges/store.ts';
import { setMany } from '../../../src/goals/batch/store.ts';
import { addReviews } from '../../../src/goals/review/store.ts';
import { setTarget } from '../../../src/goals/store.ts';
import { addDays, localDate } from '../../../src/kpi/localDate.ts';
import { Temporal } from '../../../src/kpi/time.ts';
import { addAbsence, addHoliday, addPeople, changePerson } from '../../../src/people/store.ts';
import { type Db, Prisma } from '../../../src/platform/db/index.ts';
import { markerOf } from '../../../src/platform/jobs/mark.ts';
import { enqueue } from '../../../src/platform/jobs/outbox.ts';
import { claimRun, ensureSchedule, freeze, planOne, type Run } from '../../../src/platform/jobs/store.ts';
import { createSecrets } from '../../../src/platform/secrets/index.ts';
import { readyMade } from '../../../src/playbook/readyMade.ts';
import { installPlaybook } from '../../../src/playbook/store.ts';
import { earned } from '../../../src/recognition/badges/badge.ts';
import { changeBadges } from '../../../src/recognition/badges/store.ts';
import { giveKudos } from '../../../src/recognition/giving/store.ts';
import { saveValues } from '../../../src/recognition/values/store.ts';
import { READY_VALUES } from '../../../src/recognition/values/values.ts';
import { addImport, keepMapping } from '../../../src/transfer/store.ts';
import { closeByHand } from '../../../src/workspace/closed/store.ts';
import { erasedTables } from '../../../src/workspace/installations/erasure/tables.ts';
import { saveInstallation } from '../../../src/workspace/installations/store.ts';
import { requestData } from '../../../src/workspace/privacy/data/request/store.ts';
import { addRate, ensureWorkspace } from '../../../src/workspace/store.ts';
import { key } from '../../goals/given.ts';
import { freshWorkspaceId } from '../db.ts';
import { seedCampaigns } from './campaigned.ts';
import { seedCoaching } from './coached.ts';
import { seedEvaluations } from './evaluated.ts';
import { seedNames } from './named.ts';
import { seedPayouts } from './paid.ts';
import { seedRetros } from './retroed.ts';

/**
 * Two workspaces in one database that are alike to the last id: the second is a copy of the first, row by row, in which every word of
 * people bears a mark and every figure is huge. So each call for the first one brings ids of the second as well; where a statement forgets
 * the workspace, it changes the copy, or a mark or a huge figure comes back.
 */
export interface Twins {
  db: Db;
  /** The workspace that is worked for. */
  id: string;
  /** Its copy, which nobody may touch. */
  other: string;
  ids: { ana: string; bo: string; maya: string; west: string; east: string; spare: string };
  /** What was logged first: batch, fact. */
  batchId: string;
  factId: string;
  /** A deal with a reference, and what confirmed it. */
  dealId: string;
  confirmedId: string;
  /** A piece of work that Bo was asked to rate, and what he said. */
  ratingId: string;
  targetId: string;
  proposalId: string;
  /** Several targets that one act set. */
  targetBatchId: string;
  /** What is proposed because of a strategy. */
  reviewId: string;
  absenceId: string;
  changeId: string;
  /** A run that is built. */
  run: Run;
  /** A run that is being built. */
  open: Run;
  outboxId: string;
  kudosBatchId: string;
  valuesChangeId: string;
  /** Two campaigns, and what was decided about their budgets. */
  campaignIds: readonly string[];
  budgetBatchId: string;
  /** What put a name into a customer. */
  nameChangeId: string;
  /** Ana's next follow-up. */
  nextId: string;
}

export const secrets = createSecrets(['a key for tests of 32 characters ...']);
export const today = localDate('2026-11-23');
export const now = Temporal.Instant.from('2026-11-23T15:00:00Z');
export const week = { from: localDate('2026-11-16'), to: localDate('2026-11-30') };
/** Something odd that Ana was asked about. */
export const oddOne: Odd = {
  ...{ key: 'copies:call:2026-11-19', kind: 'copies', typeKey: 'call', date: localDate('2026-11-19') },
  ...{ facts: ['odd-1', 'odd-2', 'odd-3'], outOf: 3, minutes: 4 },
};
/** In every text of the copy. */
const MARK = '⟦other⟧';
/** No figure of the first workspace comes near it. */
const HUGE = 900_000_000;

/** A rating of the second line of a batch. */
export const ratingBy = (workspaceId: string, raterId: string, batchId: string, transportKey: string) => ({
  ...{ workspaceId, raterId, batchId, line: 1, transportKey, typeKey: 'call', comment: 'clear' },
  ...{ grades: [{ en: 'Insight', zh: '洞察', weight: 100, grade: 4 }], needed: 1, scale: 5 },
});

export const what = (quantity: bigint) => ({
  ...{ typeKey: 'call', localDate: today, quantity, amount: null, original: null },
  ...{ customer: 'Acme', channel: '', campaign: '', region: '', product: '', note: 'a note', shares: null },
});
export const frame = { today, period: null };
export const wish = (value: bigint) => ({
  ...{ value, state: 'set' as const, from: null, actorId: null, trigger: '' as const, reason: 'why' },
});
export const target = (memberId: string, metricKey = 'calls') => ({
  ...{ subject: { kind: 'member' as const, id: memberId }, metricKey, layer: 'official' as const },
  ...{ shape: { periodKind: 'week' as const, periodKey: null }, frame },
});
/** A strategy as a review of one target. */
export const newReview = ({ ids }: { ids: { ana: string; maya: string } }, key = 'strategy:new') => ({
  key,
  event: {
    ...({ kind: 'strategy', strategyId: 's1', title: 'More demos', text: '', from: today } as const),
    ...{ percent: 20, actorId: ids.maya },
  },
  recipients: [ids.maya],
  lines: [
    {
      ...{
        subject: { kind: 'member', id: ids.ana } as const,
        metricKey: 'calls',
        before: 5000n,
        after: 6000n,
      },
      ...{ periodKind: 'week' as const, periodKey: null, seq: 1 },
    },
  ],
});
export const installation = (workspaceId: string) => ({
  ...{ workspaceId, workspaceName: 'Northwind', enterpriseId: null, enterpriseName: null },
  ...{ appId: 'A1', botUserId: 'UBOT', botId: 'B1', scopes: ['commands'], installedBy: 'UMAYA' },
  tokens: { botToken: 'xoxb-1', refreshToken: 'xoxe-1-1', expiresAt: now },
});

const person = (handle: string, name: string, teamName: string | null, role: 'rep' | 'manager') => ({
  ...{ slackUserId: `U${handle.toUpperCase()}`, name, email: `${handle}@pacer.example` },
  ...{ tz: 'America/New_York', locale: 'en' as const, role, teamName, region: null },
  isAdmin: handle === 'maya',
});

/** Makes both workspaces, with something in every table. */
export async function makeTwins(db: Db): Promise<Twins> {
  const [id, other] = [freshWorkspaceId(), freshWorkspaceId()];
  await ensureWorkspace(db, { id, name: 'Northwind' });
  await installPlaybook(db, id, readyMade);
  await db.client.stage.create({
    data: { workspaceId: id, key: 'lead', names: { en: 'Leads', zh: '线索' } },
  });
  const people = [
    person('ana', 'Ana Torres', 'West', 'rep'),
    person('bo', 'Bo Lindqvist', 'West', 'rep'),
    person('maya', 'Maya Okafor', 'West', 'manager'),
  ];
  const team = (name: string) => ({ name, region: 'Americas', leadEmailsOrSlackIds: ['maya@pacer.example'] });
  const { memberIds, teamIds } = await addPeople(
    db,
    id,
    people,
    [team('West'), team('East'), team('Spare')],
    localDate('2026-01-01'),
  );
  const ids = {
    ana: memberIds.get('UANA') ?? '',
    bo: memberIds.get('UBO') ?? '',
    maya: memberIds.get('UMAYA') ?? '',
    west: teamIds.get('West') ?? '',
    east: teamIds.get('East') ?? '',
    spare: teamIds.get('Spare') ?? '',
  };
  const settled = await settle(db, id, ids);
  await copyOf(db, id, other);
  return { db, id, other, ids, ...settled };
}

async function settle(db: Db, id: string, ids: Twins['ids']) {
  const logged = await record(db, {
    ...{ workspaceId: id, actorId: ids.ana, memberId: ids.ana, transportKey: 'trigger:1', origin: 'slash' },
    lines: [what(300n), what(200n), { ...what(100n), typeKey: 'deal', amount: 900n, ref: 'A-1' }],
  });
  const activityIds = [logged.activities[2]?.id ?? ''];
  const confirmed = await confirmAmounts(db, {
    workspaceId: id,
    actorId: ids.maya,
    transportKey: 'trigger:confirm',
    activityIds,
  });
  const piece = { batchId: logged.activities[1]?.batchId ?? '', line: 1 };
  await askRaters(db, {
    ...{ ...piece, workspaceId: id, actorId: ids.maya, transportKey: 'trigger:ask', raterIds: [ids.bo] },
  });
  await setPool(db, {
    ...{ workspaceId: id, actorId: ids.maya, transportKey: 'trigger:pool', teamId: ids.west },
    memberIds: [ids.bo],
  });
  const rated = await rateWork(db, ratingBy(id, ids.bo, piece.batchId, 'trigger:rate'));
  const imported = { ...what(100n), memberId: ids.bo, externalId: 'ext-0' };
  await importActivities(db, id, ids.maya, [imported]);
  const set = await setTarget(db, {
    ...{ workspaceId: id, transportKey: 'trigger:2', ...target(ids.ana) },
    wish: wish(5000n),
  });
  const proposed = await setTarget(db, {
    ...{ workspaceId: id, transportKey: 'trigger:3', ...target(ids.bo) },
    wish: { ...wish(4000n), state: 'proposed', actorId: ids.bo },
  });
  const demos = { ...target(ids.bo, 'demos'), wish: wish(700n) };
  const many = await setMany(
    db,
    { workspaceId: id, transportKey: 'trigger:4', actorId: ids.maya, changes: [demos] },
    () => [],
  );
  const [review] = await addReviews(db, id, [newReview({ ids }, 'strategy:old')], () => []);
  await db.client.targetWatch.create({ data: { workspaceId: id, nextAt: new Date('2030-01-01') } });
  for (const [strategyId, state] of [
    ['s1', 'proposed'],
    ['s3', 'draft'],
    ['s5', 'draft'],
  ] as const)
    await db.client.strategy.create({
      data: {
        ...{ workspaceId: id, id: strategyId, title: 'More demos', fromDate: new Date('2026-12-01'), state },
        ...{ metricKeys: ['demos'], teamIds: [ids.west], actorId: ids.maya, percent: 20 },
      },
    });
  const away = { memberId: ids.ana, firstDate: localDate('2026-12-24'), lastDate: localDate('2026-12-31') };
  const absence = await addAbsence(db, id, ids.ana, { ...away, part: 'full', note: 'family' });
  const days = { today, sinceMonday: today };
  const change = await changePerson(db, id, ids.maya, ids.bo, { from: today, weekdays: [1, 2, 3] }, days);
  await addHoliday(db, id, null, {
    region: '',
    date: localDate('2026-12-25'),
    name: 'Xmas',
    isWorkday: false,
  });
  const rate = { currency: 'EUR', fromDate: localDate('2026-11-01'), rate: '1.08', source: 'ECB' };
  await addRate(db, id, ids.maya, rate);
  const said = {
    memberId: ids.ana,
    week: key('2026-W47'),
    metricKey: 'revenue',
    periodKey: key('2026-11'),
    sure: 3,
  };
  await saveAnswer(db, id, { ...said, way: 'two deals slipped' }, { transportKey: 'trigger:5', now });
  const chooser = { kind: 'member', id: ids.ana } as const;
  await saveChoice(
    db,
    id,
    chooser,
    { metrics: ['revenue'] },
    { actorId: ids.ana, transportKey: 'trigger:6' },
  );
  const moment = { weekday: 1, localTime: '09:00', zone: 'UTC' } as const;
  await ensureSchedule(db, { workspaceId: id, teamId: ids.west, kind: 'weekly-feedback', moment }, now);
  await planOne(db, id, ids.west, 'weekly-feedback', now);
  await db.client.reportChoice.create({
    data: { workspaceId: id, teamId: ids.west, kind: 'digest', leftOut: [ids.ana] },
  });
  const run = await claimRun(db);
  if (run === undefined || !absence.ok || !change.ok) throw new Error('the seed did not take');
  const message = {
    key: 'report',
    channel: 'C1',
    text: 'A report',
    blocks: [],
    ...{ locale: 'en' as const, image: null, imageAlt: '' },
  };
  await freeze(db, run, [message]);
  await db.client.outbox.updateMany({ where: { workspaceId: id }, data: { state: 'sending' } });
  await planOne(db, id, ids.west, 'weekly-feedback', now.subtract({ hours: 24 * 7 }));
  const open = await claimRun(db);
  if (open === undefined) throw new Error('the second run was not planned');
  await enqueue(db, { workspaceId: id, key: 'notice', channel: 'UANA', reply: { text: 'A notice' } });
  const event = { workspaceId: id, id: 'Ev1', name: 'user_change', event: { type: 'user_change' } };
  await db.client.inbox.create({ data: event });
  await db.client.teamParent.create({
    data: { workspaceId: id, teamId: ids.spare, fromDate: new Date('2026-01-01'), parentId: ids.east },
  });
  const sheet = { sheet: null, others: [], headerRow: 1, headers: ['Date'], samples: [] };
  const plan = { ...sheet, columns: { date: 0 }, fixed: {}, order: null };
  const file = {
    id: 'import-0',
    actorId: ids.maya,
    slackUserId: 'UMAYA',
    fileId: 'F1',
    fileUrl: '',
    fileName: 'a.csv',
  };
  await addImport(db, id, { ...file, plan, kind: 'activities' }, 'trigger:import');
  await keepMapping(db, id, ids.maya, 'date|type', {
    kind: 'activities',
    columns: { date: 'Date' },
    order: null,
  });
  await db.client.directoryCheck.create({ data: { workspaceId: id, nextAt: new Date('2030-01-01') } });
  await saveInstallation(db, secrets, installation(id), now);
  await seedEvaluations(db, id, ids);
  await seedPayouts(db, id, ids);
  await seedRetros(db, id, ids);
  const year = { from: localDate('2020-01-01'), to: localDate('2021-01-01') };
  const byMaya = { workspaceId: id, actorId: ids.maya, transportKey: 'trigger:close' };
  await closeByHand(db, byMaya, { id: 'period:2020', name: '2020', range: year });
  const actor = { workspaceId: id, actorId: ids.ana, transportKey: 'trigger:nudge' };
  await savePreference(db, actor, { muted: [], hour: '16:00', quietFrom: '19:00', quietTo: '08:00' });
  const nudged = { workspaceId: id, memberId: ids.ana };
  await db.client.nudgeClock.create({ data: { ...nudged, nextAt: new Date('2030-01-01') } });
  const about = { ...nudged, key: 'silent:2026-11-23', kind: 'silent', localDate: new Date('2026-11-23') };
  await db.client.nudge.create({ data: about });
  await keepAsked(db, { ...nudged, askedOn: today, isQuiet: false }, oddOne);
  await seedCoaching(db, id, ids);
  const thanks = await giveKudos(
    db,
    {
      ...{
        workspaceId: id,
        giverId: ids.ana,
        receiverIds: [ids.bo],
        reason: 'helped with Acme',
        channel: null,
      },
      ...{ valueKey: 'teamwork', today, now, transportKey: 'trigger:kudos' },
    },
    () => [],
  );
  await requestData(db, { workspaceId: id, memberId: ids.ana, slackUserId: 'UANA' }, today);
  const oneYear = earned({ from: today, to: addDays(today, 1) }, { kind: 'membership', years: 1 });
  await changeBadges(db, { workspaceId: id, memberId: ids.ana }, { grant: [oneYear], withdraw: [] }, now);
  await db.client.badgeClock.create({ data: { ...nudged, nextAt: new Date('2030-01-01') } });
  const byAdmin = { workspaceId: id, actorId: ids.maya, transportKey: 'trigger:values' };
  const valuesChangeId = (await saveValues(db, byAdmin, READY_VALUES, READY_VALUES)) ?? '';
  const campaigns = await seedCampaigns(db, id, ids);
  const named = await seedNames(db, id, ids);
  await markerOf(db, id);
  const sent = await db.client.outbox.findFirstOrThrow({ where: { workspaceId: id, key: 'report' } });
  return {
    ...{ batchId: logged.activities[0]?.batchId ?? '', factId: logged.activities[0]?.id ?? '' },
    ...{ dealId: activityIds[0] ?? '', confirmedId: confirmed.batchId },
    ratingId: rated.status === 'rated' ? rated.ratingId : '',
    ...{ targetId: set.target.id, proposalId: proposed.target.id, absenceId: absence.value.id },
    reviewId: review?.id ?? '',
    targetBatchId: many.kind === 'written' ? many.batchId : '',
    ...{ changeId: change.value.id, run, open, outboxId: sent.id },
    ...{ kudosBatchId: thanks.kind === 'given' ? (thanks.kudos[0]?.batchId ?? '') : '', valuesChangeId },
    ...campaigns,
    ...named,
  };
}

/** Columns whose content is not what the copy has in common with its original. */
const words = new Set([
  ...['member.name', 'member.email', 'team.name', 'team.region', 'activity.note', 'activity.customer'],
  ...['target_version.reason', 'absence.note', 'holiday.name', 'exchange_rate.source', 'outbox.text'],
  ...[
    'target_review.reason',
    'checkin_answer.way',
    'coaching_flag.comment',
    'strategy.title',
    'strategy.text',
  ],
  ...['report_run.error', 'people_change.subject', 'assignment.region', 'workspace.name'],
  ...['rubric_rating.comment', 'import_run.file_name'],
  'rubric_rating.comment',
  ...['evaluation_cycle.name', 'card_template.name', 'cycle_member.self_text', 'evaluation_answer.text'],
  ...['score_adjustment.reason', 'evaluation_snapshot.sha256', 'closed_dates.name'],
  ...['kudos.reason', 'campaign_name.name', 'campaign.channel', 'budget_decision.reason'],
  ...['customer_name.name', 'customer_change.name', 'customer_follow_up.note', 'customer_follow_up.customer'],
  ...['retro.channel', 'retro_experiment.text', 'retro_bag.key'],
]);
const lists = new Set(['peer_answer.texts']);
const figures = new Set([
  ...['activity.quantity', 'daily_rollup.count', 'daily_rollup.amount', 'daily_rollup.entries'],
  ...['target_version.value', 'target_version.commit', 'exchange_rate.rate'],
  ...['strategy.percent', 'campaign_budget.amount', 'retro_experiment.expected'],
]);

async function copyOf(db: Db, id: string, other: string): Promise<void> {
  for (const table of ['workspace', ...erasedTables.toReversed()]) {
    if (table === 'installation') continue;
    const key = table === 'workspace' ? 'id' : 'workspace_id';
    const columns = await db.client.$queryRaw<{ name: string }[]>`
      SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ${table}`;
    const names = columns.map(({ name }) => name);
    const values = names.map((name) => {
      if (name === key) return Prisma.sql`${other}`;
      if (words.has(`${table}.${name}`)) return Prisma.sql`${Prisma.raw(`"${name}"`)} || ${MARK}`;
      if (lists.has(`${table}.${name}`))
        return Prisma.sql`${Prisma.raw(`"${name}"`)} || ARRAY[${MARK}::text]`;
      if (figures.has(`${table}.${name}`))
        return Prisma.sql`${Prisma.raw(`"${name}"`)} + ${Prisma.raw(String(HUGE))}`;
      return Prisma.raw(`"${name}"`);
    });
    await db.client.$executeRaw`
      INSERT INTO ${Prisma.raw(table)} (${Prisma.raw(names.map((name) => `"${name}"`).join(', '))})
      SELECT ${Prisma.join(values)} FROM ${Prisma.raw(table)} WHERE ${Prisma.raw(key)} = ${id}`;
  }
  const own = { ...installation(other), workspaceName: `Northwind${MARK}` };
  const tokens = { ...own.tokens, botToken: `xoxb-${MARK}`, refreshToken: 'xoxe-1-1' };
  await saveInstallation(db, secrets, { ...own, tokens }, now);
}

/** Every row of a workspace, as text, by table. */
export async function rowsOf(db: Db, workspaceId: string): Promise<Record<string, string>> {
  const parts = ['workspace', ...erasedTables].map((table) => {
    const key = Prisma.raw(table === 'workspace' ? 'id' : 'workspace_id');
    return Prisma.sql`SELECT ${table} AS name, string_agg(t::text, E'\n' ORDER BY t::text) AS rows
      FROM ${Prisma.raw(table)} t WHERE t.${key} = ${workspaceId}`;
  });
  const found = await db.client.$queryRaw<{ name: string; rows: string | null }[]>(
    Prisma.join(parts, ' UNION ALL '),
  );
  return Object.fromEntries(found.map(({ name, rows }) => [name, rows ?? '']));
}

/** Fails where something of the copy stands in what a call answered. */
export function expectOwn(answer: unknown, name: string): void {
  if (typeof answer === 'string')
    expect(answer, `${name} answers with words of another workspace`).not.toContain(MARK);
  else if (typeof answer === 'bigint' || typeof answer === 'number')
    expect(answer < HUGE, `${name} answers with figures of another workspace`).toBe(true);
  else if (answer instanceof Map || answer instanceof Set || Array.isArray(answer))
    for (const part of answer) expectOwn(part, name);
  else if (
    typeof answer === 'object' &&
    answer !== null &&
    !(answer instanceof Date) &&
    !('epochMilliseconds' in answer)
  )
    for (const part of Object.values(answer)) expectOwn(part, name);
}
