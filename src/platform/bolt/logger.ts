import { type Logger, LogLevel } from '@slack/web-api';
import type { Log } from '../log.ts';

/** The logger of Slack's libraries over ours: what they say at "info" is detail to us. */
export function boltLogger(log: Log): Logger {
  const say =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      log[level](
        { ...(error ? { err: error } : {}) },
        parts.filter((part) => typeof part === 'string').join(' ') || 'slack',
      );
    };
  return {
    debug: say('debug'),
    info: say('debug'),
    warn: say('warn'),
    error: say('error'),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}
