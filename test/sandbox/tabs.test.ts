import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { client, freshSandbox, manifestPath, refusalOf } from './support.ts';

const directory = mkdtempSync(join(tmpdir(), 'sandbox-tabs-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('without its tabs an app publishes no Home and writes to nobody, in channels it still does', async () => {
  const path = join(directory, 'manifest.yml');
  const without = readFileSync(manifestPath, 'utf8').replaceAll('_tab_enabled: true', '_tab_enabled: false');
  writeFileSync(path, without);
  const { address, sandbox, remove } = await freshSandbox({ manifestPath: path });
  const user_id = sandbox.world.installation.ownerId;
  const slack = client(address);
  const home = slack.views.publish({ user_id, view: { type: 'home', blocks: [] } });
  expect(await refusalOf(home)).toMatchObject({ error: 'not_enabled' });
  const direct = slack.chat.postMessage({ channel: user_id, text: 'x' });
  expect(await refusalOf(direct)).toMatchObject({ error: 'messages_tab_disabled' });
  expect(await slack.chat.postMessage({ channel: '#general', text: 'x' })).toMatchObject({ ok: true });
  await remove();
});
