import { helpReply, homeBlocks } from '../../../src/home/blocks.ts';
import { allHelp } from '../../../src/home/slack.ts';
import { helloReply } from '../../../src/people/hello.ts';
import { troubleReply } from '../../../src/platform/jobs/trouble.ts';
import { playbookReply } from '../../../src/playbook/blocks.ts';
import { slices } from '../../../src/slices.ts';
import { claimReply, settingsModal, settingsReply } from '../../../src/workspace/blocks.ts';
import { closedReply, reopenView } from '../../../src/workspace/closed/blocks.ts';
import { refusedText } from '../../../src/workspace/closed/refusal.ts';
import {
  lateBlocks,
  lateReply,
  parkedBlocks,
  parkedReply,
} from '../../../src/workspace/deliveries/blocks.ts';
import { welcomeReply } from '../../../src/workspace/installations/blocks.ts';
import { firstTeamModal, onboardingReply, rhythmModal } from '../../../src/workspace/onboarding/blocks.ts';
import { STEPS, type Steps } from '../../../src/workspace/onboarding/steps.ts';
import { askReply, eraseForm } from '../../../src/workspace/privacy/erasing/blocks.ts';
import { rateList, rateReply } from '../../../src/workspace/rateBlocks.ts';
import type { Built, World } from './world.ts';
import { peopleOf, playbookOf, teamsOf, times, today, workspaceOf } from './world.ts';

function ratesBuilt({ locale, typed, entries }: World): Built[] {
  const rate = { currency: 'EUR', fromDate: today, rate: '123456789.0123456789', source: typed(300) };
  const rates = times(entries, () => rate);
  return [
    { what: 'a rate', reply: rateReply({ kind: 'set', rate }, 'USD', locale) },
    ...(['bad-rate', 'bad-date'] as const).map((kind) => ({
      what: `a rate: ${kind}`,
      reply: rateReply({ kind, text: typed(3000) }, 'USD', locale),
    })),
    {
      what: 'a rate: unknown currency',
      reply: rateReply({ kind: 'unknown-currency', code: typed(300) }, 'USD', locale),
    },
    { what: 'rates', reply: rateList(rates, 'USD', locale) },
  ];
}

function closedBuilt({ locale, typed, entries }: World): Built[] {
  const range = { from: today, to: today };
  const closed = times(entries, (index) => ({ id: `cycle:${index}`, name: typed(300), range }));
  return [
    { what: 'closed dates', reply: closedReply(closed, true, locale) },
    { what: 'nothing is closed', reply: closedReply([], true, locale) },
    { what: 'the form to reopen', view: reopenView('cycle:1', locale) },
    ...closed.slice(0, 1).flatMap((one) =>
      (['refused', 'refusedChange'] as const).map((what) => ({
        what: `closed dates: ${what}`,
        reply: { text: refusedText(one, today, what, locale) },
      })),
    ),
  ];
}

/** A report of which messages were not posted, for every reason at once. */
function troubleBuilt({ locale, typed, entries }: World): Built[] {
  const reasons = [
    'is_archived',
    'user_disabled',
    'restricted_action',
    'not_in_channel',
    'channel_not_found',
  ];
  const errors = [...reasons, 'missing_scope', 'ratelimited', 'invalid_blocks'];
  const unposted = times(entries, (index) => ({
    ...{ id: `m${index}`, key: `weekly-feedback:t:2026-W47:board`, channel: 'C0123456789' },
    ...{ state: 'failed' as const, error: errors[index % errors.length] ?? '' },
  }));
  const about = { team: typed(200), week: '2026-W47', period: '2026-W47' };
  return [{ what: 'a report in trouble', reply: troubleReply(locale, about, unposted) }];
}

function privacyBuilt({ locale, typed }: World): Built[] {
  const person = { memberId: 'm0', name: typed(80) };
  return [
    { what: 'before a person is erased', reply: askReply(person, locale) },
    { what: 'the form that erases', view: eraseForm(person, locale) },
  ];
}

