import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Address } from '../../sandbox/contract.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server.ts';

export const manifestPath = join(import.meta.dirname, 'manifest.yml');

/** A sandbox on a free port and an empty directory, and what takes both away again. Rate limits hold only where they are asked for. */
export async function freshSandbox(options: Partial<SandboxOptions> = {}): Promise<{
  sandbox: Sandbox;
  address: Address;
  dataDir: string;
  remove(): Promise<void>;
}> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const sandbox = await startSandbox({ dataDir, port: 0, manifestPath, rateLimits: false, ...options });
  const remove = async () => {
    await sandbox.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { sandbox, address: sandbox.address, dataDir, remove };
}

/** An unmodified Bolt app in Socket Mode: the base address is its only setting. */
export function boltApp(address: Address): App {
  return new App({
    token: address.botToken,
    appToken: address.appToken,
    socketMode: true,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: address.api },
  });
}

/** A Web API client that tries once and never waits. */
export function client(address: Address, token = address.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: address.api,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
}

/** The error word of a refused call, with the whole answer. */
export async function refusalOf(call: Promise<unknown>): Promise<{ error: string; [key: string]: unknown }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && 'data' in error) return error.data as { error: string };
    throw error;
  }
  throw new Error('the call was not refused');
}
