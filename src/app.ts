import { type Config, figuresAccess } from './config.ts';
import { publishHome } from './home/slack.ts';
import type { Temporal } from './kpi/time.ts';
import { welcome } from './people/slack.ts';
import { findActor } from './people/store.ts';
import { createEvents } from './platform/bolt/eventHandling.ts';
import { createInFlight } from './platform/bolt/inFlight.ts';
import { acknowledgedAtOnce, listen } from './platform/bolt/listen.ts';
import { connect } from './platform/bolt/receive.ts';
import type { Identify } from './platform/bolt/session.ts';
import { createHealth, type Health } from './platform/health/index.ts';
import type { Jobs } from './platform/jobs/run.ts';
import type { HttpRoute } from './platform/route.ts';
import type { Deps } from './platform/slice.ts';
import { slices } from './slices.ts';

/** The app, connected to nothing yet. */
export interface PacerApp {
  jobs: Jobs;
  health: Health;
  /** Opens the HTTP server, if there is one, then the way to Slack. Throws where the port is taken or Slack refuses the token. */
  start(): Promise<void>;
  /** Where the HTTP server listens; undefined where there is none. */
  port(): number | undefined;
  /** What the app itself has to do each minute: events whose handling failed. */
  everyMinute(): Promise<void>;
  /** Takes nothing new, and waits for what is under way. */
  stop(): Promise<void>;
}

/** How long a stop waits for work under way. */
const drainMs = 10_000;

/** The reports' parts, from all slices. */
export function jobsOf(deps: Deps): Jobs {
  return { deps, parts: slices.flatMap((slice) => slice.reports ?? []) };
}

/** Who acts: a member; whoever acts for the first time becomes one, unless Slack says that they are a guest or of another workspace. */
export function identifier(deps: Deps): Identify {
  return async (workspaceId, slackUserId, now) => {
    const known = await findActor(deps.db, workspaceId, slackUserId, now);
    return known ?? welcome(deps, workspaceId, slackUserId, now);
  };
}

/**
 * Builds the app from what it depends on and the list of slices. `now` is the clock; `routes` are served beside Slack's and those of the
 * health check, where there is an HTTP server: in HTTP mode, and over Socket Mode where PORT is set.
 */
export function buildApp(
  config: Config,
  deps: Deps,
  now: () => Temporal.Instant,
  routes: readonly HttpRoute[] = [],
): PacerApp {
  const { log } = deps;
  const inFlight = createInFlight();
  const handling = { deps, slices, identify: identifier(deps), now };
  const events = createEvents(handling, inFlight);
  const health = createHealth(deps.db, () => connection.state(), log, figuresAccess(config));
  const connection = connect(config, log, {
    beforeAck: (body) => events.keep(body),
    isFull: () => inFlight.isFull(),
    atOnce: acknowledgedAtOnce,
    routes: [...health.routes, ...routes],
  });
  listen(connection.app, { ...handling, home: publishHome }, inFlight);
  events.listen(connection.app);
  return {
    jobs: jobsOf(deps),
    health,
    start: () => connection.start(),
    port: () => connection.port(),
    everyMinute: () => events.everyMinute(),
    async stop() {
      health.stopping();
      await connection.quiet();
      if (!(await inFlight.drained(drainMs))) log.warn('work under way did not end in time');
      await connection.stop();
    },
  };
}
