import { listTemplates } from '../../../../src/evaluation/template/store.ts';
import type { Handle } from '../../../support/office.ts';
import {
  type Act,
  fillIn,
  inOrder,
  ofIds,
  posts,
  pressAnswer,
  pressLast,
  pressOffered,
  type Stage,
  say,
} from '../doing.ts';

/** S-01…S-08: an evaluation from its scorecard to its answers. One is open at a time, so that two offices press the same. */

const CARD = 'evaluation.card-form';
const templates = say('maya', () => '/review templates');

/** There is one scorecard, so that two offices choose the same. */
const makesCard: Act = async (stage) => {
  const { db, workspaceId } = stage.office;
  if ((await listTemplates(db, workspaceId)).length > 0) return;
  await fillIn('maya', CARD, pressOffered('maya', templates, 'evaluation.card-new'), () => ({
    ...{ name: 'Everybody', reason: 'Quality is measured from January on' },
  }))(stage);
};

/** The evaluations that were begun here: others are laid into the database for payouts. */
const ownOf = ({ workspaceId }: Stage['office']) => ({
  where: { workspaceId, NOT: { id: { startsWith: 'cycle-' } } },
});
const newest = ({ office }: Stage) =>
  office.db.client.evaluationCycle.findFirst({ ...ownOf(office), orderBy: { fromDate: 'desc' } });

const date = (day: number) => `2026-11-${String(day).padStart(2, '0')}`;

/** Two days of November at a time: of the same dates there is one. */
const drafts: Act = async (stage) => {
  const known = await newest(stage);
  if (known !== null && known.state !== 'closed') return;
  const day = known === null ? 2 : known.toDate.getUTCDate();
  if (day > 16) return;
  await makesCard(stage);
  await stage.settle();
  await fillIn(
    'maya',
    'evaluation.cycle-form',
    say('maya', () => `/review new ${date(day)} ${date(day + 1)}`),
  )(stage);
};

/** What is done with the newest of them. */
const withNewest = (act: (cycleId: string) => Act): Act => {
  return async (stage) => {
    const cycle = await newest(stage);
    if (cycle !== null) await act(cycle.id)(stage);
  };
};

const moves = withNewest((id) => pressAnswer('maya', '/review', 'evaluation.move', ofIds([id])));
/** The newest is open; where it is further already it stays so. */
const begins: Act = async (stage) => {
  await inOrder(drafts)(stage);
  if ((await newest(stage))?.state === 'draft') await inOrder(moves)(stage);
};
const closes: Act = async (stage) => {
  await inOrder(begins)(stage);
  if ((await newest(stage))?.state === 'open') await inOrder(moves)(stage);
  if ((await newest(stage))?.state === 'calibration') await moves(stage);
};

/** Where the newest is closed already, no other one is begun. */
const isClosed: Act = async (stage) => {
  if ((await newest(stage))?.state !== 'closed') await closes(stage);
};

/** From the list to the card of one of those whom somebody evaluates; of oneself the list has it. */
const looksAt = (handle: Handle, whose: Handle): Act =>
  withNewest((id) => async (stage) => {
    const people = pressAnswer(handle, '/review', 'evaluation.people', ofIds([id]));
    const person = ofIds([`${id}:${stage.office.memberIds[whose]}`]);
    const own = pressAnswer(handle, '/review', 'evaluation.see', person);
    await (handle === whose ? own : pressOffered(handle, people, 'evaluation.see', person))(stage);
  });
type Button = 'word' | 'adjust' | 'hand' | 'peers' | 'agree' | 'comment' | 'dispute' | 'settle' | 'pdf';
const onCard = (handle: Handle, whose: Handle, button: Button): Act =>
  pressOffered(handle, looksAt(handle, whose), `evaluation.${button}`);

const reviews = (grade: string, text: string): Act =>
  fillIn(
    'ana',
    'evaluation.self-form',
    withNewest((id) => pressAnswer('ana', '/review', 'evaluation.review', ofIds([id]))),
    () => ({ grade, text }),
  );
