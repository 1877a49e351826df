import { randomUUID } from 'node:crypto';
import { addDays } from '../../kpi/localDate.ts';
import { fail, ok, type Result } from '../../kpi/result.ts';
import { isTimeZone, localDateOf, type Temporal } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx, toDbDate } from '../../platform/db/index.ts';
import type { SlackPerson } from '../../platform/slack.ts';
import { localeOf } from '../../platform/words.ts';
import { becomesAdmin, type MemberChange } from '../joining.ts';

/** Reps enter up to 14 days back (P-05): that far a first stay reaches, so that no early fact is without one. */
const DAYS_BACK = 14;

/**
 * The member behind a Slack user; at the first contact a rep without a team (`mayJoin` says who may). Somebody known keeps what is
 * stored; who was deactivated and is active in Slack again is active again. Safe against two first contacts at once.
 */
export async function ensureMember(
  db: Db,
  workspaceId: string,
  person: SlackPerson,
  now: Temporal.Instant,
): Promise<string> {
  const where = { workspaceId_slackUserId: { workspaceId, slackUserId: person.id } };
  return inTransaction(db, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    const known = await tx.member.findUnique({ where });
    if (known === null) return join(tx, workspaceId, person, now);
    if (!known.isActive && person.isActive) {
      await tx.member.update({ where, data: { isActive: true } });
      await note(tx, workspaceId, null, 'member.returned', known.id, {});
    }
    return known.id;
  });
}

async function join(
  tx: Tx,
  workspaceId: string,
  person: SlackPerson,
  now: Temporal.Instant,
): Promise<string> {
  const id = randomUUID();
  const tz = isTimeZone(person.tz) ? person.tz : 'UTC';
  const isAdmin = becomesAdmin(person, await hasAdministrator(tx, workspaceId));
  const { name, email, isActive } = person;
  const locale = localeOf(person.locale);
  await tx.member.create({
    data: { workspaceId, id, slackUserId: person.id, name, email, tz, locale, isAdmin, isActive },
  });
  const fromDate = toDbDate(addDays(localDateOf(now, tz), -DAYS_BACK));
  await tx.assignment.create({ data: { workspaceId, memberId: id, fromDate, role: 'rep' } });
  await note(tx, workspaceId, null, 'member.joined', id, { isAdmin });
  return id;
}

/** Whether the workspace has an active administrator, besides one. */
export async function hasAdministrator(
  from: Pick<Tx, 'member'>,
  workspaceId: string,
  besides = '',
): Promise<boolean> {
  const where = { workspaceId, isAdmin: true, isActive: true, NOT: { id: besides } };
  return (await from.member.findFirst({ where })) !== null;
}

/** Makes somebody the first administrator; false where there is one already. The caller has asked Slack who they are. */
export async function claimAdministration(db: Db, workspaceId: string, memberId: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    if (await hasAdministrator(tx, workspaceId)) return false;
    await tx.member.update({
      where: { workspaceId_id: { workspaceId, id: memberId } },
      data: { isAdmin: true },
    });
    await note(tx, workspaceId, memberId, 'member.administrator', memberId, {});
    return true;
  });
}

/** Changes a member, audited with before and after. The last administrator cannot step down: nobody could appoint another. */
export async function updateMember(
  db: Db,
  workspaceId: string,
  actorId: string | null,
  memberId: string,
  change: MemberChange,
): Promise<Result<undefined, { readonly kind: 'no member' } | { readonly kind: 'last administrator' }>> {
  const where = { workspaceId_id: { workspaceId, id: memberId } };
  return inTransaction(db, async (tx) => {
    await lockWorkspace(tx, workspaceId);
    const before = await tx.member.findUnique({ where });
    if (before === null) return fail({ kind: 'no member' });
    if (before.isAdmin && change.isAdmin === false && !(await hasAdministrator(tx, workspaceId, memberId))) {
      return fail({ kind: 'last administrator' });
    }
    const { firstDay, lastDay, ...columns } = change;
    const dates = {
      ...(firstDay === undefined ? {} : { firstDay: firstDay === null ? null : toDbDate(firstDay) }),
      ...(lastDay === undefined ? {} : { lastDay: lastDay === null ? null : toDbDate(lastDay) }),
    };
    const after = await tx.member.update({ where, data: { ...columns, ...dates } });
    const detail = differences(before, after);
    if (Object.keys(detail).length === 0) return ok(undefined);
    await note(tx, workspaceId, actorId, 'member.changed', memberId, detail);
    return ok(undefined);
  });
}

/** Takes the rights of somebody who left Slack, at once; what they did stays. False where they are unknown or inactive. */
export async function deactivate(db: Db, workspaceId: string, slackUserId: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const where = { workspaceId, slackUserId, isActive: true };
    const known = await tx.member.findFirst({ where });
    const done = await tx.member.updateMany({ where, data: { isActive: false } });
    if (known === null || done.count === 0) return false;
    await note(tx, workspaceId, null, 'member.deactivated', known.id, {});
    return true;
  });
}

/** All writers of people take turns per workspace: small, rare transactions, and no race between them. */
export async function lockWorkspace(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId} FOR UPDATE`;
}

function differences(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, string> {
  const shown = (value: unknown) =>
    value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '–');
  const changed = Object.keys(after).filter((key) => shown(before[key]) !== shown(after[key]));
  return Object.fromEntries(changed.map((key) => [key, `${shown(before[key])} → ${shown(after[key])}`]));
}

const note = (
  tx: Tx,
  workspaceId: string,
  actorId: string | null,
  action: string,
  memberId: string,
  detail: Record<string, string | boolean>,
) => audit(tx, { workspaceId, actorId, action, subject: `member:${memberId}`, detail });
