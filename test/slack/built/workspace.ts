import { helpReply, homeBlocks } from '../../../src/home/blocks.ts';
import { allHelp } from '../../../src/home/slack.ts';
import { playbookReply } from '../../../src/playbook/blocks.ts';
import { slices } from '../../../src/slices.ts';
import { claimReply, settingsModal, settingsReply, setupReply } from '../../../src/workspace/blocks.ts';
import { rateList, rateReply } from '../../../src/workspace/rateBlocks.ts';
import type { Built, World } from './world.ts';
import { peopleOf, playbookOf, teamsOf, times, today, workspaceOf } from './world.ts';

function ratesBuilt({ locale, typed, entries }: World): Built[] {
  const rate = { currency: 'EUR', fromDate: today, rate: '123456789.0123456789', source: typed(300) };
  const rates = times(entries, () => rate);
  return [
    { what: 'a rate', reply: rateReply({ kind: 'set', rate }, 'USD', locale) },
    ...(['bad-rate', 'bad-date'] as const).map((kind) => ({
      what: `a rate: ${kind}`,
      reply: rateReply({ kind, text: typed(3000) }, 'USD', locale),
    })),
    {
      what: 'a rate: unknown currency',
      reply: rateReply({ kind: 'unknown-currency', code: typed(300) }, 'USD', locale),
    },
    { what: 'rates', reply: rateList(rates, 'USD', locale) },
  ];
}

/** All that `workspace`, `playbook` and `home` show; `home` are the parts that the other slices bring. */
export function workspaceBuilt(world: World, parts: readonly Built[]): Built[] {
  const { locale, typed } = world;
  const workspace = workspaceOf(world);
  const names = peopleOf(world).map((person) => person.name);
  const teams = teamsOf(world).map(({ name }, index) => ({ name, hasLead: index % 2 === 0 }));
  const homeParts = parts.flatMap((part, order) => ('part' in part ? [{ order, blocks: part.part }] : []));
  return [
    { what: 'settings', reply: settingsReply(workspace, true, names, locale) },
    { what: 'settings to read', reply: settingsReply(workspace, false, names, locale) },
    { what: 'setup', reply: setupReply(workspace, teams, locale) },
    { what: 'setup without teams', reply: setupReply(workspace, [], locale) },
    { what: 'claim', reply: claimReply(locale) },
    { what: 'the form of the settings', view: settingsModal(workspace, locale) },
    { what: 'the playbook', reply: playbookReply(playbookOf(world), locale) },
    { what: 'help', reply: helpReply(locale, allHelp(slices, locale)) },
    { what: 'Home', home: homeBlocks(locale, typed(80), homeParts) },
    { what: 'Home of a newcomer', home: homeBlocks(locale, typed(80), []) },
    ...ratesBuilt(world),
  ];
}