const speaks = (text: string, done: 'yes' | 'no'): Act =>
  fillIn('maya', 'evaluation.word-form', onCard('maya', 'ana', 'word'), () => ({ text, done }));
const answers = (button: 'comment' | 'dispute', text: string): Act =>
  inOrder(
    isClosed,
    fillIn('ana', 'evaluation.answer-form', onCard('ana', 'ana', button), () => ({ text })),
  );
/** To whom Bo’s evaluation was handed over proposes, whoever leads him is the second person. */
const adjusts = (points: string): Act =>
  fillIn('hanmeimei', 'evaluation.adjust-form', onCard('hanmeimei', 'bo', 'adjust'), () => ({
    ...{ points, reason: 'Covered for two colleagues' },
  }));

export const evaluationActs: Readonly<Record<string, Act>> = {
  'Maya makes a scorecard': makesCard,
  'Maya changes the scorecard': fillIn(
    'maya',
    CARD,
    pressOffered('maya', templates, 'evaluation.card-change'),
    () => ({ reason: 'Quality is measured from February on' }),
  ),
  'Maya drafts an evaluation': drafts,
  'Maya deletes the draft': withNewest((id) =>
    pressAnswer('maya', '/review', 'evaluation.remove', ofIds([id])),
  ),
  'Maya opens an evaluation': begins,
  'Ana hands her review in': inOrder(begins, reviews('4', 'Two trade fairs')),
  'Ana hands another one in': reviews('3', 'Two trade fairs, and one deal less'),
  '李雷 hands his in from the message': inOrder(
    posts,
    fillIn('lilei', 'evaluation.self-form', pressLast('lilei', 'evaluation.review'), () => ({ grade: '4' })),
  ),
  'Ana proposes colleagues': fillIn(
    'ana',
    'evaluation.peers-form',
    onCard('ana', 'ana', 'peers'),
    ({ slackIds }) => ({
      peers: [slackIds.bo, slackIds.lilei, slackIds.hanmeimei],
    }),
  ),
  'Maya approves them': inOrder(posts, pressLast('maya', 'evaluation.peers-approve')),
  'Bo says something of Ana': inOrder(
    posts,
    fillIn('bo', 'evaluation.peer-form', pressLast('bo', 'evaluation.peer'), () => ({
      ...{ grade: '4', 'text-0': 'Always there' },
    })),
  ),
  'Maya hands Bo’s evaluation over': fillIn(
    'maya',
    'evaluation.handover-form',
    onCard('maya', 'bo', 'hand'),
    ({ slackIds }) => ({ who: slackIds.hanmeimei, reason: 'I am away until the end' }),
  ),
  'Maya reminds those who are missing': withNewest((id) =>
    pressAnswer('maya', '/review missing', 'evaluation.remind', ofIds([id])),
  ),
  'Maya grades Ana': speaks('A good quarter', 'yes'),
  'Maya takes that back': speaks('A good quarter', 'no'),
  'Han Meimei adjusts': adjusts('5'),
  'Han Meimei adjusts otherwise': adjusts('3'),
  'Maya is the second person': inOrder(posts, pressLast('maya', 'evaluation.confirm')),
  'Maya closes the evaluation': closes,
  'Ana comments': answers('comment', 'The fairs are missing'),
  'Ana agrees': inOrder(isClosed, onCard('ana', 'ana', 'agree')),
  'Ana disputes': answers('dispute', 'A deal is missing'),
  'Maya answers the dispute': fillIn(
    'maya',
    'evaluation.answer-form',
    onCard('maya', 'ana', 'settle'),
    () => ({
      text: 'It was in October',
    }),
  ),
  'Maya reopens the evaluation': fillIn(
    'maya',
    'evaluation.reopen-form',
    withNewest((id) => pressAnswer('maya', '/review', 'evaluation.reopen', ofIds([id]))),
    () => ({ reason: 'A deal was entered late' }),
  ),
  'Maya closes it again': isClosed,
  'Ana takes it as a file': say('ana', () => '/review pdf'),
  'Maya retires the scorecard': pressOffered('maya', templates, 'evaluation.card-retire'),
};
