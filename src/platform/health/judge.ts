/** What is known of the app at a moment; undefined where it is not known. */
export interface HealthFacts {
  /** How long the database took to answer; undefined where it did not. */
  databaseMs: number | undefined;
  /** Since the last minute's work that succeeded, or since the start where there was none yet. */
  tickAgeMs: number;
  slack: { isConnected: boolean; trouble: string | undefined };
  isStopping: boolean;
}

interface Check {
  ok: boolean;
  [detail: string]: string | number | boolean;
}

/** The answer of `/readyz`. */
export interface HealthReport {
  ready: boolean;
  checks: { database: Check; tick: Check; slack: Check; running: Check };
}

/** The tick comes each minute; a long one (many reports at once) is no trouble yet. */
const oldTickMs = 5 * 60_000;

/** Whether the app can serve: the database answers, the minute's work succeeds, Slack reaches it, and it is not about to stop. */
export function judge(facts: HealthFacts): HealthReport {
  const { databaseMs, tickAgeMs, slack, isStopping } = facts;
  const checks = {
    database: databaseMs === undefined ? { ok: false } : { ok: true, ms: Math.round(databaseMs) },
    tick: { ok: tickAgeMs <= oldTickMs, ageSeconds: Math.round(tickAgeMs / 1000) },
    slack: slack.trouble === undefined ? { ok: slack.isConnected } : { ok: false, trouble: slack.trouble },
    running: { ok: !isStopping },
  };
  return { ready: Object.values(checks).every((check) => check.ok), checks };
}
