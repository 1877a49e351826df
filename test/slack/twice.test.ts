import { beforeAll, describe, expect, test } from 'vitest';
import type { Message, View } from '../../sandbox/contract.ts';
import {
  channelId,
  command,
  type Driver,
  directMessage,
  elementsIn,
  messagesOf,
  press,
  submit,
} from '../../sandbox/driver.ts';
import { listRecent, verifyRollup } from '../../src/activities/store.ts';
import { targetsOf } from '../../src/goals/store.ts';
import { valueOn } from '../../src/goals/target.ts';
import { listAbsences, listTeams, updateMember } from '../../src/people/store.ts';
import { listRates, readWorkspace } from '../../src/workspace/store.ts';
import { day } from '../goals/given.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';
import { settled } from '../support/settled.ts';

/**
 * slack.md § 1: in Socket Mode the same envelope may come again, also on another connection. Here each one comes twice, at the same
 * moment, to the real app: what people do must happen once, and nobody may be told of a failure.
 */
const office = useOffice('2026-11-18T20:00:00Z');
const today = day('2026-11-18');
/** Whether copies come when all is done, and not at the same moment. */
let isLater = false;
/** Delivers once more what was delivered last. */
let again: () => Promise<unknown> = () => Promise.resolve();

beforeAll(async () => {
  const { link } = office().sandbox.world;
  const deliver = link.deliver.bind(link);
  link.deliver = async (envelope) => {
    again = () => deliver(envelope);
    if (!isLater) return (await Promise.all([deliver(envelope), deliver(envelope)]))[0];
    const first = await deliver(envelope);
    await settled(office().sandbox);
    await deliver(envelope);
    return first;
  };
  const { db, workspaceId, memberIds } = office();
  await updateMember(db, workspaceId, null, memberIds.maya, { isAdmin: true });
});

const general = (driver: Driver): string => channelId(driver, 'general');
const mention = (handle: Handle): string => `<@${office().slackIds[handle]}|${handle}>`;
const factsOf = (handle: Handle) =>
  listRecent(office().db, office().workspaceId, office().memberIds[handle], 50);
const shown = (message: Message): string => `${message.text}\n${textsOf(message.blocks)}`;

/** Does something, waits until both deliveries are answered, and returns what the person was told by it. */
async function toldBy(driver: Driver, act: () => Promise<unknown>): Promise<Message[]> {
  const before = new Set(driver.seen.ephemerals.map(({ ts }) => ts));
  await act();
  await settled(office().sandbox);
  const told = driver.seen.ephemerals.filter(({ ts }) => !before.has(ts));
  for (const message of told) expect(shown(message)).not.toMatch(/went wrong/);
  return told;
}

/** The answer to a command that has this button: the other delivery may be answered first, and without one. */
async function answerWith(driver: Driver, line: string, actionId: string): Promise<Message> {
  const told = await toldBy(driver, () => command(driver, line, general(driver)));
  const found = told.find(({ blocks }) =>
    elementsIn(blocks).some(({ element }) => element['action_id'] === actionId),
  );
  if (found === undefined) throw new Error(`No answer to ${line} has ${actionId}`);
  return found;
}

async function formBy(driver: Driver, act: () => Promise<unknown>): Promise<View> {
  const before = new Set(driver.seen.modals.map(({ id }) => id));
  expect(await toldBy(driver, act)).toEqual([]);
  const opened = driver.seen.modals.filter(({ id }) => !before.has(id));
  expect(opened).toHaveLength(1);
  const [view] = opened;
  if (view === undefined) throw new Error('No form was opened');
  return view;
}

async function versionsOf(handle: Handle, metricKey: string) {
  const subjects = [{ kind: 'member', id: office().memberIds[handle] } as const];
  const found = await targetsOf(office().db, office().workspaceId, { subjects, metricKeys: [metricKey] });
  return found.flatMap((target) => target.versions);
}

async function valueFor(handle: Handle, metricKey: string) {
  const subjects = [{ kind: 'member', id: office().memberIds[handle] } as const];
  const found = await targetsOf(office().db, office().workspaceId, { subjects, metricKeys: [metricKey] });
  return found.map((target) => valueOn(target, today));
}

test('what the first delivery of a press shows in place of its message stays: a copy finds nothing any more, and says nothing', async () => {
  const maya = await office().as('maya');
  await toldBy(maya, () => command(maya, '/goal team West calls 101 monthly', general(maya)));
  const form = await formBy(maya, () => command(maya, '/pace strategy Look first', general(maya)));
  const values = { metrics: ['calls'], percent: '+10%', next: 'each' };
  const told = await toldBy(maya, () => submit(maya, form, values));
  const draft = told.find(({ blocks }) => JSON.stringify(blocks).includes('goals.strategy-discard'));
  if (draft === undefined) throw new Error('There is no draft');
  isLater = true;
  await toldBy(maya, () => press(maya, draft, 'goals.strategy-discard'));
  isLater = false;
  const now = maya.seen.ephemerals.find(({ ts }) => ts === draft.ts);
  expect(now === undefined ? '' : shown(now)).toContain('Discarded:');
});

