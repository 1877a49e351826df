import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Address } from './contract.ts';
import { isObject, parseJson } from './json.ts';

/** The workspace's folder below the data directory. */
export function sandboxDir(dataDir: string): string {
  return join(dataDir, 'sandbox');
}

function addressPath(dataDir: string): string {
  return join(sandboxDir(dataDir), 'address.json');
}

/** Writes the address whole or not at all, readable by its owner alone since it holds tokens. */
export function writeAddress(dataDir: string, address: Address): void {
  mkdirSync(sandboxDir(dataDir), { recursive: true, mode: 0o700 });
  const path = addressPath(dataDir);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(address, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

export function removeAddress(dataDir: string): void {
  rmSync(addressPath(dataDir), { force: true });
}

/** The address of the sandbox that runs on this data directory; undefined where none does (a stale file is passed over). */
export function findAddress(dataDir: string): Address | undefined {
  let text: string;
  try {
    text = readFileSync(addressPath(dataDir), 'utf8');
  } catch {
    return undefined;
  }
  const content = parseJson(text);
  if (!isObject(content) || typeof content['pid'] !== 'number' || !isAlive(content['pid'])) return undefined;
  return JSON.parse(text) as Address;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
