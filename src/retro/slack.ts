import type { PeriodKey } from '../kpi/period.ts';
import type { TeamInfo } from '../people/person.ts';
import type { Reply } from '../platform/blocks.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import { normalise } from '../platform/normalise.ts';
import type { Input, VerbInput } from '../platform/slice.ts';
import { showArchive } from './archive/slack.ts';
import { haveEnough } from './bag/store.ts';
import { type Overview, overviewReply } from './blocks.ts';
import { experimentsOf } from './experiment/store.ts';
import { lastMonth, lastQuarter, parseRetro } from './parse.ts';
import { openKeyOf } from './retro.ts';
import { mayLead, type Scene, sceneOf, takesPart } from './scene/slack.ts';
import { startRetro } from './steps/slack.ts';
import { listRetros } from './store.ts';
import { words } from './words.ts';

/** `/pace retro …`: where the team's retrospective is; `start` and `archive` by their words. */
export async function retroVerb(input: VerbInput): Promise<void> {
  const { actor, workspace, today } = input;
  const say = words(actor.locale);
  const scene = await sceneOf(input);
  const frame = { teams: scene.teams, today, fiscalYearStart: workspace.fiscalYearStart };
  const command = parseRetro(normalise(input.text).text, frame);
  switch (command.kind) {
    case 'show':
      return input.reply(await overviewOf(input, scene));
    case 'archive':
      return showArchive(input, command.words);
    case 'start': {
      const team = command.team ?? onlyTeam(input, scene);
      if (team === undefined) return input.reply({ text: whichTeam(input, scene) });
      return startRetro(input, scene, team, command.period);
    }
    case 'help':
      return input.reply({
        text: (['usage', 'usageStart', 'usageArchive'] as const)
          .map((usage) => `\`${say(usage)}\` ${say(usage.replace('usage', 'help') as 'help')}`)
          .join('\n'),
      });
    case 'unknown': {
      const typed = plainInMrkdwn(command.typed).slice(0, 60);
      return input.reply({ text: say('unknown', { typed, team: exampleTeam(input, scene) }) });
    }
  }
}

/** The one team that somebody leads, or else their own. */
function onlyTeam({ actor }: Input, { teams }: Scene): TeamInfo | undefined {
  const led = teams.filter(({ id }) => actor.leads.includes(id));
  if (led.length > 0) return led.length === 1 ? led[0] : undefined;
  return teams.find(({ id }) => id === actor.teamId);
}

const exampleTeam = ({ actor }: Input, { teams }: Scene): string =>
  plainInMrkdwn((teams.find(({ id }) => mayLead(actor, id)) ?? teams[0])?.name ?? 'West');

function whichTeam(input: Input, scene: Scene): string {
  const say = words(input.actor.locale);
  return scene.teams.length === 0 ? say('noTeam') : say('whichTeam', { team: exampleTeam(input, scene) });
}

async function overviewOf(input: Input, scene: Scene): Promise<Reply> {
  const { deps, workspace, actor } = input;
  const mine = scene.teams.filter(({ id }) => mayLead(actor, id) || takesPart(actor, id));
  if (mine.length === 0) return { text: words(actor.locale)('noTeam') };
  const teamIds = mine.map(({ id }) => id);
  const retros = await listRetros(deps.db, workspace.id, { teamIds, isOpen: true });
  const ids = retros.map(({ id }) => id);
  const [enough, experiments, toStart] = await Promise.all([
    haveEnough(deps.db, workspace.id, ids),
    experimentsOf(deps.db, workspace.id, { retroIds: ids }),
    startable(input, scene),
  ]);
  const open = retros.map((retro): Overview['open'][number] => ({
    retro,
    leads: mayLead(actor, retro.teamId),
    takesPart: takesPart(actor, retro.teamId),
    isEnough: enough.has(retro.id),
    experiments: experiments.filter(({ retroId }) => retroId === retro.id),
  }));
  return overviewReply({ open, toStart }, scene.frame(actor.locale));
}

/** The last month and quarter of the teams that somebody leads, as far as there is no retrospective of them. */
async function startable({ deps, workspace, actor, today }: Input, { teams }: Scene) {
  const led = teams.filter(({ id }) => actor.leads.includes(id));
  if (led.length === 0) return [];
  const options = { today, fiscalYearStart: workspace.fiscalYearStart };
  const there = await listRetros(deps.db, workspace.id, { teamIds: led.map(({ id }) => id) });
  const keys = new Set(there.map(({ teamId, periodKey }) => openKeyOf(teamId, periodKey)));
  return led
    .flatMap((team) =>
      [lastMonth(options), lastQuarter(options)].map((period: PeriodKey) => ({ team, period })),
    )
    .filter(({ team, period }) => !keys.has(openKeyOf(team.id, period)));
}