describe('logging', () => {
  test('a command that comes twice is recorded once, and the second answer says so', async () => {
    const ana = await office().as('ana');
    const told = await toldBy(ana, () => command(ana, '/log 3 calls', general(ana)));
    expect(await factsOf('ana')).toHaveLength(1);
    expect(told.map(shown).join()).toMatch(/3 calls today/);
    expect(told.map(shown).join()).not.toMatch(/6 calls/);
  });

  test('typed again it is new: twice the same is legal data', async () => {
    const ana = await office().as('ana');
    const told = await toldBy(ana, () => command(ana, '/log 3 calls', general(ana)));
    expect(await factsOf('ana')).toHaveLength(2);
    expect(told.map(shown).join()).toMatch(/6 calls today/);
  });

  test('Undo pressed twice at once takes back one entry', async () => {
    const ana = await office().as('ana');
    const answer = await answerWith(ana, '/log 4 calls', 'activities.undo');
    expect(await factsOf('ana')).toHaveLength(3);
    await toldBy(ana, () =>
      Promise.all([press(ana, answer, 'activities.undo'), press(ana, answer, 'activities.undo')]),
    );
    expect(await factsOf('ana')).toHaveLength(2);
  });

  test('/log undo that comes twice takes back the last entry alone', async () => {
    const ana = await office().as('ana');
    await toldBy(ana, () => command(ana, '/log undo', general(ana)));
    expect(await factsOf('ana')).toHaveLength(1);
  });

  test('a form handed in twice is recorded once; so is a change', async () => {
    const bo = await office().as('bo');
    const form = await formBy(bo, () => command(bo, '/log', general(bo)));
    const values = { type: 'call', quantity: '5' };
    const [answer] = await toldBy(bo, () =>
      Promise.all([submit(bo, form, values), submit(bo, form, values)]),
    );
    expect(await factsOf('bo')).toHaveLength(1);
    if (answer === undefined) throw new Error('No answer');
    const edit = await formBy(bo, () => press(bo, answer, 'activities.edit'));
    const told = await toldBy(bo, () => submit(bo, edit, { quantity: '7' }));
    const facts = await factsOf('bo');
    expect(facts.map((fact) => fact.quantity)).toEqual([700n]);
    expect(told.map(shown).join()).toMatch(/7 calls/);
  });

  test('after all of this the roll-up is what the facts say', async () => {
    expect(await verifyRollup(office().db, office().workspaceId)).toEqual([]);
  });
});

describe('targets', () => {
  test('a target set twice by one command has one version; so has one by the form', async () => {
    const ana = await office().as('ana');
    await toldBy(ana, () => command(ana, '/goal set calls 50 weekly', general(ana)));
    expect(await versionsOf('ana', 'calls')).toHaveLength(1);
    const list = await answerWith(ana, '/goal', 'goals.new');
    const form = await formBy(ana, () => press(ana, list, 'goals.new'));
    const values = { metric: 'meetings', value: '8', period: 'week' };
    await toldBy(ana, () => Promise.all([submit(ana, form, values), submit(ana, form, values)]));
    expect(await versionsOf('ana', 'meetings')).toHaveLength(1);
  });

  test('Undo pressed twice at once goes back one step, not two', async () => {
    const ana = await office().as('ana');
    const answer = await answerWith(ana, '/goal set calls 60 weekly', 'goals.undo');
    expect(await valueFor('ana', 'calls')).toEqual([6000n]);
    await toldBy(ana, () =>
      Promise.all([press(ana, answer, 'goals.undo'), press(ana, answer, 'goals.undo')]),
    );
    expect(await valueFor('ana', 'calls')).toEqual([5000n]);
  });

  test('T-06 a proposal that comes twice is one; answered twice at once, the rep hears of it once', async () => {
    const [bo, maya] = [await office().as('bo'), await office().as('maya')];
    await toldBy(maya, () => command(maya, `/goal ${mention('bo')} calls 60 weekly`, general(maya)));
    await toldBy(bo, () => command(bo, '/goal propose calls 40 because: two fairs', general(bo)));
    const states = async () => (await versionsOf('bo', 'calls')).map((version) => version.state);
    expect((await states()).filter((state) => state === 'proposed')).toHaveLength(1);
    const asked = (await messagesOf(maya, await directMessage(maya))).filter((one) =>
      shown(one).includes('proposes'),
    );
    expect(asked).toHaveLength(1);
    const [proposal] = asked;
    if (proposal === undefined) throw new Error('No proposal');
    await toldBy(maya, () =>
      Promise.all([press(maya, proposal, 'goals.accept'), press(maya, proposal, 'goals.decline')]),
    );
    expect((await states()).filter((state) => state === 'accepted' || state === 'declined')).toHaveLength(1);
    const heard = (await messagesOf(bo, await directMessage(bo))).filter((one) =>
      /accepted|declined/.test(shown(one)),
    );
    expect(heard).toHaveLength(1);
  });
});

