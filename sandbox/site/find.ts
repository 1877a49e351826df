import type { PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import type { Site } from './site.ts';

/** The workspace with that id. */
export function worldOfTeam(site: Site, teamId: string): World | undefined {
  return site.worlds.find(({ installation }) => installation.teamId === teamId);
}

/** Where a call with this token takes place; the first workspace for the app's own token and for none. */
export function worldOfToken(site: Site, token: string): World {
  const teamId = site.tokens.find(token)?.record.teamId ?? '';
  return worldOfTeam(site, teamId) ?? site.worlds[0];
}

/** The workspace whose owner's token this is. */
export function worldOfOwner(site: Site, scimToken: string): World | undefined {
  return site.worlds.find(({ installation }) => installation.scimToken === scimToken);
}

/** The workspace that keeps the file. */
export function worldOfFile(site: Site, fileId: string): World | undefined {
  return site.worlds.find(({ files }) => files.get(fileId) !== undefined);
}

/** The workspace that issued the `response_url` with this secret. */
export function worldOfResponse(site: Site, secret: string): World | undefined {
  return site.worlds.find(({ responseUrls }) => responseUrls.find(secret) !== undefined);
}

/** Who is meant, and in which workspace they are looked at. */
export interface SignedIn {
  world: World;
  person: PersonRecord;
}

/**
 * A person by id, handle or e-mail, in the first workspace that has them at home; `T…/ana` or `ana@domain` says which one. `T…/U…` may also
 * be somebody of another workspace who is in a shared channel there. Without a name the first workspace's owner.
 */
export function findPerson(site: Site, name: string): SignedIn | undefined {
  if (name === '') return inWorld(site.worlds[0], site.worlds[0].installation.ownerId, true);
  const [, teamId, within] = /^([TE]\w+)\/(.+)$/.exec(name) ?? [];
  if (teamId !== undefined && within !== undefined) {
    const world = worldOfTeam(site, teamId);
    return world && inWorld(world, within, true);
  }
  const [handle = '', domain] = name.split('@');
  const found = site.worlds.map((world) => inWorld(world, name, false)).find((one) => one !== undefined);
  if (found !== undefined || domain === undefined) return found;
  const world = site.worlds.find(({ installation }) => installation.teamDomain === domain);
  return world && inWorld(world, handle, true);
}

function inWorld(world: World, name: string, withGuests: boolean): SignedIn | undefined {
  const { people } = world;
  const found = [people.get(name), people.byHandle(name), people.byEmail(name)].find(
    (person) => person !== undefined && (withGuests || person.homeTeam === undefined),
  );
  return found && { world, person: found };
}
