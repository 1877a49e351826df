import { buildApp } from './app.ts';
import { coachDue } from './coaching/raising/job.ts';
import { type Config, secretsOf } from './config.ts';
import { remindReviews } from './evaluation/waiting/job.ts';
import { explain } from './explain.ts';
import { nudgeDue } from './feedback/nudges/job.ts';
import { giveUp } from './giveUp.ts';
import { proposeReviews } from './goals/review/job.ts';
import { serveWorkspaces } from './install.ts';
import { instantOf, Temporal, toDate, wallMinutes } from './kpi/time.ts';
import { readDirectories } from './people/following/job.ts';
import { createCharts } from './platform/charts/index.ts';
import { type Db, openDb, takeDaily } from './platform/db/index.ts';
import { type Carrier, createCarrier } from './platform/jobs/carrier.ts';
import { type Sender, startSender } from './platform/jobs/sender.ts';
import { recomputeSchedules } from './platform/jobs/store.ts';
import { createLog, type Log } from './platform/log.ts';
import { withProcessFigures } from './platform/metrics/index.ts';
import { forgetOld } from './platform/once.ts';
import { findSandbox } from './platform/sandbox/address.ts';
import { type StartedSandbox, startSandboxProcess } from './platform/sandbox/start.ts';
import { blanker } from './platform/secrecy.ts';
import type { Deps } from './platform/slice.ts';
import { startTicker, type Ticker } from './platform/tick.ts';
import { grantDue } from './recognition/badges/job.ts';
import { clearLeftovers } from './recognition/giving/job.ts';
import { finishExperiments } from './retro/experiment/job.ts';
import { fillSampleOnce } from './sample/index.ts';
import { keepSchedules } from './schedules.ts';
import { slices } from './slices.ts';
import { watchProcess } from './stopping.ts';
import { createContinuation } from './transfer/working/job.ts';
import { tellOfTrouble } from './trouble.ts';
import { reviewWishes } from './wishes.ts';
import { installPath } from './workspace/installations/pages.ts';
import { continueCollecting } from './workspace/privacy/data/job.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** In sandbox mode: the workspace of this machine, found or started, and its tokens in the settings. */
async function withSandbox(config: Config): Promise<{ config: Config; sandbox: StartedSandbox | undefined }> {
  if (config.mode !== 'sandbox') return { config, sandbox: undefined };
  const running = await findSandbox(config.dataDir);
  const sandbox: StartedSandbox = running
    ? { address: running, stop: () => Promise.resolve() }
    : await startSandboxProcess(config.dataDir, config.host, config.port);
  const { botToken, appToken, api } = sandbox.address;
  return { config: { ...config, slack: { ...config.slack, botToken, appToken, apiUrl: api } }, sandbox };
}

/** Database and sandbox start side by side; a directory that belongs to another app is said before any address is printed. */
async function openAll(
  first: Config,
  log: Log,
): Promise<{ db: Db; config: Config; sandbox: StartedSandbox | undefined }> {
  let failed: unknown;
  const opening = openDb({
    databaseUrl: first.databaseUrl,
    dataDir: first.dataDir,
    role: 'app',
    log,
    keepsSnapshots: true,
    tell: (text) => say(`\n${text}\n`),
    onBroken: (reason) =>
      giveUp(`The embedded database failed: ${reason}\nStart Pacer again; what was confirmed is there.`),
  }).catch((error: unknown) => {
    failed = error;
    throw error;
  });
  // Read below; without this a failure before that would count as unhandled.
  opening.catch(() => {});
  const { config, sandbox } = await withSandbox(first);
  try {
    if (failed === undefined && sandbox) say(`Pacer's sandbox: ${sandbox.address.page}\n`);
    return { db: await opening, config, sandbox };
  } catch (error) {
    await sandbox?.stop();
    throw error;
  }
}

/**
 * The minute of this machine's clock may begin just before the database's, by which reports are due: so that they need not wait for the next
 * one, they are looked at in between.
 */
const REPORTS_MS = 20_000;

/** The hour of the day by a zone's clock. */
const hourIn = (at: Temporal.Instant, zone: string): number => Math.floor(wallMinutes(at, zone) / 60);

