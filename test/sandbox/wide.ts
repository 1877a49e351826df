import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SlackEvent } from '@slack/types';
import type { Address } from '../../sandbox/contract.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { comes } from '../support/patience.ts';
import { boltApp } from './support.ts';

/** A sandbox with an app that may read everything, and the events that it has taken. */
export interface Wide {
  sandbox: Sandbox;
  address: Address;
  /** Waits for an event of the type that `fits`. */
  event<T extends SlackEvent['type']>(
    type: T,
    fits?: (event: Extract<SlackEvent, { type: T }>) => boolean,
  ): Promise<Extract<SlackEvent, { type: T }>>;
  /** How many events of the type have come. */
  count(type: string): number;
  remove(): Promise<void>;
}

/** Starts it in an empty directory, with a Bolt app that takes every event. */
export async function wideSandbox(): Promise<Wide> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-wide-'));
  const manifestPath = join(import.meta.dirname, 'manifest.wide.yml');
  const sandbox = await startSandbox({ dataDir, port: 0, manifestPath, rateLimits: false });
  const app = boltApp(sandbox.address);
  const seen: SlackEvent[] = [];
  app.event(/.*/, async ({ event }) => void seen.push(event as SlackEvent));
  await app.start();
  return {
    sandbox,
    address: sandbox.address,
    event: (type, fits = () => true) =>
      comes(
        () => seen.find((event) => event.type === type && fits(event as never)) as never,
        () => `no ${type}; seen: ${JSON.stringify(seen).slice(0, 2_000)}`,
      ),
    count: (type) => seen.filter((event) => event.type === type).length,
    async remove() {
      await app.stop();
      await sandbox.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