describe('people and settings', () => {
  test('an absence that comes twice is entered once; cancelled twice at once it is gone, and no other', async () => {
    const bo = await office().as('bo');
    const range = { from: today, to: day('2027-06-01') };
    const absences = () => listAbsences(office().db, office().workspaceId, office().memberIds.bo, range);
    await toldBy(bo, () => command(bo, '/pace absence 2026-12-07', general(bo)));
    const [answer] = await toldBy(bo, () => command(bo, '/pace absence 2026-12-24..2026-12-31', general(bo)));
    expect(await absences()).toHaveLength(2);
    if (answer === undefined) throw new Error('No answer');
    const undo = () => press(bo, answer, 'people.cancelAbsence');
    await toldBy(bo, () => Promise.all([undo(), undo()]));
    expect((await absences()).map((one) => one.firstDate)).toEqual(['2026-12-07']);
  });

  test('a form of an absence handed in twice enters it once', async () => {
    const bo = await office().as('bo');
    const form = await formBy(bo, () => command(bo, '/pace absence', general(bo)));
    const values = { 'people.absenceFirst': '2026-12-14' };
    await toldBy(bo, () => Promise.all([submit(bo, form, values), submit(bo, form, values)]));
    const range = { from: day('2026-12-14'), to: day('2026-12-15') };
    const { db, workspaceId, memberIds } = office();
    expect(await listAbsences(db, workspaceId, memberIds.bo, range)).toHaveLength(1);
  });

  test('a new team handed in twice is one team', async () => {
    const maya = await office().as('maya');
    const page = await answerWith(maya, '/pace people', 'people.newTeam');
    const form = await formBy(maya, () => press(maya, page, 'people.newTeam'));
    const { slackIds } = office();
    const values = {
      'people.team-name': 'North',
      'people.team-leads': [slackIds.maya],
      'people.team-members': [slackIds.bo],
    };
    const told = await toldBy(maya, () =>
      Promise.all([submit(maya, form, values), submit(maya, form, values)]),
    );
    const teams = await listTeams(office().db, office().workspaceId, today);
    expect(teams.filter((team) => team.name === 'North')).toHaveLength(1);
    expect(told.map(shown).join()).toMatch(/Saved: team/);
    expect(told.map(shown).join()).not.toMatch(/Nothing was saved/);
  });

  test('an attempt at what one may not do is written down once, and again when it is made again', async () => {
    const bo = await office().as('bo');
    const { db, workspaceId, memberIds } = office();
    const where = { workspaceId, action: 'access.denied', actorId: memberIds.bo };
    const before = await db.client.auditRow.count({ where });
    for (const times of [1, 2]) {
      await toldBy(bo, () => command(bo, '/pace erase Maya Okafor', general(bo)));
      expect((await db.client.auditRow.count({ where })) - before).toBe(times);
    }
  });

  test('a copy of an Undo of the first steps leaves alone what was chosen since', async () => {
    const maya = await office().as('maya');
    const { db, workspaceId } = office();
    const version = async () => (await readWorkspace(db, workspaceId))?.playbookVersion;
    const picks = async (key: string) => {
      const steps = await answerWith(maya, '/pace setup', 'workspace.pickPlaybook');
      const option = { text: { type: 'plain_text', text: key }, value: key };
      await toldBy(maya, () => press(maya, steps, 'workspace.pickPlaybook', { selected_option: option }));
    };
    await picks('field');
    const chosen = await answerWith(maya, '/pace setup', 'workspace.undoStep');
    const field = await version();
    await toldBy(maya, () => press(maya, chosen, 'workspace.undoStep'));
    expect(await version()).not.toBe(field);
    const late = again;
    await picks('ecommerce');
    const ecommerce = await version();
    await toldBy(maya, late);
    expect(await version()).toBe(ecommerce);
  });

  test('a rate that comes twice is entered once', async () => {
    const maya = await office().as('maya');
    await toldBy(maya, () => command(maya, '/pace rates EUR 1.1', general(maya)));
    const { db, workspaceId } = office();
    expect(await listRates(db, workspaceId)).toHaveLength(1);
    const noted = await db.client.auditRow.count({ where: { workspaceId, action: 'rate.set' } });
    expect(noted).toBe(1);
  });
});
