import { may } from '../../people/rights.ts';
import { formatPeriod } from '../../platform/format.ts';
import type { ActionInput, Input } from '../../platform/slice.ts';
import { locales } from '../../platform/words.ts';
import { nameOf } from '../../playbook/playbook.ts';
import { denied } from '../../workspace/store.ts';
import { experimentsOf } from '../experiment/store.ts';
import { type Scene, sceneOf, takesPart } from '../scene/slack.ts';
import { listRetros, readRetro } from '../store.ts';
import { words } from '../words.ts';
import { archivedReply, archiveReply } from './blocks.ts';
import { type Archived, found } from './search.ts';

/** `/pace retro archive [words]`: what a team found, decided and came to, for whoever is in it or leads it now. */

/** Whether somebody may read a team's archive: the team, whoever leads it, administrators. */
const mayRead = (input: Input, teamId: string): boolean =>
  takesPart(input.actor, teamId) || may(input.actor, 'see-team', { memberId: null, teamId });

export async function showArchive(input: Input, typed: string): Promise<void> {
  await input.reply(await pageOf(input, typed, 0));
}

/** "Archive". */
export const pressArchive = (input: ActionInput): Promise<void> => showArchive(input, '');

/** "Older ones". */
export async function pressOlder(input: ActionInput): Promise<void> {
  const [page = '', ...rest] = input.value.split('|');
  const number = /^\d{1,4}$/u.test(page) ? Number(page) : 0;
  await input.replace(await pageOf(input, rest.join('|'), number));
}

/** "Read" at one of them. */
export async function pressRead(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const say = words(actor.locale);
  const retro = await readRetro(deps.db, workspace.id, input.value);
  if (retro === undefined || retro.state !== 'closed') return input.reply({ text: say('gone') });
  if (!mayRead(input, retro.teamId)) {
    await denied(deps.db, workspace.id, actor.memberId, 'read-retro', `retro:${retro.id}`);
    return input.reply({ text: say('notMember') });
  }
  const scene = await sceneOf(input);
  const experiments = await experimentsOf(deps.db, workspace.id, { retroIds: [retro.id] });
  await input.reply(archivedReply({ retro, experiments }, scene.frame(actor.locale)));
}

async function pageOf(input: Input, typed: string, page: number) {
  const scene = await sceneOf(input);
  const all = await readArchive(input, scene);
  return archiveReply(found(all, typed, callers(input, scene)), page, typed, scene.frame(input.actor.locale));
}

async function readArchive(input: Input, { teams }: Scene): Promise<Archived[]> {
  const { deps, workspace } = input;
  const teamIds = teams.filter(({ id }) => mayRead(input, id)).map(({ id }) => id);
  const retros = await listRetros(deps.db, workspace.id, { teamIds, isOpen: false });
  const experiments = await experimentsOf(deps.db, workspace.id, { retroIds: retros.map(({ id }) => id) });
  const own = Map.groupBy(experiments, ({ retroId }) => retroId);
  return retros.map((retro) => ({ retro, experiments: own.get(retro.id) ?? [] }));
}

/** How teams, periods and metrics of a retrospective are called, in both languages. */
function callers({ workspace }: Input, { teams, playbook }: Scene) {
  const periods = { fiscalYearStart: workspace.fiscalYearStart };
  const metrics = new Map(
    playbook.metrics.map((metric) => [metric.key, locales.map((locale) => nameOf(metric, locale))]),
  );
  return ({ retro, experiments }: Archived): string[] => [
    teams.find(({ id }) => id === retro.teamId)?.name ?? '',
    retro.periodKey,
    ...locales.map((locale) => formatPeriod(retro.periodKey, locale, periods)),
    ...[...retro.variances, ...experiments].flatMap(({ metricKey }) => metrics.get(metricKey) ?? []),
  ];
}
