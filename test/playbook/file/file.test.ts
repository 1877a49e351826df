import { expect, test } from 'vitest';
import type { Driver } from '../../../sandbox/driver.ts';
import * as drive from '../../../sandbox/driver.ts';
import { updateMember } from '../../../src/people/store.ts';
import { playbookYaml } from '../../../src/playbook/file/write.ts';
import { readProcess } from '../../../src/playbook/store.ts';
import { textsOf, useOffice } from '../../support/office.ts';

const office = useOffice('2026-11-25T15:00:00Z');
const general = (driver: Driver): string => drive.channelId(driver, 'general');

async function admin(): Promise<Driver> {
  const { db, workspaceId, memberIds } = office();
  await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
  return office().as('maya');
}
const now = async () => readProcess(office().db.client, office().workspaceId);

/** Sends a file to Pacer in its direct message, and answers with what it says. */
async function send(maya: Driver, bytes: Buffer, words: string) {
  const channel = await drive.directMessage(maya);
  await maya.act('upload', {
    channel,
    name: 'ours.yaml',
    mimetype: 'text/plain',
    base64: bytes.toString('base64'),
  });
  return maya.waitFor(words, ({ messages, ephemerals }) =>
    [...messages, ...ephemerals].findLast(({ text, blocks }) =>
      `${text}\n${textsOf(blocks)}`.includes(words),
    ),
  );
}

test('the file that is exported comes in the direct message, and coming back changes nothing', async () => {
  const maya = await admin();
  const answer = await drive.ask(maya, '/pace playbook export', general(maya));
  expect(answer.text).toContain('direct message');
  const text = playbookYaml(await now());
  await send(maya, Buffer.from(`\uFEFF${text}`, 'utf16le'), 'Everything in ours.yaml is so already');
});

test('a changed file is shown first, used at a press, and taken back by Undo', async () => {
  const maya = await admin();
  await drive.ask(maya, '/log 2 calls', general(maya));
  const before = await now();
  const text = playbookYaml(before)
    .replace('one: call\n', 'one: dial\n')
    .replace(/(- key: call\n[\s\S]*?points: )\d+/u, '$177');
  const preview = await send(maya, Buffer.from(text), 'What the file would change');
  expect(textsOf(preview.blocks)).toContain('Stays as it is, because it has a past');
  expect(await now()).toEqual(before);
  await drive.press(maya, preview, 'playbook.fileUse');
  const used = await maya.waitFor('the confirmation', ({ messages }) =>
    messages.findLast(({ blocks }) => textsOf(blocks).includes('The playbook has changed')),
  );
  const call = (await now()).types.find((type) => type.key === 'call');
  expect(call?.names.en.one).toBe('dial');
  expect(call?.points).toBe(before.types.find((type) => type.key === 'call')?.points);
  await drive.press(maya, used, 'playbook.undo');
  await maya.waitFor('the undo', ({ messages, ephemerals }) =>
    [...messages, ...ephemerals].findLast((one) => one.text.includes('again what it was before')),
  );
  expect(await now()).toEqual(before);
});

test('what is wrong with a file is said of each definition, and nothing of it is saved', async () => {
  const maya = await admin();
  const before = await now();
  const text = playbookYaml(before)
    .replace('stage: deal', 'stage: dael')
    .replace(/(- key: demos\n[\s\S]*?activities:\n\s+- )demo/u, '$1demos2');
  const answer = await send(maya, Buffer.from(text), 'Nothing of this file was taken');
  expect(textsOf(answer.blocks)).toContain('“dael” matches nothing that I know. Did you mean Deals?');
  expect(await now()).toEqual(before);
});

test('a rep who sends one is told who changes the playbook', async () => {
  const ana = await office().as('ana');
  await send(ana, Buffer.from('format: pacer-playbook/1'), 'Maya Okafor');
});
