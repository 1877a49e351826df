import type { Message, View } from '../../../sandbox/contract.ts';
import {
  ask,
  channelId,
  command,
  type Driver,
  directMessage,
  elementsIn,
  messagesOf,
  press,
  submit,
} from '../../../sandbox/driver.ts';
import { playbookYaml } from '../../../src/playbook/file/write.ts';
import { readyMadeOf } from '../../../src/playbook/readyMade/all.ts';
import type { Handle, Office } from '../../support/office.ts';

/** What people do, each in a way that works in any state of an office; where something is not there to be pressed, nothing is done. */
export interface Stage {
  office: Office;
  as: Readonly<Record<Handle, Driver>>;
  /** Buttons that were pressed already: their copies in further answers are passed over. */
  pressed: Set<string>;
  /** Waits until nothing is under way any more. */
  settle(): Promise<void>;
}

export type Act = (stage: Stage) => Promise<unknown>;

const general = (driver: Driver): string => channelId(driver, 'general');
const isHere = ({ sandbox, slackIds }: Office, handle: Handle): boolean =>
  sandbox.world.people.get(slackIds[handle])?.deleted === false;
const say = (handle: Handle, line: (office: Office) => string): Act => {
  return async ({ as, office }) => {
    if (isHere(office, handle)) await command(as[handle], line(office), general(as[handle]));
  };
};
const mention = (office: Office, handle: Handle): string => `<@${office.slackIds[handle]}|${handle}>`;

function hasButton({ blocks }: Message, actionId: string): boolean {
  return buttonValue({ blocks }, actionId) !== undefined;
}

function buttonValue({ blocks }: Pick<Message, 'blocks'>, actionId: string): string | undefined {
  const found = elementsIn(blocks).find(({ element }) => element['action_id'] === actionId);
  return found === undefined ? undefined : String(found.element['value'] ?? '');
}

/** Presses a button of the newest private answer or message that has one which nobody has pressed yet. */
const pressLast = (handle: Handle, actionId: string): Act => {
  return async ({ as, office, pressed }) => {
    if (!isHere(office, handle)) return;
    const driver = as[handle];
    const stored = await messagesOf(driver, await directMessage(driver));
    const all = [...driver.seen.ephemerals, ...stored].sort((a, b) => (a.ts < b.ts ? -1 : 1));
    const keyOf = (message: Message) => `${handle} ${actionId} ${buttonValue(message, actionId)}`;
    const found = all.findLast((message) => hasButton(message, actionId) && !pressed.has(keyOf(message)));
    if (found === undefined) return;
    pressed.add(keyOf(found));
    await press(driver, found, actionId);
  };
};

/** Says a line that opens a form (or presses a button of its answer), and hands the form in `times` at once. */
const fill = (
  handle: Handle,
  callbackId: string,
  open: (driver: Driver, settle: () => Promise<void>) => Promise<unknown>,
  values: (office: Office) => Parameters<typeof submit>[2],
): Act => {
  return async ({ as, office, settle }) => {
    if (!isHere(office, handle)) return;
    const driver = as[handle];
    const before = new Set(driver.seen.modals.map(({ id }) => id));
    await open(driver, settle);
    const form: View = await driver.waitFor(callbackId, ({ modals }) =>
      modals.find(({ id, callback_id }) => !before.has(id) && callback_id === callbackId),
    );
    await settle();
    await submit(driver, form, values(office));
  };
};

const throughAnswer = (line: string, actionId: string) => async (driver: Driver) => {
  const before = new Set(driver.seen.ephemerals.map(({ ts }) => ts));
  await command(driver, line, general(driver));
  const answer = await driver.waitFor(line, ({ ephemerals }) =>
    ephemerals.find((message) => !before.has(message.ts) && hasButton(message, actionId)),
  );
  await press(driver, answer, actionId);
};

