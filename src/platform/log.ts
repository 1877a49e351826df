import pino, { type Logger } from 'pino';
import { cleaner } from './secrecy.ts';

export type Log = Logger;

/** Where lines go; each ends with a line break. */
export interface LogSink {
  write(line: string): void;
}

/**
 * The process's logger: JSON lines on stderr (stdout belongs to people). Whatever is logged, and at whatever level, is cleaned first
 * (platform/secrecy.ts). `known`: this process's own secrets, blanked wherever they turn up.
 */
export function createLog(level: string, known: readonly string[] = [], sink?: LogSink): Log {
  const clean = cleaner(known);
  return pino(
    {
      level,
      // An error is cleaned already, and none to pino any more.
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(args, method) {
          const safe = args.map((one) => ofArgument(clean, one));
          Reflect.apply(method, this, safe);
        },
      },
    },
    sink ?? pino.destination({ dest: 2, sync: false }),
  );
}

/** An error given by itself is one under `err`, as pino would have it. */
function ofArgument(clean: (value: unknown) => unknown, argument: unknown): unknown {
  return argument instanceof Error ? { err: clean(argument) } : clean(argument);
}
