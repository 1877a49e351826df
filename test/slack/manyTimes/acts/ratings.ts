import { press } from '../../../../sandbox/driver.ts';
import type { Handle } from '../../../support/office.ts';
import { type Act, fillIn, inOrder, offered, pressAnswer, pressLast, say } from '../doing.ts';

/** M-01: reports that several people rate. */

const reports = inOrder(
  pressAnswer('maya', '/pace playbook choose funnel', 'playbook.use'),
  say('ana', () => '/log report note: prices in Lyon'),
);

const RATING = 'activities.rating';
const grades = (...given: number[]) =>
  Object.fromEntries(given.map((grade, at) => [`criterion-${at}`, `${grade}`]));
const rates = (handle: Handle, ...given: number[]): Act =>
  fillIn(handle, RATING, pressAnswer(handle, '/pace rate', 'activities.rate'), () => grades(...given));

/** From the list of teams to the form of those who rate West's reports. */
const opensPool: Act = async (stage) => {
  const pools = say('maya', () => '/pace rate raters');
  const list = await offered(stage, 'maya', pools, 'activities.pool');
  if (list === undefined) return;
  const west = { text: { type: 'plain_text', text: 'West' }, value: stage.office.teamIds.West };
  await press(stage.as.maya, list, 'activities.pool', { selected_option: west });
};

export const ratingActs: Readonly<Record<string, Act>> = {
  'Ana logs a report that is rated': reports,
  'Maya chooses who rates it': fillIn(
    'maya',
    'activities.raters',
    pressLast('maya', 'activities.pickRaters'),
    ({ slackIds }) => ({ raters: [slackIds.bo, slackIds.lilei] }),
  ),
  'Bo rates it': rates('bo', 4, 3, 5, 4),
  '李雷 rates it from the message': fillIn('lilei', RATING, pressLast('lilei', 'activities.rate'), () =>
    grades(3, 3, 4, 4),
  ),
  'Bo rates it otherwise': rates('bo', 5, 5, 5, 5),
  'Bo takes his rating back': pressLast('bo', 'activities.unrate'),
  // As many as are needed: which of more are asked is left to chance.
  'Maya says who rates the team’s reports': fillIn('maya', 'activities.pool', opensPool, ({ slackIds }) => ({
    raters: [slackIds.bo, slackIds.lilei],
  })),
  'Ana logs another report': reports,
};