/** By name, so that a failure says what was done. */
export const ACTS: Readonly<Record<string, Act>> = {
  'Ana logs calls': say('ana', () => '/log 3 calls'),
  'Ana logs two lines': say('ana', () => '/log 2 meetings\ncall with Acme'),
  'Bo logs a deal': say('bo', () => '/log deal with Acme $1,200 note: signed'),
  'Li Lei logs in Chinese': say('lilei', () => '/log 电话 4'),
  'Ana undoes by command': say('ana', () => '/log undo'),
  'Bo undoes by button': pressLast('bo', 'activities.undo'),
  'Bo logs by form': fill(
    'bo',
    'activities.log',
    (driver) => command(driver, '/log', general(driver)),
    () => ({ type: 'call', quantity: '5' }),
  ),
  'Maya confirms what Bo logged': async (stage) => {
    const { as, office } = stage;
    if (!isHere(office, 'bo') || !isHere(office, 'maya')) return;
    await ask(as.bo, '/log deal with Omega $50', general(as.bo));
    await fill(
      'maya',
      'activities.confirm',
      (driver) => command(driver, '/pace confirm', general(driver)),
      () => ({}),
    )(stage);
  },
  'Maya opens them again': pressLast('maya', 'activities.unconfirm'),
  'Maya enters what was spent': say('maya', () => '/pace spend 50 via:ads'),
  'Ana sets a target': say('ana', () => '/goal set calls 50 weekly'),
  'Ana raises her target': say('ana', () => '/goal set calls 60 weekly'),
  'Ana undoes her target': pressLast('ana', 'goals.undo'),
  'Maya sets Bo’s target': say('maya', (office) => `/goal ${mention(office, 'bo')} calls 60 weekly`),
  'Bo proposes': say('bo', () => '/goal propose calls 40 because: two fairs'),
  'Maya accepts': pressLast('maya', 'goals.accept'),
  'Maya declines': pressLast('maya', 'goals.decline'),
  'Maya counters': async ({ as: { maya }, office, settle }) => {
    if (!isHere(office, 'maya')) return;
    const answers = new Set(maya.seen.ephemerals.map(({ ts }) => ts));
    const views = new Set(maya.seen.modals.map(({ id }) => id));
    await command(maya, '/goal', general(maya));
    await settle();
    const asked = maya.seen.ephemerals.find((one) => !answers.has(one.ts) && hasButton(one, 'goals.counter'));
    if (asked === undefined) return;
    await press(maya, asked, 'goals.counter');
    await settle();
    const form = maya.seen.modals.find(
      ({ id, callback_id }) => !views.has(id) && callback_id === 'goals.counter-form',
    );
    if (form !== undefined) await submit(maya, form, { value: '47', reason: 'in between' });
  },
  'Bo accepts': pressLast('bo', 'goals.accept'),
  'Maya proposes to Ana': say('maya', (office) => `/goal ${mention(office, 'ana')} propose demos 8 monthly`),
  'Ana declines': pressLast('ana', 'goals.decline'),
  'Maya sets the team’s target': say('maya', () => '/goal team West revenue 500k quarterly'),
  'Maya enters a strategy': fill(
    'maya',
    'goals.strategy-form',
    async (driver, settle) => {
      await command(driver, '/goal team West calls 101 monthly', general(driver));
      await settle();
      await command(driver, '/pace strategy Push the new product', general(driver));
    },
    () => ({ metrics: ['calls'], percent: '+20%' }),
  ),
  'Maya withdraws it': pressLast('maya', 'goals.strategy-withdraw'),
  'Maya drafts a strategy': fill(
    'maya',
    'goals.strategy-form',
    async (driver, settle) => {
      await command(driver, '/goal team West calls 101 monthly', general(driver));
      await settle();
      await command(driver, '/pace strategy Look first', general(driver));
    },
    () => ({ metrics: ['calls'], percent: '+10%', next: 'each' }),
  ),
  'Maya proposes the draft': pressLast('maya', 'goals.strategy-propose'),
  'Maya splits a target of the team': fill(
    'maya',
    'goals.split-form',
    async (driver) => {
      await command(driver, '/goal team West calls 101 monthly', general(driver));
      // Its own answer has such a button as well: whichever comes first, it is about the calls.
      await throughAnswer('/goal team West calls', 'goals.split')(driver);
    },
    () => ({}),
  ),
  'Maya copies the team’s targets': fill(
    'maya',
    'goals.copy-form',
    (driver) => command(driver, '/goal copy team West x1.1', general(driver)),
    () => ({}),
  ),
  'Maya tries targets and sets them': async ({ as: { maya }, office, settle }) => {
    if (!isHere(office, 'maya')) return;
    const before = new Set(maya.seen.modals.map(({ id }) => id));
    const opened = (callbackId: string): View | undefined =>
      maya.seen.modals.find(({ id, callback_id }) => !before.has(id) && callback_id === callbackId);
    await command(maya, '/pace whatif team West calls x1.1 weekly', general(maya));
    await settle();
    const form = opened('whatif.form');
    if (form === undefined) return;
    await submit(maya, form);
    await settle();
    const preview = opened('whatif.apply-form');
    if (preview !== undefined) await submit(maya, preview);
  },
  'Maya undoes the split': pressLast('maya', 'goals.undo-many'),
  'Bo goes away': say('bo', () => '/pace absence 2026-12-07'),
  'Bo cancels it': pressLast('bo', 'people.cancelAbsence'),
  'Maya enters an absence': say(
    'maya',
    (office) => `/pace absence ${mention(office, 'bo')} 2026-12-28 note: family`,
  ),
  'Li Lei hides': say('lilei', () => '/pace boards off'),
  'Li Lei shows up': say('lilei', () => '/pace boards on'),
  'Maya enters a rate': say('maya', () => '/pace rates EUR=1.1'),
  'Maya enters a holiday': say('maya', () => '/pace holiday 2026-12-24 Christmas Eve'),
  'Maya makes a team': fill(
    'maya',
    'people.team',
    throughAnswer('/pace team', 'people.newTeam'),
    (office) => ({
      'people.team-name': 'North',
      'people.team-leads': [office.slackIds.maya],
      'people.team-members': [office.slackIds.lilei],
    }),
  ),
  'Maya undoes the team': pressLast('maya', 'people.undo'),
  'Maya changes the settings': fill(
    'maya',
    'workspace.settings',
    throughAnswer('/pace 设置', 'workspace.settings'),
    () => ({ 'workspace.fiscal': '4' }),
  ),
  'Maya chooses another playbook': async ({ as }) => {
    const answer = await ask(as.maya, '/pace playbook choose field', general(as.maya));
    if (hasButton(answer, 'playbook.use')) await press(as.maya, answer, 'playbook.use');
  },
  'Maya undoes the choice': pressLast('maya', 'playbook.undo'),
  'Maya adds a stage': fill(
    'maya',
    'playbook.edit',
    throughAnswer('/pace playbook edit', 'playbook.addStage'),
    () => ({ 'playbook.field-en': 'Pilots', 'playbook.field-zh': '试点' }),
  ),
  'Maya shares a playbook': async ({ as }) => {
    const { types, metrics } = readyMadeOf('b2b');
    await as.maya.act('upload', {
      channel: await directMessage(as.maya),
      name: 'ours.yaml',
      mimetype: 'text/plain',
      base64: Buffer.from(playbookYaml({ types, metrics })).toString('base64'),
    });
  },
  'Maya uses it': pressLast('maya', 'playbook.fileUse'),
  'Maya opens the first steps': say('maya', () => '/pace setup'),
  'Ana opens Home': ({ as }) => as.ana.act('home-opened', { appId: as.ana.state.apps[0]?.id ?? '' }),
  'Ana types to the bot': async ({ as }) =>
    as.ana.act('post', { channel: await directMessage(as.ana), text: 'log 2 calls' }),
  'Ana shares a list of people': async ({ as }) => {
    const csv = 'email,team\nlilei@pacer.example,West\n';
    await as.maya.act('upload', {
      channel: await directMessage(as.maya),
      name: 'people.csv',
      mimetype: 'text/csv',
      base64: Buffer.from(csv).toString('base64'),
    });
  },
  'Maya imports it': pressLast('maya', 'people.rosterImport'),
  'Bo is deactivated in Slack': ({ office }) => change(office, 'bo', { active: false }),
  'Bo comes back': ({ office }) => change(office, 'bo', { active: true }),
  'Ana moves to Tokyo': ({ office }) => change(office, 'ana', { timezone: 'Asia/Tokyo' }),
  'A newcomer joins': ({ office }) => join(office),
};

async function change({ address, slackIds }: Office, handle: Handle, what: object): Promise<void> {
  await fetch(`${address.page}scim/v2/Users/${slackIds[handle]}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${address.scimToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(what),
  });
}

async function join({ address }: Office): Promise<void> {
  await fetch(`${address.page}scim/v2/Users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${address.scimToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ userName: 'newcomer', displayName: 'New Comer', timezone: 'Europe/Paris' }),
  });
}
