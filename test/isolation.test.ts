import type { View } from '@slack/types';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addPerson, channelId, directMessage, messagesOf, signIn } from '../sandbox/driver.ts';
import { setPool } from '../src/activities/grading/writing/store.ts';
import { localDate } from '../src/kpi/localDate.ts';
import { Temporal } from '../src/kpi/time.ts';
import { addPeople } from '../src/people/store.ts';
import { registryOf } from '../src/platform/bolt/registry.ts';
import { readyMadeOf } from '../src/playbook/readyMade/all.ts';
import { installPlaybook } from '../src/playbook/store.ts';
import { slices } from '../src/slices.ts';
import { updateWorkspace } from '../src/workspace/store.ts';
import {
  callbackOf,
  handIn,
  handInAs,
  home,
  type Press,
  press,
  pressesIn,
  type Shown,
  type,
  type Who,
} from './support/isolation/presses.ts';
import { rowsOf } from './support/isolation/twins.ts';
import { usePublicApp } from './support/publicApp.ts';

/** Every command, button and form through two installations: what one workspace was shown means nothing in the other. */
const pacer = usePublicApp();
const registry = registryOf(slices);
const now = Temporal.Instant.from('2026-11-23T15:00:00Z');

interface Side {
  maya: Who;
  ana: Who;
  mention: (who: 'ana' | 'bo') => string;
}
let north: Side;
let south: Side;
/** What the people of the south were shown, and can press, choose or hand in. */
const presses = new Map<string, { press: Press; from: View | undefined }>();
const forms: View[] = [];
const formTexts = new Set<string>();
/** What was pressed already to see what it shows, and by whom. */
const opened = new Set<string>();
let foreign: readonly string[];
let untouchedRows: Record<string, string>;

/** Slack knows nobody and nothing of the south in the north: that is an end of an act, too. */
function refusedBySlack(error: unknown): Shown {
  if (error instanceof Error && 'data' in error) return { replies: [], views: [] };
  throw error;
}

async function settle(own: Parameters<typeof addPerson>[0]): Promise<Side> {
  const { db, deps } = pacer();
  const landing = await pacer().install({ workspace: own.teamId });
  expect(landing.status).toBe(200);
  const ids: Record<string, string> = {};
  for (const handle of ['ana', 'bo', 'maya'])
    ids[handle] = await addPerson(own, {
      userName: handle,
      displayName: handle,
      emails: [{ value: `${handle}@pacer.example` }],
      locale: 'en-US',
      timezone: 'America/New_York',
    });
  const people = ['ana', 'bo', 'maya'].map((handle) => ({
    ...{ slackUserId: ids[handle] ?? '', name: handle, email: `${handle}@pacer.example` },
    ...{ tz: 'America/New_York', locale: 'en' as const, teamName: 'West', region: null },
    ...{ role: handle === 'maya' ? ('manager' as const) : ('rep' as const), isAdmin: handle === 'maya' },
  }));
  const west = { name: 'West', region: null, leadEmailsOrSlackIds: ['maya@pacer.example'] };
  const { memberIds, teamIds } = await addPeople(db, own.teamId, people, [west], localDate('2026-01-01'));
  await installPlaybook(db, own.teamId, readyMadeOf('funnel'));
  const driver = await signIn(own, ids['maya'] ?? '');
  const boardChannelId = channelId(driver, 'general');
  driver.leave();
  await updateWorkspace(db, own.teamId, null, { boardChannelId });
  const memberOf = (handle: string) => memberIds.get(ids[handle] ?? '') ?? '';
  // Ana's reports are rated by Bo and Maya.
  await setPool(db, {
    ...{ workspaceId: own.teamId, actorId: memberOf('maya'), transportKey: 'pool' },
    ...{ teamId: teamIds.get('West') ?? '', memberIds: [memberOf('bo'), memberOf('maya')] },
  });
  const who = (handle: string): Who => ({
    deps,
    workspaceId: own.teamId,
    slackUserId: ids[handle] ?? '',
    now,
  });
  return { maya: who('maya'), ana: who('ana'), mention: (handle) => `<@${ids[handle]}|${handle}>` };
}

/** What the south alone says and counts. */
const own = { note: 'southern', deal: '7,654', rate: '1.0987' };
const theirs = { note: 'northern', deal: '1,111', rate: '1.0111' };

