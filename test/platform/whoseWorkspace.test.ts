import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Temporal } from '../../src/kpi/time.ts';
import { createInFlight } from '../../src/platform/bolt/inFlight.ts';
import { listen } from '../../src/platform/bolt/listen.ts';
import type { Deps } from '../../src/platform/slice.ts';
import { silentLog } from '../support/log.ts';
import { asForm, type Receiver, startReceiver } from './receiving/slackOverHttp.ts';

/** In which workspace an act counts, as its signed payload says: organisations, shared channels, forms. */

let receiver: Receiver;
let asked: [workspace: string, user: string][] = [];

beforeAll(async () => {
  receiver = await startReceiver(silentLog);
  // Nobody is served: the question alone matters, and nothing else is touched.
  const nothing = { log: silentLog } as Pick<Deps, 'log'> as Deps;
  const listening = {
    ...{ deps: nothing, slices: [], now: () => Temporal.Now.instant(), home: () => Promise.resolve() },
    identify: async (workspace: string, user: string) => {
      asked.push([workspace, user]);
      return { turnedAway: '' };
    },
  };
  listen(receiver.connection.app, listening, createInFlight());
});
afterAll(() => receiver.close());
beforeEach(() => {
  asked = [];
});

const view = { id: 'V1', type: 'modal', callback_id: 'form', private_metadata: '', state: { values: {} } };
const action = { type: 'button', action_id: 'a.b', block_id: 'b', value: 'v' };
const press = {
  type: 'block_actions',
  trigger_id: '1.2.a',
  actions: [action],
  channel: { id: 'C1', name: 'c' },
};
const home = { ...view, type: 'home', app_installed_team_id: 'T1' };

test.each([
  ['a press at home', { ...press, team: { id: 'T1' }, user: { id: 'U1', team_id: 'T1' } }, 'T1'],
  [
    'a press of somebody whose own team is the organisation',
    { ...press, team: { id: 'T1', enterprise_id: 'E1' }, user: { id: 'W1', team_id: 'E1' } },
    'T1',
  ],
  [
    'a press by a stranger in a shared channel, wherever it says that it comes from',
    { ...press, team: { id: 'T2' }, user: { id: 'U1', team_id: 'T2' } },
    'T2',
  ],
  ['a press that names no team', { ...press, team: null, user: { id: 'U1', team_id: 'T1' } }, 'T1'],
  [
    'a press in Home from another workspace of the organisation',
    { ...press, channel: undefined, view: home, team: { id: 'T2' }, user: { id: 'W1', team_id: 'E1' } },
    'T1',
  ],
  [
    'a form that another workspace’s installation opened',
    {
      ...{ type: 'view_submission', view: { ...view, app_installed_team_id: 'T1' } },
      ...{ team: { id: 'T2' }, user: { id: 'W1', team_id: 'E1' } },
    },
    'T1',
  ],
])('%s', async (_what, payload, workspace) => {
  const answer = await receiver.post(...asForm({ payload: JSON.stringify(payload) }));
  expect(answer.status).toBe(200);
  await expect.poll(() => asked).toEqual([[workspace, payload.user.id]]);
});

test('a command, and what happened, in the workspace that they were delivered to', async () => {
  const command = { command: '/log', text: '', team_id: 'T1', user_id: 'U1', trigger_id: '1.2.a' };
  await receiver.post(...asForm({ ...command, enterprise_id: 'E1', is_enterprise_install: 'false' }));
  await expect.poll(() => asked).toEqual([['T1', 'U1']]);
  const opened = { type: 'app_home_opened', user: 'U2', tab: 'home', channel: 'D1', event_ts: '1' };
  const shared = { team_id: 'T2', context_team_id: 'T2', authorizations: [{ team_id: 'T1', is_bot: true }] };
  await receiver.post(
    JSON.stringify({ type: 'event_callback', event_id: 'Ev1', event: opened, api_app_id: 'A1', ...shared }),
  );
  await expect.poll(() => asked.at(-1)).toEqual(['T1', 'U2']);
});
