import { randomUUID } from 'node:crypto';
import type { LocalDate } from '../../kpi/localDate.ts';
import { type Temporal, toDate } from '../../kpi/time.ts';
import { audit } from '../../platform/audit.ts';
import { type Db, inTransaction, type Tx, toDbDate } from '../../platform/db/index.ts';
import { enqueue, type Notice } from '../../platform/jobs/outbox.ts';
import { takeOnce } from '../../platform/once.ts';
import { type Experiment, MOST_EXPERIMENTS, type Outcome } from '../retro.ts';
import { experimentOf } from '../rows.ts';
import type { Act } from '../store.ts';

/** What teams try, and what came of it. */

/** So many are looked at by one tick. */
const AT_ONCE = 20;

type Reader = { client: Pick<Tx, 'retroExperiment'> };

/** Experiments of some retrospectives, or of a team; dropped ones are not among them. */
export async function experimentsOf(
  db: Reader,
  workspaceId: string,
  of: { retroIds: readonly string[] } | { teamIds: readonly string[] },
): Promise<Experiment[]> {
  const which =
    'retroIds' in of ? { retroId: { in: [...of.retroIds] } } : { teamId: { in: [...of.teamIds] } };
  const rows = await db.client.retroExperiment.findMany({
    where: { workspaceId, ...which, state: { not: 'dropped' } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map(experimentOf);
}

/** One that was not dropped; undefined where there is none of that id. */
export async function readExperiment(
  db: Reader,
  workspaceId: string,
  id: string,
): Promise<Experiment | undefined> {
  const row = await db.client.retroExperiment.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
  return row === null || row.state === 'dropped' ? undefined : experimentOf(row);
}

export type NewExperiment = Omit<Experiment, 'id' | 'state' | 'outcome'>;

export type Added =
  | { kind: 'added'; experiment: Experiment }
  | { kind: 'too many' }
  | { kind: 'gone' }
  | { kind: 'repeated' };

/** Keeps an experiment of a retrospective that decides, no more than two, audited. */
export async function addExperiment(
  db: Db,
  act: Act,
  wish: NewExperiment,
  now: Temporal.Instant,
): Promise<Added> {
  const { workspaceId, actorId } = act;
  const { retroId, from, until, ...plain } = wish;
  const outcome = await inTransaction(db, async (tx): Promise<Added> => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return { kind: 'repeated' };
    await tx.$queryRaw`SELECT 1 FROM retro WHERE workspace_id = ${workspaceId} AND id = ${retroId} FOR UPDATE`;
    const retro = await tx.retro.findUnique({ where: { workspaceId_id: { workspaceId, id: retroId } } });
    if (retro?.state !== 'deciding') return { kind: 'gone' };
    if (
      (await experimentsOf({ client: tx }, workspaceId, { retroIds: [retroId] })).length >= MOST_EXPERIMENTS
    )
      return { kind: 'too many' };
    const id = randomUUID();
    const dates = { fromDate: toDbDate(from), untilDate: toDbDate(until), at: toDate(now) };
    const row = await tx.retroExperiment.create({
      data: { workspaceId, id, retroId, ...plain, ...dates, state: 'running', actorId },
    });
    const detail = { metric: wish.metricKey, expected: wish.expected, until };
    await audit(tx, {
      workspaceId,
      actorId,
      action: 'experiment.added',
      subject: `experiment:${id}`,
      detail,
    });
    return { kind: 'added', experiment: experimentOf(row) };
  });
  await db.durable();
  return outcome;
}

/** Drops an experiment that runs, audited; undefined where it does not (any more). */
export async function dropExperiment(db: Db, act: Act, id: string): Promise<Experiment | undefined> {
  const { workspaceId, actorId } = act;
  const outcome = await inTransaction(db, async (tx) => {
    if (!(await takeOnce(tx, workspaceId, act.transportKey))) return undefined;
    const before = await readExperiment({ client: tx }, workspaceId, id);
    const changed = await tx.retroExperiment.updateMany({
      where: { workspaceId, id, state: 'running' },
      data: { state: 'dropped' },
    });
    if (changed.count === 0) return undefined;
    await audit(tx, {
      workspaceId,
      actorId,
      action: 'experiment.dropped',
      subject: `experiment:${id}`,
      detail: {},
    });
    return before;
  });
  await db.durable();
  return outcome;
}

/** Of a team: the experiments that were decided in retrospectives before a date, the latest retrospective's alone. */
export async function lastExperiments(
  db: Reader,
  workspaceId: string,
  teamId: string,
  before: LocalDate,
): Promise<Experiment[]> {
  const all = await experimentsOf(db, workspaceId, { teamIds: [teamId] });
  const earlier = all.filter(({ from }) => from <= before);
  const last = earlier.at(-1);
  return last === undefined ? [] : earlier.filter(({ retroId }) => retroId === last.retroId);
}

/** Experiments that run and whose last day is before a date, in all workspaces that are served; each with its workspace. */
export async function runningUntil(
  db: Db,
  date: LocalDate,
): Promise<{ workspaceId: string; experiment: Experiment }[]> {
  const rows = await db.client.$queryRaw<{ workspaceId: string; id: string }[]>`
    SELECT e.workspace_id AS "workspaceId", e.id FROM retro_experiment e
    JOIN workspace w ON w.id = e.workspace_id AND w.uninstalled_at IS NULL
    WHERE e.state = 'running' AND e.until_date < ${date}::date ORDER BY e.until_date, e.id LIMIT ${AT_ONCE}`;
  const found: { workspaceId: string; experiment: Experiment }[] = [];
  for (const { workspaceId, id } of rows) {
    const experiment = await readExperiment(db, workspaceId, id);
    if (experiment !== undefined) found.push({ workspaceId, experiment });
  }
  return found;
}

/** Writes down what came of an experiment, once, with what is told of it; audited. */
export async function finishExperiment(
  db: Db,
  workspaceId: string,
  id: string,
  outcome: Outcome,
  tell: readonly Notice[],
): Promise<boolean> {
  const isDone = await inTransaction(db, async (tx) => {
    const changed = await tx.retroExperiment.updateMany({
      where: { workspaceId, id, state: 'running' },
      data: { state: 'done', result: { ...outcome, interval: outcome.interval && [...outcome.interval] } },
    });
    if (changed.count === 0) return false;
    const detail = { verdict: outcome.verdict, change: outcome.change };
    const entry = { workspaceId, actorId: null, action: 'experiment.ended', subject: `experiment:${id}` };
    await audit(tx, { ...entry, detail });
    for (const notice of tell) await enqueue({ client: tx }, { workspaceId, ...notice });
    return true;
  });
  await db.durable();
  return isDone;
}