/** All that can be typed, in an order in which there is something to show. */
const lines = (
  side: Side,
  said = side === south ? own : theirs,
): [keyof Pick<Side, 'maya' | 'ana'>, string, string][] => [
  ['ana', 'log', `3 calls with Globex note: ${said.note}`],
  ['ana', 'log', `deal with Globex $${said.deal}`],
  ['ana', 'log', `lead with Globex campaign:autumn`],
  ['ana', 'log', `market research report note: ${said.note}`],
  ['ana', 'goal', 'set calls 41 weekly'],
  ['maya', 'goal', `${side.mention('ana')} calls 43 weekly`],
  ['ana', 'goal', `propose calls 37 because: ${said.note} fairs`],
  ['maya', 'goal', 'team West revenue 500k quarterly'],
  ['ana', 'absence', '2026-12-24..2026-12-31'],
  ['maya', 'rate', `EUR=${said.rate}`],
  ...(['ana', 'maya'] as const).flatMap((who) =>
    [...registry.words.keys()].map((word): [typeof who, string, string] => [who, word, '']),
  ),
  ['maya', 'retro', 'start last month'],
  ['maya', 'retro', ''],
  ['ana', 'retro', ''],
  ['maya', 'coaching', side.mention('ana')],
  ['maya', 'customer', 'Globex'],
  ['maya', 'kudos', 'values'],
  ['maya', 'people', side.mention('ana')],
  ['maya', 'people', 'West'],
];

function gather(shown: Shown): void {
  for (const one of pressesIn(shown.replies))
    presses.set(`${one.actionId} ${one.value}`, { press: one, from: undefined });
  for (const view of shown.views) {
    const text = JSON.stringify(view);
    if (!formTexts.has(text)) forms.push(view);
    formTexts.add(text);
    for (const one of pressesIn(view.blocks))
      presses.set(`${one.actionId} ${one.value}`, { press: one, from: view });
  }
}

beforeAll(async () => {
  const second = await pacer().found('South');
  north = await settle(pacer().address);
  south = await settle(second.own);
  for (const side of [north, south])
    for (const [who, word, text] of lines(side)) {
      const shown = await type(side[who], registry, word, text);
      if (side === south) gather(shown);
    }
  for (const who of [south.ana, south.maya]) {
    gather(await home(who, slices));
    const driver = await signIn(second.own, who.slackUserId);
    gather({
      replies: (await messagesOf(driver, await directMessage(driver))) as unknown as Shown['replies'],
      views: [],
    });
    driver.leave();
  }
  // What opens a form shows more, and so does what stands in the form; to whoever leads, and to whoever does not.
  for (let deep = 0; deep < 2; deep += 1)
    for (const [key, { press: one, from }] of [...presses])
      for (const who of [south.maya, south.ana]) {
        if (/cancel|undo|decline|accept/i.test(one.actionId) || opened.has(`${key} ${who.slackUserId}`))
          continue;
        opened.add(`${key} ${who.slackUserId}`);
        gather(await press(who, registry, one, from).catch(refusedBySlack));
      }
  foreign = await foreignIds();
  untouchedRows = await rowsOf(pacer().db, south.ana.workspaceId);
}, 120_000);

/** Ids of the south's things: rows of the south hold them, rows of the north do not. */
async function foreignIds(): Promise<string[]> {
  const ids = async (workspaceId: string) =>
    new Set(
      JSON.stringify(await rowsOf(pacer().db, workspaceId)).match(
        /[0-9a-f]{8}-[0-9a-f-]{27}|\bU[0-9A-Z]{8,}\b/g,
      ),
    );
  const known = await ids(north.ana.workspaceId);
  return [...(await ids(south.ana.workspaceId))].filter((id) => !known.has(id));
}

/** One id of each of some kinds of things: of people, teams, targets and so on. */
function someForeign(): string[] {
  const ids = Object.values(untouchedRows).flatMap((rows) => foreign.find((id) => rows.includes(id)) ?? []);
  return [...new Set(ids)].slice(0, 6);
}

