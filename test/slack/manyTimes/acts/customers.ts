import { nudgeDue } from '../../../../src/feedback/nudges/job.ts';
import { Temporal } from '../../../../src/kpi/time.ts';
import { type Act, fillIn, inOrder, posts, pressAnswer, pressLast, pressOffered, say } from '../doing.ts';

/** Two names of one customer, and the day on which somebody wants to speak with a customer next. */

/** Ana has logged something with the customer: once, since copies of it would be asked about. */
const known: Act = async (stage) => {
  const { db, workspaceId, memberIds } = stage.office;
  const where = { workspaceId, memberId: memberIds.ana, customerKey: 'initech' };
  if ((await db.client.activity.count({ where })) === 0)
    await say('ana', () => '/log call with Initech')(stage);
};
const twoNames = inOrder(
  known,
  say('bo', () => '/log call with "Initech Ltd"'),
);
const names = pressAnswer('maya', '/customer Initech', 'customers.names');
const plans = (due: string): Act =>
  inOrder(
    known,
    say('ana', () => `/customer Initech follow-up ${due} send the offer`),
  );

/** Ana is reminded on the day. */
const reminded = (on: string): Act =>
  inOrder(
    plans(on),
    async ({ office }) => {
      await nudgeDue(office.deps, Temporal.Instant.from(`${on}T15:20:00Z`));
    },
    posts,
  );

export const customerActs: Readonly<Record<string, Act>> = {
  'Maya puts two names together': inOrder(
    twoNames,
    pressAnswer('maya', '/customer merge "Initech Ltd" into Initech', 'customers.merge'),
  ),
  'Maya takes them apart': pressLast('maya', 'customers.undo'),
  'Maya keeps the other name': inOrder(
    twoNames,
    pressAnswer('maya', '/customer merge Initech into "Initech Ltd"', 'customers.merge'),
  ),
  'Maya undoes that': pressLast('maya', 'customers.undo'),
  'Maya renames a customer': inOrder(
    twoNames,
    fillIn('maya', 'customers.names-form', pressOffered('maya', names, 'customers.rename'), () => ({
      'customers.called': 'Initech Group',
    })),
  ),
  'Maya adds a name in Chinese': say('maya', () => '/customer Initech alias: 英特'),
  'Maya takes a name out': pressOffered('maya', names, 'customers.gone'),
  'Ana plans what comes next': plans('2026-12-03'),
  'Ana chooses another day': fillIn(
    'ana',
    'customers.next-form',
    pressAnswer('ana', '/customer Initech', 'customers.move'),
    () => ({ 'customers.due': '2026-12-10' }),
  ),
  'Ana goes back to the first day': pressLast('ana', 'customers.undo-next'),
  'Ana is reminded and puts it off': inOrder(reminded('2026-11-23'), pressLast('ana', 'customers.tomorrow')),
  'Ana is reminded and has done it': inOrder(reminded('2026-11-24'), pressLast('ana', 'customers.done')),
  'Ana has not done it after all': pressLast('ana', 'customers.undo-next'),
};
