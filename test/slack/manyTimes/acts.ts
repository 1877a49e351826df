import type { View } from '../../../sandbox/contract.ts';
import { ask, command, directMessage, press, submit } from '../../../sandbox/driver.ts';
import { playbookYaml } from '../../../src/playbook/file/write.ts';
import { readyMadeOf } from '../../../src/playbook/readyMade/all.ts';
import type { Handle, Office } from '../../support/office.ts';
import { bonusActs } from './acts/bonus.ts';
import { campaignActs } from './acts/campaigns.ts';
import { checkinActs } from './acts/checkins.ts';
import { coachingActs } from './acts/coaching.ts';
import { customerActs } from './acts/customers.ts';
import { entryActs } from './acts/entries.ts';
import { evaluationActs } from './acts/evaluation.ts';
import { fileActs } from './acts/files.ts';
import { importActs } from './acts/imports.ts';
import { privacyActs } from './acts/privacy.ts';
import { ratingActs } from './acts/ratings.ts';
import { retroActs } from './acts/retro.ts';
import { rewardActs } from './acts/rewards.ts';
import { scheduleActs } from './acts/schedule.ts';
import { setupActs } from './acts/setup.ts';
import { thanksActs } from './acts/thanks.ts';
import { walkActs } from './acts/walk.ts';
import {
  type Act,
  fill,
  general,
  hasButton,
  isHere,
  mention,
  pressLast,
  say,
  throughAnswer,
} from './doing.ts';

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
  ...scheduleActs,
  ...rewardActs,
  ...campaignActs,
  ...entryActs,
  ...bonusActs,
  ...customerActs,
  ...retroActs,
  ...coachingActs,
  ...thanksActs,
  ...checkinActs,
  ...evaluationActs,
  ...walkActs,
  ...importActs,
  ...fileActs,
  ...privacyActs,
  ...setupActs,
  ...ratingActs,
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
