// The process lives in UTC whatever the machine's zone is (reliability.md § 2); set before anything reads a date.
process.env['TZ'] = 'UTC';

import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describeProblems, readConfig } from './config.ts';
import { giveUp } from './giveUp.ts';

/**
 * Keeps what Node makes of the sources for the next start, which then has half as much to do until it serves; its threads and the sandbox read
 * it too. Beside the packages, which nobody but the owner writes: what lies there is run. Where that cannot be written, nothing is kept.
 */
function keepCompiled(): void {
  process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(
    new URL('../node_modules/.cache/pacer-compiled', import.meta.url),
  );
  enableCompileCache(process.env['NODE_COMPILE_CACHE']);
}

if (new Date(2026, 6, 1).getTimezoneOffset() !== 0)
  giveUp('Pacer could not put its process on UTC. Start it with the environment variable TZ=UTC.');
const read = readConfig(process.env);
if (!read.ok) giveUp(`Pacer cannot start with these settings:\n${describeProblems(read.problem)}`);
keepCompiled();
// Loaded now and not before: wrong settings are told at once.
const { start } = await import('./start.ts');
await start(read.value);
