import type { Driver } from '../../sandbox/driver.ts';
import * as drive from '../../sandbox/driver.ts';
import { textsOf } from '../support/office.ts';

/** Files that people send to Pacer, and what it says of them. */

export async function send(driver: Driver, name: string, content: string | Uint8Array): Promise<void> {
  const base64 = Buffer.from(content).toString('base64');
  const channel = await drive.directMessage(driver);
  await driver.act('upload', { channel, name, mimetype: '', base64 });
}

export const told = (driver: Driver, words: string) =>
  driver.waitFor(words, ({ ephemerals, messages }) =>
    [...messages, ...ephemerals].findLast((message) =>
      `${message.text}\n${textsOf(message.blocks)}`.includes(words),
    ),
  );

/** The text of the file that came last with such words. */
export async function fileWith(driver: Driver, page: string, words: string, ending = ''): Promise<Buffer> {
  const sent = await driver.waitFor(words, ({ messages }) =>
    messages.findLast((one) => one.files[0]?.title.endsWith(ending) && one.text.includes(words)),
  );
  const answer = await fetch(new URL(sent.files[0]?.url ?? '', page));
  return Buffer.from(await answer.arrayBuffer());
}
