import { mkdtempSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, it } from 'vitest';
import { openDb } from '../../src/platform/db/index.ts';
import { silentLog } from '../support/log.ts';
import { copyTemplate } from '../support/template.ts';

it('a data directory may be relative, as the default `.pacer` is', async () => {
  const dataDir = mkdtempSync('.pacer-test-');
  try {
    await copyTemplate(dataDir);
    const db = await openDb({ dataDir: `./${relative('.', dataDir)}`, role: 'app', log: silentLog });
    expect((await db.now()).getTime()).toBeGreaterThan(0);
    await db.close();
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
