import { nudgeDue } from '../../../../src/feedback/nudges/job.ts';
import { Temporal } from '../../../../src/kpi/time.ts';
import { type Act, fillIn, inOrder, posts, pressLast, say } from '../doing.ts';

/** What people say of entries that look odd, and what they see of customers. */

/** The same three times, and the look at it of a later day that asks. */
const asked = (line: string, on: string): Act =>
  inOrder(
    say('bo', () => line),
    say('bo', () => line),
    say('bo', () => line),
    async ({ office }) => {
      await nudgeDue(office.deps, Temporal.Instant.from(`${on}T15:20:00Z`));
    },
    posts,
  );

export const entryActs: Readonly<Record<string, Act>> = {
  'Bo is asked and says that it is right': inOrder(
    asked('/log visit with Globex', '2026-11-19'),
    pressLast('bo', 'activities.odd-right'),
  ),
  'Bo says why': fillIn('bo', 'activities.odd', pressLast('bo', 'activities.odd-note'), () => ({
    note: 'The trade fair',
  })),
  'Bo is asked and undoes the copies': inOrder(
    asked('/log call with Globex', '2026-11-20'),
    pressLast('bo', 'activities.odd-undo'),
  ),
  'Ana looks at a customer': say('ana', () => '/customer Globex'),
  'Maya looks at a customer': say('maya', () => '/customer Acme'),
};
