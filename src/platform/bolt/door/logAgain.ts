import { z } from 'zod';
import type { Log } from '../../log.ts';

const names: Readonly<Record<number, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'>> = {
  ...{ 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' },
};
const lineSchema = z.looseObject({ level: z.number(), msg: z.string().optional() });

/** Writes a line of a thread's log into the process's own. */
export function logAgain(log: Log, line: string): void {
  const {
    level,
    msg,
    time: _time,
    pid: _pid,
    hostname: _hostname,
    ...context
  } = lineSchema.parse(JSON.parse(line));
  log[names[level] ?? 'error'](context, msg ?? '');
}
