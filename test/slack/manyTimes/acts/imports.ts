import { directMessage } from '../../../../sandbox/driver.ts';
import { type Act, fillIn, hasButton, inOrder, isHere, pressLast } from '../doing.ts';

/** Tables that somebody sends: their columns, their rows, and the way back. */

/** Columns that nobody knows yet, in an order of days that can be read in two ways; the last row cannot be taken. */
const sends: Act = async ({ as: { maya }, office }) => {
  if (!isHere(office, 'maya')) return;
  const { db, workspaceId } = office;
  const no = await db.client.importRun.count({ where: { workspaceId } });
  const rows = [
    `When${no},Whom,Money`,
    `03/04/2026,Buyer ${no},900`,
    `05/04/2026,Buyer ${no},1000`,
    'soon,x,1',
  ];
  await maya.act('upload', {
    channel: await directMessage(maya),
    name: `table ${no}.csv`,
    mimetype: 'text/csv',
    base64: Buffer.from(`${rows.join('\n')}\n`).toString('base64'),
  });
  // The file is read before anything is said of it.
  await maya.waitFor(`what table ${no} is`, ({ messages }) =>
    messages.find(
      (one) => JSON.stringify(one).includes(`table ${no}.csv`) && hasButton(one, 'transfer.kind-activities'),
    ),
  );
};

const understood = inOrder(
  sends,
  pressLast('maya', 'transfer.kind-activities'),
  fillIn('maya', 'transfer.columns', pressLast('maya', 'transfer.columns'), () => ({
    ...{ date: '0', customer: '1', amount: '2', fixed: 'deal' },
  })),
);

export const importActs: Readonly<Record<string, Act>> = {
  'Maya sends a table and says what it is': understood,
  'Maya says in which order days are written': pressLast('maya', 'transfer.dayFirst'),
  'Maya asks for the rejected rows': pressLast('maya', 'transfer.rejected'),
  'Maya imports the table': pressLast('maya', 'transfer.import'),
  'Maya takes the import back': pressLast('maya', 'transfer.undo'),
  'Maya sends a table and imports nothing': inOrder(
    understood,
    pressLast('maya', 'transfer.dayFirst'),
    pressLast('maya', 'transfer.nothing'),
  ),
};
