import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../log.ts';

/** Bolt's logger over ours: what Bolt says at "info" is detail to us. */
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