function deliveriesBuilt({ locale, typed }: World): Built[] {
  const team = typed(300);
  const id = '0b0cbd2c-6a4f-4d0e-8d3c-1e1f7f9a2b3c';
  const at = new Date('2026-11-23T14:00:00Z');
  const frame = { zone: 'Europe/Madrid', periods: { fiscalYearStart: 1 } };
  const parked = (['parked', 'released', 'sent'] as const).flatMap((state) =>
    times(4, (index) => ({
      ...{
        id,
        key: 'weekly-feedback:t:2026-W47:board',
        channel: 'C0123456789',
        person: index % 2 === 0 ? undefined : typed(300),
      },
      ...{ error: ['missing_scope', 'budget', typed(300)][index % 3] ?? '', triedAt: at, state },
      linkBefore: 'https://northwind.slack.com/archives/C0123456789/p1763906400000100',
    })),
  );
  const late = (['offered', 'released', 'left'] as const).flatMap((state) =>
    times(4, () => ({ id, team, periodKey: '2026-W47', dueAt: at, state })),
  );
  return [
    {
      what: 'whether messages are there',
      reply: parkedReply(locale, { team, periodKey: '2026-W47', more: 12_345 }, parked.slice(0, 10), frame),
    },
    {
      what: 'whether messages are there, decided',
      reply: parkedReply(locale, { team, periodKey: '2026-W47', more: 0 }, parked.slice(-10), frame),
    },
    ...parked.slice(0, 5).map((line) => ({
      what: 'one message',
      part: parkedBlocks(line, [line], { locale, zone: frame.zone }),
    })),
    ...late
      .slice(0, 5)
      .map((line) => ({ what: 'one late report', part: lateBlocks(line, [line], locale, frame) })),
    { what: 'late reports', reply: lateReply(locale, late.slice(0, 10), 12_345, frame) },
    { what: 'late reports, decided', reply: lateReply(locale, late.slice(-10), 0, frame) },
  ];
}

function stepsBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const names = peopleOf(world).map((person) => person.name);
  const name = typed(300);
  const others = times(5, () => ({ key: 'b2b', name: 'B2B sales' }));
  const reports = { weekday: 1, localTime: '09:00', zone: 'Europe/Madrid', firstOn: today } as const;
  const begun: Steps = {
    playbook: { name, isDone: false, others },
    teams: [],
    reports: { ...reports, channelId: null, isThere: true },
    undo: new Set(),
  };
  const done: Steps = {
    playbook: { name, isDone: true, others },
    teams: teamsOf(world).map((team) => ({ name: team.name, leads: names, count: 12_345 })),
    reports: { ...reports, channelId: 'C0123456789', isThere: true },
    undo: new Set(STEPS),
  };
  const lost: Steps = { ...done, reports: { ...done.reports, isThere: false } };
  return [
    { what: 'the first steps', reply: onboardingReply(begun, locale) },
    { what: 'the first steps, done', reply: onboardingReply(done, locale) },
    { what: 'the first steps, in a private channel', reply: onboardingReply(lost, locale) },
    { what: 'hello', reply: helloReply(name, name, false, locale) },
    { what: 'hello to a lead', reply: helloReply(name, name, true, locale) },
    { what: 'the form of the first team', view: firstTeamModal('U0123456789', locale) },
    { what: 'the form of day and time', view: rhythmModal(begun, locale) },
  ];
}

/** All that `workspace`, `playbook` and `home` show; `home` are the parts that the other slices bring. */
export function workspaceBuilt(world: World, parts: readonly Built[]): Built[] {
  const { locale, typed } = world;
  const workspace = workspaceOf(world);
  const names = peopleOf(world).map((person) => person.name);
  const homeParts = parts.flatMap((part, order) => ('part' in part ? [{ order, blocks: part.part }] : []));
  return [
    { what: 'settings', reply: settingsReply(workspace, true, names, locale) },
    { what: 'settings to read', reply: settingsReply(workspace, false, names, locale) },
    ...stepsBuilt(world),
    ...closedBuilt(world),
    ...privacyBuilt(world),
    ...troubleBuilt(world),
    ...deliveriesBuilt(world),
    { what: 'claim', reply: claimReply(locale) },
    ...[true, false].map((isBack) => ({
      what: `the welcome${isBack ? ' back' : ''}`,
      reply: welcomeReply(locale, workspace.name, { isBack, isAdmin: !isBack }),
    })),
    { what: 'the form of the settings', view: settingsModal(workspace, locale) },
    { what: 'the playbook', reply: playbookReply(playbookOf(world), locale) },
    { what: 'help', reply: helpReply(locale, allHelp(slices, locale)) },
    { what: 'Home', home: homeBlocks(locale, typed(80), homeParts) },
    { what: 'Home of a newcomer', home: homeBlocks(locale, typed(80), []) },
    ...ratesBuilt(world),
  ];
}
