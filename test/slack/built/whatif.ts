import type { KnownBlock } from '@slack/types';
import type { Reader } from '../../../src/goals/phrases.ts';
import { whosePerson, whoseTeam } from '../../../src/goals/whose.ts';
import { currency } from '../../../src/kpi/money.ts';
import { applyView } from '../../../src/whatif/apply/blocks.ts';
import { previewOf } from '../../../src/whatif/apply/preview.ts';
import type { Choice } from '../../../src/whatif/ask.ts';
import { answerReply, loadingView, type Shown, whatIfView } from '../../../src/whatif/blocks.ts';
import { outcomeOf } from '../../../src/whatif/outcome.ts';
import type { About } from '../../../src/whatif/phrases.ts';
import { replay } from '../../../src/whatif/replay.ts';
import { TRIAL_KINDS, type Trial } from '../../../src/whatif/trial.ts';
import { key } from '../../goals/given.ts';
import { FOUR_WEEKS, replayFacts } from '../../whatif/given.ts';
import { type Built, peopleOf, playbookOf, targetsOf, teamsOf, times, today, type World } from './world.ts';

/** In the place of the picture, whose file only Slack knows. */
const picture: KnownBlock = { type: 'divider' };

/** All that `whatif` shows. */
export function whatifBuilt(world: World): Built[] {
  const reader: Reader = {
    ...{ locale: world.locale, today, currency: currency('USD'), fiscalYearStart: 4 },
  };
  const loading: Built = { what: 'what-if, loading', view: loadingView(reader) };
  const [metric] = playbookOf(world).metrics;
  const [team] = teamsOf(world);
  if (metric === undefined || team === undefined) return [loading];
  const whose = whoseTeam(team, 'UTC');
  const people = times(world.people, (index) => ({
    id: `m${index}`,
    isOptedOut: index === 1,
    targets: targetsOf(world, [metric], { kind: 'member', id: `m${index}` }).slice(0, 2),
  }));
  const facts = replayFacts({ metric, people });
  const named = { ...facts, people: facts.people.map((one) => ({ ...one, name: world.typed(80) })) };
  const trials: Record<(typeof TRIAL_KINDS)[number], Trial> = {
    value: { kind: 'value', value: 987_654_321_000n },
    factor: { kind: 'factor', factor: { n: 11n, d: 10n } },
    each: { kind: 'each', values: new Map(people.map(({ id }) => [id, 987_654_321_000n])) },
  };
  return [
    loading,
    ...TRIAL_KINDS.flatMap((how): Built[] => {
      const trial = trials[how];
      const texts =
        how === 'each'
          ? Object.fromEntries(people.slice(0, 40).map(({ id }) => [id, '9876543210']))
          : { [how]: how === 'factor' ? '110%' : '9876543210' };
      const choice: Choice = { who: 'team:t0', metric: metric.key, kind: 'week', count: 12, how, texts };
      const about: About = {
        ...{ metric, whose, kind: 'week', asked: 12, periods: FOUR_WEEKS.map(key), trial },
        outcome: outcomeOf(metric.definition, replay(named, trial)),
      };
      const shown: Shown = {
        ...{ choice, metrics: playbookOf(world).metrics, metric, about, notUnderstood: world.typed(3000) },
        choices: [whose, ...peopleOf(world).map((one) => whosePerson(one, 'm0'))],
        people: named.people.map(({ id, name }) => ({ id, name, now: 987_654_321_000n })),
        trouble: { field: how, kind: 'empty' },
      };
      const preview = previewOf({ ...named, metricKey: metric.key, trial }, 'next');
      return [
        { what: `what-if, ${how}`, view: whatIfView(shown, reader) },
        { what: `what-if, ${how}, nothing`, view: whatIfView({ ...shown, about: undefined }, reader) },
        { what: `what-if, ${how}, kept`, reply: answerReply(about, choice, [picture], reader) },
        {
          what: `what-if, ${how}, to set`,
          view: applyView({ about, choice, preview, isSelfOut: true }, reader),
        },
      ];
    }),
  ];
}
