import { press } from '../../../../sandbox/driver.ts';
import {
  type Act,
  fillIn,
  inOrder,
  mention,
  offered,
  posts,
  pressAnswer,
  pressLast,
  pressOffered,
  say,
} from '../doing.ts';

/** C-01, C-03: what somebody says of a flag, and a plan from its proposal to its answer. */

const looksAtAna = say('maya', (office) => `/pace coaching ${mention(office, 'ana')}`);

/** Something to talk about: it takes three weeks to come about by itself. */
const flagged: Act = async ({ office: { db, workspaceId, memberIds } }) => {
  const id = 'flag-of-ana';
  const weeks = ['2026-W44', '2026-W45', '2026-W46'].map((week) => ({
    ...{ week, actual: { n: '20', d: '1' }, target: { n: '50', d: '1' }, attainment: { n: '2', d: '5' } },
  }));
  const evidence = { weeks, own: { n: '2', d: '5' }, median: { n: '9', d: '10' }, others: 4 };
  if ((await db.client.coachingFlag.count({ where: { workspaceId, id } })) > 0) return;
  await db.client.coachingFlag.create({
    data: {
      ...{ workspaceId, id, memberId: memberIds.ana, metricKey: 'calls', week: '2026-W46', evidence },
      raisedOn: new Date('2026-11-17'),
    },
  });
};

const proposes = inOrder(
  fillIn('maya', 'coaching.plan', pressOffered('maya', looksAtAna, 'coaching.plan'), () => ({
    ...{ option: 'training', from: '2026-11-25', until: '2026-12-18', note: 'Openings, twice a week' },
  })),
  posts,
);

export const coachingActs: Readonly<Record<string, Act>> = {
  'Ana says what she thinks of a flag': inOrder(
    flagged,
    fillIn('ana', 'coaching.comment', pressAnswer('ana', '/pace coaching', 'coaching.comment'), () => ({
      comment: 'Two trade fairs',
    })),
  ),
  'Ana has seen the flag': inOrder(flagged, pressAnswer('ana', '/pace coaching', 'coaching.seen')),
  'Maya proposes a plan': proposes,
  'Ana declines the plan': fillIn(
    'ana',
    'coaching.decline',
    pressLast('ana', 'coaching.plan-decline'),
    () => ({
      reason: 'The fairs come first',
    }),
  ),
  'Ana takes her answer back': pressLast('ana', 'coaching.plan-again'),
  'Ana accepts the plan': inOrder(proposes, pressLast('ana', 'coaching.plan-accept')),
  'Maya takes the plan back': pressOffered('maya', looksAtAna, 'coaching.plan-withdraw'),
  'Maya adds to the catalogue of plans': fillIn(
    'maya',
    'coaching.option',
    async (stage) => {
      const asks = say('maya', () => '/pace coaching options');
      const list = await offered(stage, 'maya', asks, 'coaching.option');
      // The button that adds one names none.
      if (list !== undefined) await press(stage.as.maya, list, 'coaching.option', { value: '' });
    },
    () => ({ kind: 'mentor', en: 'Shadowing' }),
  ),
  'Maya offers a plan no more': pressAnswer('maya', '/pace coaching options', 'coaching.option-retire'),
};
