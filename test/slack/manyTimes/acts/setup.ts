import { press } from '../../../../sandbox/driver.ts';
import { updateWorkspace } from '../../../../src/workspace/store.ts';
import { type Act, fillIn, general, inOrder, offered, ofIds, pressAnswer, say } from '../doing.ts';

/** The first steps, and the way back of each. */

const steps = say('maya', () => '/pace setup');
const undoes = (step: 'playbook' | 'team' | 'reports'): Act =>
  pressAnswer('maya', '/pace setup', 'workspace.undoStep', ofIds([`"value":"${step}"`]));

/** Chooses in one of the lists of the steps. */
const chooses = (actionId: string, value: (channel: string) => Parameters<typeof press>[3]): Act => {
  return async (stage) => {
    const shown = await offered(stage, 'maya', steps, actionId);
    const { maya } = stage.as;
    if (shown !== undefined) await press(maya, shown, actionId, value(general(maya)));
  };
};

/** The channel is asked for where there is none. */
const hasNoChannel: Act = async ({ office: { db, workspaceId } }) => {
  await updateWorkspace(db, workspaceId, null, { boardChannelId: null });
};

export const setupActs: Readonly<Record<string, Act>> = {
  'Maya keeps the playbook': pressAnswer('maya', '/pace setup', 'workspace.keepPlaybook'),
  'Maya has not kept it': undoes('playbook'),
  'Maya takes another playbook': chooses('workspace.pickPlaybook', () => ({
    selected_option: { text: { type: 'plain_text', text: 'Field sales' }, value: 'field' },
  })),
  'Maya goes back to the first playbook': undoes('playbook'),
  'Maya sets up the first team': fillIn(
    'maya',
    'workspace.firstTeam',
    pressAnswer('maya', '/pace setup', 'workspace.firstTeam'),
    ({ slackIds }) => ({
      ...{ 'workspace.team-name': 'South', 'workspace.team-leads': [slackIds.hanmeimei] },
    }),
  ),
  'Maya takes the first team back': undoes('team'),
  'Maya chooses the channel': inOrder(
    hasNoChannel,
    chooses('workspace.pickChannel', (channel) => ({ selected_conversation: channel })),
  ),
  'Maya chooses the day of reports': fillIn(
    'maya',
    'workspace.rhythm',
    pressAnswer('maya', '/pace setup', 'workspace.otherTime'),
    () => ({ 'workspace.rhythm-weekday': '2' }),
  ),
  'Maya takes the third step back': undoes('reports'),
};
