import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import type { Address } from '../../sandbox/contract.ts';
import { addPerson, control, type Driver, signIn } from '../../sandbox/driver.ts';
import type { LocalDate } from '../../src/kpi/localDate.ts';
import { addPeople } from '../../src/people/store.ts';
import { updateWorkspace } from '../../src/workspace/store.ts';
import type { PublicApp } from '../support/publicApp.ts';

/** One of several workspaces with the same names in one app. */
export interface Side {
  teamId: string;
  own: Address;
  ana: Driver;
  anaId: string;
}
/** The workspace with the app, and one person who is a rep and leads the team. */
export async function settle(pacer: PublicApp, teamId: string, own: Address): Promise<Side> {
  const landing = await pacer.install({ workspace: teamId });
  expect(landing.status, landing.body).toBe(200);
  const { db } = pacer;
  const anaId = await addPerson(own, {
    userName: 'ana',
    displayName: 'Ana Torres',
    emails: [{ value: 'ana@pacer.example' }],
    locale: 'en-US',
    timezone: 'America/New_York',
  });
  const opened = await control(own, 'channel', { name: 'west-board', memberIds: [anaId] });
  const boardChannelId = opened.ok ? (opened.data as { id: string }).id : null;
  await updateWorkspace(db, teamId, null, { tz: 'America/New_York', boardChannelId });
  const ana = {
    ...{ slackUserId: anaId, name: 'Ana Torres', email: 'ana@pacer.example', tz: 'America/New_York' },
    ...{ locale: 'en' as const, role: 'rep' as const, teamName: 'West', region: null },
  };
  const west = { name: 'West', region: null, tz: 'America/New_York', leadEmailsOrSlackIds: [anaId] };
  await addPeople(db, teamId, [ana], [west], '2026-01-01' as LocalDate);
  return { teamId, own, anaId, ana: await signIn(own, anaId) };
}

/** Sends it to the app as Slack does, signed; it is acknowledged. */
export async function posted({ address, base }: PublicApp, body: URLSearchParams | string): Promise<void> {
  const time = String(Math.floor(Date.now() / 1000));
  const proof = createHmac('sha256', address.signingSecret).update(`v0:${time}:${body}`).digest('hex');
  const headers = {
    'content-type': typeof body === 'string' ? 'application/json' : 'application/x-www-form-urlencoded',
    ...{ 'x-slack-request-timestamp': time, 'x-slack-signature': `v0=${proof}` },
  };
  const answer = await fetch(`${base}/slack/events`, { method: 'POST', headers, body: String(body) });
  expect(answer.status).toBe(200);
}
