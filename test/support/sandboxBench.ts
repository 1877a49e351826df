import { afterAll, beforeAll } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import type { Bench } from '../../src/cli/open.ts';
import { installWorkspace } from '../../src/install.ts';
import { createCharts } from '../../src/platform/charts/index.ts';
import { createMessenger } from '../../src/platform/slack.ts';
import type { Deps } from '../../src/platform/slice.ts';
import { temporaryDirectory, useDb } from './db.ts';
import { silentLog } from './log.ts';

/** What a command works with, for the tests of one file: a database, and a sandbox of its own with Pacer installed. */
export function useSandboxBench(): () => Bench & { said: string[] } {
  const db = useDb();
  const directory = temporaryDirectory();
  let sandbox: Sandbox | undefined;
  let bench: (Bench & { said: string[] }) | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox({ dataDir: directory.path, port: 0, manifestPath: 'manifest.yml' });
    const messenger = createMessenger(sandbox.address.botToken, sandbox.address.api);
    const charts = createCharts({ maxThreads: 1 });
    const deps: Deps = { db: db(), charts, log: silentLog, slack: () => Promise.resolve(messenger) };
    const workspace = await installWorkspace(deps, messenger);
    const said: string[] = [];
    const say = (text: string): void => void said.push(text);
    bench = { deps, db: db(), workspace, sandbox: sandbox.address, say, said };
  });
  afterAll(async () => {
    await bench?.deps.charts.close();
    await sandbox?.stop();
    directory.remove();
  });
  return () => {
    if (bench === undefined)
      throw new Error('useSandboxBench(): the bench is there inside tests and hooks only');
    return bench;
  };
}
