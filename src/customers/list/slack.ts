import { customersOf } from '../../activities/customers/store.ts';
import { leadsAnybody, may } from '../../people/rights.ts';
import { listPeople } from '../../people/store.ts';
import type { ActionInput, Input } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { plannedOf } from '../next/store.ts';
import { listReply } from './blocks.ts';
import { listedOf, pageIn, type Whose } from './list.ts';

/** So far back customers are looked for: one's own, and those of a whole tree of teams. */
const DAYS = { mine: 180, team: 30 } as const;
const MOST_LISTED = 300;

/** One's own customers, or those of the people whom one leads today (reliability.md § 7); an administrator's are everybody's. */
export async function showList(input: Input, whose: Whose = 'mine', page = 0): Promise<void> {
  const { deps, workspace, actor, now, today } = input;
  const leads = leadsAnybody(actor);
  if (whose === 'team' && !leads) {
    await denied(deps.db, workspace.id, actor.memberId, 'see-customers', `workspace:${workspace.id}`);
    return showList(input);
  }
  const people = await listPeople(deps.db, workspace.id, today);
  const led = people.filter(({ memberId, teamId }) => may(actor, 'see-figures', { memberId, teamId }));
  const memberIds = whose === 'mine' ? [actor.memberId] : led.map(({ memberId }) => memberId);
  const since = now.subtract({ hours: DAYS[whose] * 24 });
  const [recent, planned] = await Promise.all([
    customersOf(deps.db, workspace.id, { memberIds, since, limit: MOST_LISTED }),
    plannedOf(deps.db, workspace.id, { memberIds, limit: MOST_LISTED }),
  ]);
  const names = new Map(people.map(({ memberId, name }) => [memberId, name]));
  const frame = { locale: actor.locale, today, whose, page, days: DAYS[whose], leads, names };
  await input.reply(listReply(listedOf(recent, planned), frame));
}

export const pressList = (input: ActionInput): Promise<void> => showList(input);
export const pressTeam = (input: ActionInput): Promise<void> => showList(input, 'team');

/** "Before", "Next". */
export async function pressPage(input: ActionInput): Promise<void> {
  const { whose, page } = pageIn(input.value);
  await showList({ ...input, reply: (reply) => input.replace(reply) }, whose, page);
}
