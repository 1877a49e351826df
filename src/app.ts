import type { Config } from './config.ts';
import { publishHome } from './home/slack.ts';
import type { Temporal } from './kpi/time.ts';
import { welcome } from './people/slack.ts';
import { findActor } from './people/store.ts';
import { createInFlight } from './platform/bolt/inFlight.ts';
import { listen } from './platform/bolt/listen.ts';
import { connect } from './platform/bolt/receive.ts';
import type { Identify } from './platform/bolt/session.ts';
import type { Jobs } from './platform/jobs/run.ts';
import type { Deps } from './platform/slice.ts';
import { slices } from './slices.ts';

/** The app, connected to nothing yet. */
export interface PacerApp {
  jobs: Jobs;
  start(): Promise<void>;
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

/** Builds the Bolt app from what it depends on and the list of slices. `now` is the clock. */
export function buildApp(config: Config, deps: Deps, now: () => Temporal.Instant): PacerApp {
  const connection = connect(config, deps.log);
  const inFlight = createInFlight();
  listen(connection.app, { deps, slices, identify: identifier(deps), now, home: publishHome }, inFlight);
  return {
    jobs: jobsOf(deps),
    start: connection.start,
    async stop() {
      await connection.stop();
      if (!(await inFlight.drained(drainMs))) deps.log.warn('work under way did not end in time');
    },
  };
}
