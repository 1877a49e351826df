import { archivedReply, archiveReply } from '../../../src/retro/archive/blocks.ts';
import { type Archived, PAGE } from '../../../src/retro/archive/search.ts';
import { type Contribution, KINDS, LONGEST_TEXT, MOST_TEXTS } from '../../../src/retro/bag/bag.ts';
import { keptReply, overviewReply, savedReply } from '../../../src/retro/blocks.ts';
import { ballotForm, closingForm, contributionForm, experimentForm } from '../../../src/retro/forms.ts';
import { endedReply, type Frame } from '../../../src/retro/phrases.ts';
import {
  type Experiment,
  type Outcome,
  type PastExperiment,
  type Retro,
  type RetroState,
  VERDICTS,
} from '../../../src/retro/retro.ts';
import {
  closedReply,
  countedReply,
  openedReply,
  remindReply,
  revealedReply,
} from '../../../src/retro/thread.ts';
import { MOST_VARIANCES, type Variance } from '../../../src/retro/variance.ts';
import { day, key } from '../../goals/given.ts';
import { type Built, peopleOf, playbookOf, teamsOf, times, today, type World, workspaceOf } from './world.ts';

const outcome = (index: number): Outcome => ({
  verdict: VERDICTS[index % VERDICTS.length] ?? 'helped',
  ...{
    change: index === 3 ? null : 1_234,
    interval: index === 1 ? null : [-55, 9_999],
    asExpected: index === 2,
  },
});

/** Retrospectives: the thread, the forms, what a person sees, and the archive. */
export function retroBuilt(world: World): Built[] {
  const { locale, typed } = world;
  const playbook = playbookOf(world);
  const teams = teamsOf(world);
  const frame: Frame = {
    ...{ locale, workspace: workspaceOf(world), playbook },
    names: new Map(peopleOf(world).map(({ memberId, name }) => [memberId, name])),
    teams: new Map(teams.map(({ id, name }) => [id, name])),
  };
  const metricKey = (index: number) => playbook.metrics[index % playbook.metrics.length]?.key ?? '';
  const variances = times(
    MOST_VARIANCES,
    (index): Variance => ({
      ...{ metricKey: metricKey(index), actual: '987654321000', target: '999999999900', attainment: 9_876 },
      isGood: index % 2 === 0,
    }),
  );
  const lastTime = times(
    5,
    (index): PastExperiment => ({
      ...{ text: typed(LONGEST_TEXT), metricKey: metricKey(index), expected: -1_050, until: today },
      outcome: index === 4 ? undefined : outcome(index),
    }),
  );
  const contributions = times(
    Math.min(world.people, 60) * MOST_TEXTS,
    (index): Contribution => ({
      ...{ id: `c${index}`, kind: KINDS[index % KINDS.length] ?? 'idea', text: typed(LONGEST_TEXT) },
      votes: index % 3 === 0 ? null : index,
    }),
  );
  const retro = (state: RetroState, index = 0): Retro => ({
    ...{ id: `r${index}`, teamId: 't0', periodKey: key('2026-10'), state, channel: 'C0123456789', locale },
    ...{ facilitatorId: 'm0', openedOn: day('2026-11-02'), closedOn: state === 'closed' ? today : null },
    ...{ variances, lastTime, contributions },
  });
  const experiment = (index: number): Experiment => ({
    ...{ id: `e${index}`, retroId: 'r0', teamId: 't0', text: typed(LONGEST_TEXT), ownerId: `m${index}` },
    ...{ metricKey: metricKey(index), expected: 1_000, from: day('2026-11-02'), until: today },
    ...(index === 0 ? { state: 'running', outcome: undefined } : { state: 'done', outcome: outcome(index) }),
  });
  const both = times(2, experiment);
  const one = (state: RetroState, leads: boolean, index: number) => ({
    ...{
      retro: retro(state, index),
      leads,
      takesPart: true,
      isEnough: leads,
      experiments: both.slice(0, index % 3),
    },
  });
  const open = times(world.entries, (index) =>
    one((['collecting', 'voting', 'deciding'] as const)[index % 3] ?? 'voting', index % 4 !== 3, index),
  );
  const toStart = teams.map((team) => ({ team, period: key('2026-10') }));
  const archive = times(
    Math.max(world.entries, PAGE + 1),
    (index): Archived => ({ retro: retro('closed', index), experiments: both }),
  );
  const empty = { ...retro('closed'), variances: [], lastTime: [], contributions: [] };
  const form = { today, playbook, locale };
  const draft = {
    text: typed(LONGEST_TEXT),
    owner: 'U0',
    metric: metricKey(0),
    expected: '-5 %',
    until: '2026-12-20',
  };
  return [
    { what: 'a retrospective', reply: openedReply(retro('collecting'), true, frame) },
    { what: 'a retrospective of nothing', reply: openedReply(empty, false, frame) },
    { what: 'a retrospective within chance', reply: openedReply(empty, true, frame) },
    { what: 'a reminder', reply: remindReply(retro('collecting'), frame) },
    { what: 'what was written', reply: revealedReply(retro('voting'), frame) },
    { what: 'how it was voted', reply: countedReply(retro('deciding'), frame) },
    { what: 'too few votes', reply: countedReply(empty, frame) },
    { what: 'a closed retrospective', reply: closedReply(retro('closed'), both, frame) },
    { what: 'one closed without anything', reply: closedReply(empty, [], frame) },
    { what: 'retrospectives', reply: overviewReply({ open, toStart }, frame) },
    { what: 'retrospectives, one of each', reply: overviewReply({ open: open.slice(0, 6), toStart }, frame) },
    {
      what: 'one that decides',
      reply: overviewReply({ open: [one('deciding', true, 1)], toStart: [] }, frame),
    },
    { what: 'no retrospectives', reply: overviewReply({ open: [], toStart: [] }, frame) },
    { what: 'none to start', reply: overviewReply({ open: [], toStart }, frame) },
    { what: 'a contribution kept', reply: keptReply('r0', 'f'.repeat(32), 3, locale) },
    { what: 'the last contribution kept', reply: keptReply('r0', 'f'.repeat(32), 0, locale) },
    { what: 'an experiment kept', reply: savedReply(experiment(0), frame) },
    { what: 'the form of contributions', view: contributionForm('r0', locale) },
    {
      what: 'the form of contributions again',
      view: contributionForm(
        'r0',
        locale,
        { well: typed(LONGEST_TEXT), idea: typed(LONGEST_TEXT) },
        'Too many',
      ),
    },
    { what: 'the ballot', view: ballotForm('r0', contributions, ['c0', 'c1', 'c2'], locale) },
    { what: 'the form of an experiment', view: experimentForm('r0', form) },
    {
      what: 'the form of an experiment again',
      view: experimentForm('r0', form, draft, 'Nobody of the team'),
    },
    { what: 'the form that closes', view: closingForm(retro('collecting'), frame) },
    { what: 'an experiment that ended', reply: endedReply(experiment(1), frame) },
    { what: 'the archive', reply: archiveReply(archive, 0, typed(200), frame) },
    { what: 'the empty archive', reply: archiveReply([], 0, '', frame) },
    { what: 'nothing in the archive', reply: archiveReply([], 0, typed(200), frame) },
    ...archive.slice(0, 1).map((one) => ({ what: 'one of the archive', reply: archivedReply(one, frame) })),
    { what: 'an empty one of the archive', reply: archivedReply({ retro: empty, experiments: [] }, frame) },
  ];
}
