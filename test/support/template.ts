import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { openDb } from '../../src/platform/db/index.ts';
import { readMigrations } from '../../src/platform/db/migrations/disk.ts';
import { silentLog } from './log.ts';

const cache = fileURLToPath(new URL('../../node_modules/.cache/pacer-db/', import.meta.url));

let making: Promise<void> | undefined;

/**
 * A data directory whose embedded database has every migration applied, made once for these migrations and copied into
 * `target`: copying takes 0.1 s, making one 2 to 6.
 */
export async function copyTemplate(target: string): Promise<void> {
  const template = join(cache, ofMigrations());
  // Offices that one file opens beside each other would wait for themselves.
  if (!existsSync(template)) {
    making ??= makeTemplate(template);
    await making;
  }
  cpSync(template, target, { recursive: true });
}

/** Of the migrations that there are: other ones make another template. */
export function ofMigrations(): string {
  const digest = createHash('sha256');
  for (const { name, checksum } of readMigrations()) digest.update(`${name}:${checksum};`);
  return digest.digest('hex').slice(0, 16);
}

/** Test files run in processes beside each other: one makes the template, the others wait for it. */
async function makeTemplate(template: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const turn = new DatabaseSync(join(cache, 'turn.lock'), { timeout: 60_000 });
  turn.exec('BEGIN EXCLUSIVE');
  try {
    if (existsSync(template)) return;
    for (const old of readdirSync(cache))
      if (old !== 'turn.lock') rmSync(join(cache, old), { recursive: true, force: true });
    const draft = mkdtempSync(join(cache, 'draft-'));
    const db = await openDb({ dataDir: draft, role: 'app', log: silentLog });
    await db.close();
    for (const name of ['owner.lock', 'owner.json', 'run'])
      rmSync(join(draft, name), { recursive: true, force: true });
    renameSync(draft, template);
  } finally {
    turn.close();
  }
}
