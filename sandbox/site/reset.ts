import { foundWorkspace } from '../workspace/seed.ts';
import { openContents, type World } from '../world.ts';
import type { Site } from './site.ts';

/** What outlives a reset: who the app is, where it is installed, with which tokens. */
const KEPT = `'app', 'installation', 'token'`;

/**
 * Every workspace as it was when it was founded: its owner, three channels (with their ids) and, where it is installed, the app's bot.
 * Faults are off, the clock is the machine's, the rate limits have counted nothing. The app stays connected, with its tokens and
 * addresses; open pages have to come again.
 */
export function resetSite(site: Site): void {
  const { database, link, faults, limits, timers, clock } = site;
  timers.clear();
  faults.clear();
  link.revive();
  clock.real();
  limits.set(limits.state().factor);
  for (const { files } of site.worlds) for (const { id } of files.all()) files.remove(id);
  const channelIds = new Map(site.worlds.map((world) => [world, defaultChannels(world)]));
  database.sql.exec(`delete from documents where kind not in (${KEPT}); delete from messages`);
  for (const world of site.worlds) empty(world, channelIds.get(world) ?? new Map());
}

function defaultChannels({ conversations }: World): Map<string, string> {
  return new Map(conversations.all().flatMap(({ name, id, isDefault }) => (isDefault ? [[name, id]] : [])));
}

function empty(world: World, channelIds: ReadonlyMap<string, string>): void {
  const { site, database } = world;
  const { documents } = database;
  Object.assign(world, openContents(site, documents));
  foundWorkspace(world);
  for (const channel of world.conversations.all()) {
    const id = channelIds.get(channel.name) ?? channel.id;
    documents.remove('conversation', channel.id);
    documents.put('conversation', id, { ...channel, id });
  }
  Object.assign(world, openContents(site, documents));
  world.hub.close();
}
