// npm run bench [-- [--full] [--record] [name …]]: see bench/README.md.
process.env['TZ'] = 'UTC';

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { benchmarks } from './benchmarks.ts';
import { thisMachine } from './machine.ts';
import { machineWords, markdown, type Run, table } from './report.ts';
import type { BenchResult } from './result.ts';
import { startPostgres } from './support/postgres.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** What was asked for on the command line; ends the process where it makes no sense. */
function asked(words: readonly string[]) {
  const flags = words.filter((word) => word.startsWith('-'));
  const names = words.filter((word) => !word.startsWith('-'));
  const known = benchmarks.map(({ name }) => name);
  const odd = [
    ...flags.filter((flag) => !['--full', '--record'].includes(flag)),
    ...names.filter((name) => !known.includes(name)),
  ];
  if (odd.length > 0) {
    say(`Unknown: ${odd.join(', ')}. Usage: npm run bench [-- [--full] [--record] [${known.join('|')} …]]`);
    process.exit(2);
  }
  if (flags.includes('--record') && names.length > 0) {
    say('A record holds all benchmarks: leave the names out.');
    process.exit(2);
  }
  const chosen = benchmarks.filter(({ name }) => names.length === 0 || names.includes(name));
  return { chosen, full: flags.includes('--full'), record: flags.includes('--record') };
}

/** Runs them one after the other; one that breaks is told and does not take the others with it. */
async function runAll(chosen: typeof benchmarks, full: boolean): Promise<BenchResult[]> {
  const home = mkdtempSync(join(tmpdir(), 'pacer-bench-'));
  process.on('exit', () => rmSync(home, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const server = await startPostgres();
  if (server === undefined) say('Without PostgreSQL: what needs it is left out.');
  const bench: Bench = { full, postgres: server?.url, directory: () => mkdtempSync(join(home, 'd-')), say };
  const results: BenchResult[] = [];
  for (const { name, run } of chosen) {
    say(`${name} …`);
    try {
      results.push(...(await run(bench)));
    } catch (error) {
      process.exitCode = 1;
      say(`${name} broke: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  await server?.stop();
  return results;
}

function keep(run: Run, record: boolean): void {
  const json = `${JSON.stringify(run, null, 2)}\n`;
  mkdirSync(here('results'), { recursive: true });
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  writeFileSync(here(`results/${stamp}.json`), json);
  if (!record || process.exitCode === 1) return;
  writeFileSync(here('recorded.json'), json);
  writeFileSync(here('recorded.md'), markdown(run));
}

const { chosen, full, record } = asked(process.argv.slice(2));
const machine = thisMachine();
const run: Run = { machine, full, results: await runAll(chosen, full) };
keep(run, record);
process.stdout.write(`${machineWords(run.machine)}\n\n${table(run.results)}\n`);