const thingsToTry = (page: string): string => `
Open ${page} and try three things, as one of the sample people:
  1. /log 3 calls                      log what you did, see where you stand   (中文：/log 电话 3)
  2. /goal set calls 50 weekly         set yourself a target                   (中文：/goal 设置 电话 50 每周)
  3. /leaderboard attainment           see the board                           (中文：/leaderboard 达成率)

Everything is kept in the data directory; Ctrl-C stops Pacer, \`npm start\` goes on where it was.`;

/** Serves with these settings until a signal, or a surprise, ends the process. Never throws: what fails is told in words, and ends it. */
export async function start(settings: Config): Promise<void> {
  await serve(settings).catch((error: unknown) => giveUp(explain(error, secretsOf(settings))));
}

async function serve(first: Config): Promise<void> {
  const log = createLog(first.logLevel, secretsOf(first));
  const stopping = watchProcess(log, {
    say,
    exit: (code) => process.exit(code),
    giveUp: (message) => giveUp(blanker(secretsOf(first))(message)),
  });
  const { db, config, sandbox } = await openAll(first, log);
  const charts = createCharts({ maxThreads: 1 });
  const now = (): Temporal.Instant => Temporal.Now.instant();
  const workspaces = serveWorkspaces(config, { db, log, clock: now });
  const deps: Deps = { db, charts, log, slack: workspaces.slack };
  const workspace = await workspaces.begin(deps);
  if (sandbox && workspace)
    await fillSampleOnce({ deps, workspace, address: sandbox.address, now: now(), say });
  const app = buildApp(config, deps, now, workspaces.routes);
  let reports: Ticker | undefined;
  let ticker: Ticker | undefined;
  let sender: Sender | undefined;
  let carrier: Carrier | undefined;
  const imports = createContinuation(() => slices.flatMap((slice) => slice.imports ?? []));
  const ending = new AbortController();
  // Tick → nothing new from Slack → work under way → socket → charts → database → sandbox.
  stopping.onStop(async () => {
    ending.abort();
    await Promise.all([reports?.stop(), ticker?.stop()]);
    await carrier?.stop();
    await sender?.stop();
    await app.stop();
    await charts.close();
    await db.close();
    await sandbox?.stop();
  });
  if (config.mode === 'socket' && config.slack.signingSecret !== '')
    log.info('Socket Mode needs no SLACK_SIGNING_SECRET; for HTTP leave SLACK_APP_TOKEN out');
  if (config.mode === 'http' || config.servesHttp) withProcessFigures();
  await app.start();
  await recomputeSchedules(db, instantOf(await db.now()));
  sender = startSender(deps, log);
  carrier = createCarrier(app.jobs, log, ending.signal);
  // Reports have a time: nothing else may hold their tick up, least of all a call that Slack is slow to answer.
  reports = startTicker(
    async () => {
      await carrier?.tick(instantOf(await db.now()));
    },
    log,
    REPORTS_MS,
  );
  ticker = startTicker(async () => {
    const at = instantOf(await db.now());
    await keepSchedules(db, at);
    await workspaces.everyMinute(deps, at);
    await tellOfTrouble(deps, at);
    await proposeReviews(deps, at);
    await coachDue(deps, at);
    await readDirectories(deps, at);
    // Badges before nudges, which tell of them.
    await grantDue(deps, at);
    await nudgeDue(deps, at);
    await remindReviews(deps, at, reviewWishes);
    await clearLeftovers(deps, at);
    await finishExperiments(deps, at);
    imports(deps, at);
    continueCollecting(deps, at);
    await app.everyMinute();
    await forgetOld(db);
    if (db.snapshots !== undefined)
      await takeDaily(db.snapshots, toDate(at), hourIn(at, workspace?.tz ?? 'UTC'), log);
    app.health.ticked();
  }, log);
  say(
    sandbox
      ? thingsToTry(sandbox.address.page)
      : `Pacer serves ${workspace?.name ?? 'every workspace that installs it'}.`,
  );
  if (app.port() !== undefined) say(`It listens at http://${config.host}:${app.port()}.`);
  if (config.oauth !== undefined)
    say(`It is installed at ${config.publicUrl ?? `http://${config.host}:${app.port()}`}${installPath}.`);
}
