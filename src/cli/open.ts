import { type Config, describeProblems, readConfig, secretsOf } from '../config.ts';
import { serveWorkspaces } from '../install.ts';
import { Temporal } from '../kpi/time.ts';
import { createCharts } from '../platform/charts/index.ts';
import { type Db, DbProblem, openDb } from '../platform/db/index.ts';
import { createLog } from '../platform/log.ts';
import { findSandbox, type SandboxAddress } from '../platform/sandbox/address.ts';
import { SandboxProblem, startSandboxProcess } from '../platform/sandbox/start.ts';
import type { Deps, WorkspaceInfo } from '../platform/slice.ts';
import { listWorkspaceIds, readWorkspace } from '../workspace/store.ts';

/** What a command works with: the same database as the running app, or its own for the time of its run. */
export interface Bench {
  deps: Deps;
  db: Db;
  workspace: WorkspaceInfo;
  /** In sandbox mode: the workspace on this machine. */
  sandbox: SandboxAddress | undefined;
  say(text: string): void;
}

/** Trouble that a command explains to the person who typed it; the process ends with code 1 (or 2 for wrong words). */
export class CommandProblem extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function settings(): Config {
  const read = readConfig(process.env);
  if (!read.ok) throw new CommandProblem(`These settings do not fit:\n${describeProblems(read.problem)}`);
  return read.value;
}

/** Runs a command that needs only the database. */
export async function withDb(work: (db: Db, say: (text: string) => void) => Promise<void>): Promise<void> {
  await ending(async () => {
    const config = settings();
    const db = await openDb({
      databaseUrl: config.databaseUrl,
      dataDir: config.dataDir,
      role: 'command',
      log: createLog('warn', secretsOf(config)),
    });
    try {
      await work(db, say);
    } finally {
      await db.close();
    }
  });
}

/**
 * Runs a command that also speaks to Slack; in sandbox mode a sandbox that does not run is started for the time. `wanted`: id or name of the
 * workspace, where the app serves many.
 */
export async function withApp(work: (bench: Bench) => Promise<void>, wanted?: string): Promise<void> {
  await ending(async () => {
    const config = settings();
    const log = createLog(process.env['LOG_LEVEL'] ?? 'warn', secretsOf(config));
    const db = await openDb({
      databaseUrl: config.databaseUrl,
      dataDir: config.dataDir,
      role: 'command',
      log,
    });
    const charts = createCharts({ maxThreads: 1 });
    let started: Awaited<ReturnType<typeof sandboxFor>>;
    try {
      started = await sandboxFor(config);
      const clock = (): Temporal.Instant => Temporal.Now.instant();
      const workspaces = serveWorkspaces(withTokens(config, started?.address), { db, log, clock });
      const deps: Deps = { db, charts, log, slack: workspaces.slack };
      const workspace = (await workspaces.begin(deps)) ?? (await chosen(db, wanted));
      await work({ deps, db, workspace, sandbox: started?.address, say });
    } finally {
      await charts.close();
      await db.close();
      await started?.stop();
    }
  });
}

/** One of many workspaces: the only one, or the one that is named. */
async function chosen(db: Db, wanted: string | undefined): Promise<WorkspaceInfo> {
  const ids = await listWorkspaceIds(db);
  const known = (await Promise.all(ids.map((id) => readWorkspace(db, id)))).filter(
    (one) => one !== undefined,
  );
  const fitting = known.filter(({ id, name }) => wanted === undefined || wanted === id || wanted === name);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  const names = known.map(({ id, name }) => `${id} (${name})`).join(', ') || 'none yet';
  throw new CommandProblem(
    `Say which workspace is meant, with --workspace <id>. Pacer is installed in: ${names}.`,
    2,
  );
}

async function sandboxFor(
  config: Config,
): Promise<{ address: SandboxAddress; stop(): Promise<void> } | undefined> {
  if (config.mode !== 'sandbox') return undefined;
  const running = await findSandbox(config.dataDir);
  if (running !== undefined) return { address: running, stop: () => Promise.resolve() };
  return startSandboxProcess(config.dataDir, config.host, 0);
}

function withTokens(config: Config, address: SandboxAddress | undefined): Config {
  if (address === undefined) return config;
  const { botToken, appToken, api } = address;
  return { ...config, slack: { ...config.slack, botToken, appToken, apiUrl: api } };
}

/** Runs a command: what was foreseen is said without a stack, and the exit code follows. The process lives in UTC. */
export async function ending(work: () => Promise<void>): Promise<void> {
  process.env['TZ'] = 'UTC';
  try {
    await work();
  } catch (error) {
    const foreseen =
      error instanceof CommandProblem || error instanceof DbProblem || error instanceof SandboxProblem;
    const text =
      error instanceof Error ? (foreseen ? error.message : (error.stack ?? error.message)) : String(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = error instanceof CommandProblem ? error.exitCode : 1;
  }
}
