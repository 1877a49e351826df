import { resolveStages } from '../kpi/metric.ts';
import { audit } from '../platform/audit.ts';
import { type Db, inTransaction, type Prisma, type Tx } from '../platform/db/index.ts';
import type { ActivityTypeInfo, MetricInfo, Playbook } from './playbook.ts';
import { metricSchema, stageSchema, typeSchema } from './rows.ts';
import type { Rubric } from './rubric.ts';
import type { StageInfo } from './stages.ts';

type Process = Pick<Playbook, 'stages' | 'types' | 'metrics'>;

/** A playbook in memory, and since when (milliseconds of the process). */
interface Kept {
  version: number;
  playbook: Promise<Playbook>;
  since: number;
}

/** Playbooks in memory, by database and workspace. A version never changes while a workspace is there, so that what is here is not stale. */
const kept = new WeakMap<Db, Map<string, Kept>>();
const KEEP_AT_MOST = 200;
/** An erased workspace that comes back counts its versions anew, and the other instances do not hear of it: they forget by time. */
const KEEP_MS = 60 * 60_000;

/**
 * The playbook of a workspace at the version that its row names (`WorkspaceInfo.playbookVersion`): from memory while the version is the
 * same. Who asks with an older version gets the newer one that is known already.
 */
export async function readPlaybook(db: Db, workspaceId: string, version: number): Promise<Playbook> {
  const memory = memoryOf(db);
  const known = memory.get(workspaceId);
  const since = performance.now();
  if (known !== undefined && known.version >= version && since - known.since < KEEP_MS) return known.playbook;
  const entry = { version, playbook: load(db, workspaceId, version), since };
  memory.delete(workspaceId);
  memory.set(workspaceId, entry);
  const [oldest] = memory.keys();
  if (memory.size > KEEP_AT_MOST && oldest !== undefined) memory.delete(oldest);
  // A failed read must not be remembered as the answer.
  entry.playbook.catch(() => memory.get(workspaceId) === entry && memory.delete(workspaceId));
  return entry.playbook;
}

/** Drops what is kept in memory of a workspace that was erased: if it comes back, its versions begin anew. */
export function forgetPlaybook(db: Db, workspaceId: string): void {
  memoryOf(db).delete(workspaceId);
}

function memoryOf(db: Db) {
  const found = kept.get(db);
  if (found !== undefined) return found;
  const made = new Map<string, Kept>();
  kept.set(db, made);
  return made;
}

async function load(db: Db, workspaceId: string, version: number): Promise<Playbook> {
  const process = await readProcess(db.client, workspaceId);
  // M-01: facts know their activity type; the stages of a filter are those of today's playbook.
  const metrics = process.metrics.map((metric) => ({
    ...metric,
    definition: resolveStages(metric.definition, process.types),
  }));
  return { version, ...process, metrics };
}

/** The stages, types and metrics that stand in the database now, in their order. */
export async function readProcess(
  from: Pick<Tx, 'stage' | 'activityType' | 'metric'>,
  workspaceId: string,
): Promise<Process> {
  const order = [{ sort: 'asc' as const }, { key: 'asc' as const }];
  const stages = await from.stage.findMany({ where: { workspaceId }, orderBy: order });
  const types = await from.activityType.findMany({ where: { workspaceId }, orderBy: order });
  const metrics = await from.metric.findMany({ where: { workspaceId }, orderBy: order });
  return {
    ...(stages.length === 0 ? {} : { stages: stages.map((row) => stageSchema.parse(row)) }),
    types: types.map((row) => typeSchema.parse(row)),
    metrics: metrics.map((row) => metricSchema.parse(row)),
  };
}

/** All writers of a playbook take turns per workspace. Answers with the version that holds now. */
export async function lockPlaybook(tx: Tx, workspaceId: string): Promise<number> {
  await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId} FOR UPDATE`;
  const row = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  return row.playbookVersion;
}

/**
 * Makes the playbook exactly this: rows that are not in it go. Raises the workspace's version and answers with it; undefined where it was
 * so already.
 */
export async function writeProcess(
  tx: Tx,
  workspaceId: string,
  { stages = [], types, metrics }: Process,
): Promise<number | undefined> {
  const keysOf = (things: readonly { key: string }[]) => things.map((one) => one.key);
  const gone = [
    await tx.stage.deleteMany({ where: { workspaceId, key: { notIn: keysOf(stages) } } }),
    await tx.activityType.deleteMany({ where: { workspaceId, key: { notIn: keysOf(types) } } }),
    await tx.metric.deleteMany({ where: { workspaceId, key: { notIn: keysOf(metrics) } } }),
  ];
  const written = [
    await writeStages(tx, workspaceId, stages),
    await writeTypes(tx, workspaceId, types),
    await writeMetrics(tx, workspaceId, metrics),
  ];
  if ([...written, ...gone.map(({ count }) => count)].every((count) => count === 0)) return undefined;
  const data = { playbookVersion: { increment: 1 } };
  return (await tx.workspace.update({ where: { id: workspaceId }, data })).playbookVersion;
}

/**
 * Writes the types and metrics of a playbook, in their order, and raises the workspace's version. Keys that are there already take the
 * given form, others stay. Doing it again with the same playbook changes nothing. Answers with the version that holds afterwards.
 */
export async function installPlaybook(
  db: Db,
  workspaceId: string,
  playbook: Pick<Playbook, 'types' | 'metrics'>,
  actorId: string | null = null,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId} FOR UPDATE`;
    const types = await writeTypes(tx, workspaceId, playbook.types);
    const metrics = await writeMetrics(tx, workspaceId, playbook.metrics);
    const raise = types + metrics > 0 ? 1 : 0;
    const row = await tx.workspace.update({
      where: { id: workspaceId },
      data: { playbookVersion: { increment: raise } },
    });
    const subject = `workspace:${workspaceId}`;
    const detail = { version: row.playbookVersion, types, metrics };
    if (raise > 0) await audit(tx, { workspaceId, actorId, action: 'playbook.installed', subject, detail });
    return row.playbookVersion;
  });
}

