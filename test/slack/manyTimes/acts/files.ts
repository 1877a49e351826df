import { pressInView } from '../../../../sandbox/driver.ts';
import { type Act, pressAnswer, say } from '../doing.ts';

/** Files and pictures that Pacer sends: each comes once. */

/** A what-if that is kept as a message. */
const keepsWhatIf: Act = async (stage) => {
  const { maya } = stage.as;
  const before = new Set(maya.seen.modals.map(({ id }) => id));
  await say('maya', () => '/pace whatif team West calls x1.1 weekly')(stage);
  await stage.settle();
  const form = () =>
    maya.seen.modals.find(({ id, callback_id }) => !before.has(id) && callback_id === 'whatif.form');
  for (const button of ['whatif.work', 'whatif.picture']) {
    const shown = form();
    if (shown === undefined || !JSON.stringify(shown.blocks).includes(button)) return;
    await pressInView(maya, shown, button);
    await stage.settle();
  }
};

export const fileActs: Readonly<Record<string, Act>> = {
  'Maya exports what was logged': say('maya', () => '/pace export activities'),
  'Maya exports the people as a spreadsheet': say('maya', () => '/pace export people xlsx'),
  'Maya takes everybody as a file to fill in': say('maya', () => '/pace people template'),
  'Maya takes the playbook as a file': say('maya', () => '/pace playbook export'),
  'Maya keeps a what-if': keepsWhatIf,
  'Maya keeps a report on spend': pressAnswer('maya', '/pace campaign report', 'campaigns.picture'),
  'Ana takes her statement as a file': pressAnswer('ana', '/pace statement', 'incentives.statement-pdf'),
};
