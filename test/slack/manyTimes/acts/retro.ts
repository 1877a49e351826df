import type { Office } from '../../../support/office.ts';
import { type Act, fillIn, inOrder, pressAnswer, pressLast, say } from '../doing.ts';

/** A retrospective of team West, from its opening to its end. One is open at a time, so that two offices press the same. */

const MONTHS = ['2026-10', '2026-09', '2026-08', '2026-07', '2026-06', '2026-05', '2026-04', '2026-03'];
const isOpen = { state: { in: ['collecting', 'voting', 'deciding'] } };

const opens: Act = async (stage) => {
  const { db, workspaceId } = stage.office;
  if ((await db.client.retro.count({ where: { workspaceId, ...isOpen } })) > 0) return;
  // What was taken back makes room for another one of that month.
  const month = MONTHS[await db.client.retro.count({ where: { workspaceId, openKey: { not: null } } })];
  if (month !== undefined) await say('maya', () => `/pace retro start ${month}`)(stage);
};

type Texts = Readonly<Partial<Record<'well' | 'obstacle' | 'idea', string>>>;
const contributes = (handle: 'ana' | 'bo' | 'maya', texts: Texts): Act =>
  fillIn(handle, 'retro.contribution', pressAnswer(handle, '/pace retro', 'retro.contribute'), () => texts);

/** The ids of what was written: each office has its own. */
async function idsOf({ db, workspaceId }: Office, texts: readonly string[]): Promise<string[]> {
  const bag = await db.client.retroBag.findFirst({ where: { workspaceId, retro: isOpen } });
  const items = (bag?.items ?? []) as { id: string; text: string }[];
  return texts.flatMap((text) => items.find((one) => one.text === text)?.id ?? []);
}
const votes = (handle: 'ana' | 'bo' | 'maya', texts: readonly string[]): Act =>
  fillIn(handle, 'retro.ballot', pressAnswer(handle, '/pace retro', 'retro.vote'), async (office) => ({
    votes: await idsOf(office, texts),
  }));

const [quotes, fair] = ['Quotes wait four days', 'Call every lead of a fair within a day'];
const decides = (text: string): Act =>
  fillIn(
    'maya',
    'retro.experiment',
    pressAnswer('maya', '/pace retro', 'retro.experiment'),
    ({ slackIds }) => ({
      ...{ text, owner: slackIds.maya, metric: 'calls', expected: '+10 %', until: '2026-12-16' },
    }),
  );

const written = inOrder(
  opens,
  contributes('ana', { obstacle: quotes }),
  contributes('bo', { idea: fair }),
  contributes('maya', { well: 'The trade fair', idea: 'A new price list' }),
);
const shown = inOrder(written, pressAnswer('maya', '/pace retro', 'retro.reveal'));
/** Three vote: fewer are not counted. */
const counted = inOrder(
  shown,
  votes('ana', [quotes]),
  votes('bo', [quotes, fair]),
  votes('maya', [fair]),
  pressAnswer('maya', '/pace retro', 'retro.count'),
);

export const retroActs: Readonly<Record<string, Act>> = {
  'Maya opens a retrospective': opens,
  'Maya takes it back': pressAnswer('maya', '/pace retro', 'retro.discard'),
  'Ana contributes': inOrder(opens, contributes('ana', { well: 'Good leads', idea: 'Shorter forms' })),
  'Ana takes it out again': pressLast('ana', 'retro.withdraw'),
  'Maya reminds the team': inOrder(opens, pressAnswer('maya', '/pace retro', 'retro.remind')),
  'Three contribute': written,
  'Maya shows what was written': shown,
  'Ana votes': inOrder(shown, votes('ana', [fair])),
  'Ana votes otherwise, and Bo': inOrder(shown, votes('ana', [quotes, fair]), votes('bo', [quotes])),
  'Maya counts the votes': counted,
  'Maya decides what is tried': inOrder(counted, decides(fair)),
  'Maya drops it': pressAnswer('maya', '/pace retro', 'retro.drop'),
  'Maya decides on something else': inOrder(counted, decides('Approve quotes within a day')),
  'Maya closes the retrospective': fillIn(
    'maya',
    'retro.closing',
    pressAnswer('maya', '/pace retro', 'retro.close'),
  ),
};