/** How many rows became different; so the others below. */
async function writeStages(tx: Tx, workspaceId: string, stages: readonly StageInfo[]): Promise<number> {
  const rows = stages.map((stage, sort) => ({ ...stage, is_retired: stage.isRetired, sort }));
  return tx.$executeRaw`
    INSERT INTO stage AS t (workspace_id, key, names, sort, is_retired)
    SELECT ${workspaceId}, g.key, g.names, g.sort, g.is_retired
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g(key text, names jsonb, sort int, is_retired boolean)
    ON CONFLICT (workspace_id, key) DO UPDATE SET names = excluded.names, sort = excluded.sort, is_retired = excluded.is_retired
    WHERE (t.names, t.sort, t.is_retired) IS DISTINCT FROM (excluded.names, excluded.sort, excluded.is_retired)`;
}

async function writeTypes(tx: Tx, workspaceId: string, types: readonly ActivityTypeInfo[]): Promise<number> {
  const rows: Prisma.InputJsonArray = types.map(
    ({ isRetired, aliases, ratingScale, rubric, ...type }, sort) => ({
      ...type,
      rating: type.rating ?? 'none',
      rating_scale: ratingScale ?? 5,
      rubric: rubric === undefined ? null : rubricJson(rubric),
      confirmed: type.confirmed ?? true,
      names: { ...type.names },
      aliases: [...aliases],
      is_retired: isRetired,
      sort,
    }),
  );
  return tx.$executeRaw`
    INSERT INTO activity_type AS t (workspace_id, key, stage, names, aliases, amount, customer, rating, rating_scale, rubric,
      confirmed, points, sort, is_retired)
    SELECT ${workspaceId}, g.key, g.stage, g.names, g.aliases, g.amount, g.customer, g.rating, g.rating_scale,
      g.rubric, g.confirmed, g.points, g.sort, g.is_retired
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g(key text, stage text, names jsonb, aliases text[],
      amount text, customer text, rating text, rating_scale int, rubric jsonb, confirmed boolean, points int, sort int, is_retired boolean)
    ON CONFLICT (workspace_id, key) DO UPDATE SET stage = excluded.stage, names = excluded.names, aliases = excluded.aliases,
      amount = excluded.amount, customer = excluded.customer, rating = excluded.rating, rating_scale = excluded.rating_scale,
      rubric = excluded.rubric, confirmed = excluded.confirmed, points = excluded.points, sort = excluded.sort, is_retired = excluded.is_retired
    WHERE (t.stage, t.names, t.aliases, t.amount, t.customer, t.rating, t.rating_scale, t.rubric, t.confirmed,
      t.points, t.sort, t.is_retired) IS DISTINCT FROM
      (excluded.stage, excluded.names, excluded.aliases, excluded.amount, excluded.customer, excluded.rating, excluded.rating_scale,
      excluded.rubric, excluded.confirmed, excluded.points, excluded.sort, excluded.is_retired)`;
}

const rubricJson = ({ criteria, grades, raters }: Rubric): Prisma.InputJsonObject => ({
  criteria: criteria.map((one) => ({ ...one })),
  grades: grades.map((one) => ({ ...one })),
  raters,
});

async function writeMetrics(tx: Tx, workspaceId: string, metrics: readonly MetricInfo[]): Promise<number> {
  const rows = metrics.map((metric, sort) => ({ ...metric, is_retired: metric.isRetired, sort }));
  return tx.$executeRaw`
    INSERT INTO metric AS t (workspace_id, key, names, aliases, definition, sort, is_retired)
    SELECT ${workspaceId}, g.key, g.names, g.aliases, g.definition, g.sort, g.is_retired
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g(key text, names jsonb, aliases text[], definition jsonb,
      sort int, is_retired boolean)
    ON CONFLICT (workspace_id, key) DO UPDATE SET names = excluded.names, aliases = excluded.aliases,
      definition = excluded.definition, sort = excluded.sort, is_retired = excluded.is_retired
    WHERE (t.names, t.aliases, t.definition, t.sort, t.is_retired) IS DISTINCT FROM
      (excluded.names, excluded.aliases, excluded.definition, excluded.sort, excluded.is_retired)`;
}