/** The ways in which forms remember what they are about. */
const metadataWith = (id: string): string[] => [
  ...[id, `${id}:${id}:0`, `USD:${id}:${id}:0`, `dispute ${id}:${id}`, JSON.stringify([id, id])],
  JSON.stringify({
    ...{ id, member: id, memberId: id, review: id, target: id, targetId: id, team: id, teamId: id },
    ...{ plan: id, batch: id, tz: 'UTC', has: {}, rules: {} },
  }),
];

/** Fields of a form, whatever they are called: dates are dates, figures figures, and all else is of the south. */
const filledWith = (id: string): Record<string, string> =>
  new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) =>
        /from|until|due|date/i.test(String(name))
          ? '2026-12-01'
          : /amount|points|value|percent/i.test(String(name))
            ? '5'
            : id,
    },
  );

/** Does something as a person of the north, and looks whether the south noticed, or the north was shown something of it. */
async function untouched(
  name: string,
  given: unknown,
  act: (who: Who) => Promise<Shown>,
  actors = [north.maya, north.ana],
): Promise<void> {
  const said = JSON.stringify(given);
  for (const who of actors) {
    const shown = JSON.stringify(await act(who).catch(refusedBySlack));
    expect(shown, name).not.toMatch(/southern|7,654|1\.0987/);
    expect(
      [...foreign].filter((id) => shown.includes(id) && !said.includes(id)),
      name,
    ).toEqual([]);
  }
  since.push(name);
  if (since.length >= TOGETHER) await rowsUntouched();
}

/** How many acts are looked back on at once: to read all rows costs more than an act. */
const TOGETHER = 40;
const since: string[] = [];

/** Looks whether the rows of the south are what they were, after everything done since the last look. */
async function rowsUntouched(): Promise<void> {
  const names = since.splice(0).join('; ');
  expect(await rowsOf(pacer().db, south.ana.workspaceId), names).toEqual(untouchedRows);
}
afterEach(rowsUntouched);

describe('what was shown in another workspace', () => {
  test('there is much of it: presses of many kinds, and forms', () => {
    const ids = new Set([...presses.values()].map(({ press: { actionId } }) => actionId));
    expect(ids.size).toBeGreaterThan(registry.actions.size / 2);
    expect(ids).toContain('goals.accept');
    expect(new Set(forms.map(callbackOf)).size).toBeGreaterThan(registry.modals.size / 2);
    expect(foreign.length).toBeGreaterThan(10);
    for (const id of ['retro.contribution', 'retro.closing', 'coaching.plan', 'customers.names-form'])
      expect(forms.map(callbackOf)).toContain(id);
  });

  test('commands say nothing of it', async () => {
    for (const [who, word, text] of lines(north).slice(9))
      await untouched(`/pace ${word} ${text}`, '', () => type(north[who], registry, word, text));
  }, 120_000);

  test('buttons and choices do nothing to it', async () => {
    for (const { press: one, from } of presses.values())
      await untouched(`${one.actionId} ${one.value}`, [one, from], (who) => press(who, registry, one, from));
  }, 240_000);

  test('buttons that nobody was shown do nothing to it either, whatever id they bear', async () => {
    const ids = new Set([...presses.values()].map(({ press: { actionId } }) => actionId));
    for (const actionId of [...registry.actions.keys()].filter((id) => !ids.has(id)))
      for (const value of ['', ...someForeign()])
        await untouched(`${actionId} ${value}`, value, (who) => press(who, registry, { actionId, value }));
  }, 240_000);

  test('forms do nothing to it', async () => {
    for (const view of forms) await untouched(callbackOf(view), view, (who) => handIn(who, registry, view));
  }, 120_000);

  test('forms that nobody was shown do nothing to it either, whatever id they bear and are filled with', async () => {
    const shown = new Set(forms.map(callbackOf));
    for (const id of [...registry.modals.keys()].filter((one) => !shown.has(one)))
      for (const theirs of someForeign())
        for (const metadata of metadataWith(theirs))
          await untouched(
            `${id} ${metadata}`,
            metadata,
            // What no form of ours ever held may fail, as long as it touches nothing.
            (who) =>
              handInAs(who, registry, id, metadata, filledWith(theirs)).catch(() => ({
                replies: [],
                views: [],
              })),
            // Who may do most.
            [north.maya],
          );
  }, 240_000);
});
