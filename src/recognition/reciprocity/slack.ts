import { listPeople } from '../../people/store.ts';
import type { Input } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { pairsSince } from '../store.ts';
import { pairsReply } from './blocks.ts';
import { pairWords } from './words.ts';

/** So far back the view looks. */
const DAYS = 90;

/** `/kudos pairs`: for administrators. */
export async function showPairs(input: Input): Promise<void> {
  const { deps, workspace, actor, today } = input;
  if (!actor.isAdmin) {
    await denied(deps.db, workspace.id, actor.memberId, 'kudos-pairs', `workspace:${workspace.id}`);
    return input.reply({ text: pairWords(actor.locale)('denied') });
  }
  const [pairs, people] = await Promise.all([
    pairsSince(deps.db, workspace.id, today, DAYS),
    listPeople(deps.db, workspace.id, today),
  ]);
  const names = new Map(people.map((one) => [one.memberId, one.name]));
  await input.reply(pairsReply(pairs, DAYS, { locale: actor.locale, values: [], names }));
}
