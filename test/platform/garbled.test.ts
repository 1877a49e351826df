import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { usePublicApp } from '../support/publicApp.ts';

/** Whatever a signed request holds, it is answered, and nothing of it reaches the process. */
const pacer = usePublicApp();

const broken: unknown[] = [
  null,
  undefined,
  0,
  '',
  [],
  {},
  { id: null },
  { id: 7, team_id: {} },
  'x'.repeat(9),
];
const types = [
  ...['block_actions', 'view_submission', 'view_closed', 'shortcut', 'message_action', 'block_suggestion'],
  ...['event_callback', 'interactive_message', 'dialog_submission', 'workflow_step_edit', 'toString', ''],
];
const fields = [
  'team',
  'user',
  'actions',
  'view',
  'event',
  'channel',
  'message',
  'trigger_id',
  'callback_id',
];
const whole = {
  ...{
    team: { id: 'T1' },
    team_id: 'T1',
    user: { id: 'U1', team_id: 'T1' },
    trigger_id: '1.2.a',
    event_id: 'E',
  },
  ...{
    actions: [{ type: 'button', action_id: 'a', block_id: 'b' }],
    channel: { id: 'C1' },
    message: { text: 'x' },
  },
  view: { id: 'V', type: 'modal', callback_id: 'c', private_metadata: '[', state: { values: { a: {} } } },
  ...{ event: { type: 'app_home_opened', user: 'U1', tab: 'home' }, callback_id: 'c' },
};

test('garbled requests of every kind are answered, and the process lives on', {
  timeout: 60_000,
}, async () => {
  const surprises: unknown[] = [];
  const note = (error: unknown): void => void surprises.push(error);
  process.on('unhandledRejection', note).on('uncaughtException', note);
  const secret = pacer().config.slack.signingSecret;
  const statuses = new Set<number>();
  for (const type of types)
    for (const field of fields)
      for (const value of broken) {
        const body = JSON.stringify({ ...whole, type, [field]: value });
        const time = String(Math.floor(Date.now() / 1000));
        const proof = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex');
        const headers = { 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${proof}` };
        const answer = await fetch(`${pacer().base}/slack/events`, { method: 'POST', body, headers });
        statuses.add(answer.status);
        await answer.text();
      }
  process.off('unhandledRejection', note).off('uncaughtException', note);
  // 503: what cannot be kept is given back, as an event would be.
  expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  expect(surprises).toEqual([]);
  expect((await fetch(`${pacer().base}/healthz`)).status).toBe(200);
});
