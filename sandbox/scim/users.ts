import { userShape } from '../api/shapes.ts';
import { sendEvent } from '../app/events.ts';
import { joinMembers } from '../app/members.ts';
import { tellPeople } from '../browser/tell.ts';
import { newId } from '../ids.ts';
import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { PersonRecord } from '../workspace/model.ts';
import { plainPerson } from '../workspace/seed.ts';
import type { World } from '../world.ts';
import { isZone } from '../zones.ts';

const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** A SCIM answer that is not a success: HTTP status and a sentence. */
export interface ScimProblem {
  status: number;
  detail: string;
}

/** The SCIM v2 user resource of a person. */
export function scimUser(world: World, person: PersonRecord): JsonObject {
  return {
    schemas: [USER_SCHEMA],
    id: person.id,
    userName: person.name,
    displayName: person.realName,
    name: { formatted: person.realName },
    title: person.title,
    emails: [{ value: person.email, primary: true }],
    locale: person.locale,
    timezone: person.tz,
    active: !person.deleted,
    roles: person.isAdmin ? [{ value: person.isOwner ? 'owner' : 'admin', primary: true }] : [],
    meta: { resourceType: 'User', location: `${world.base}/scim/v2/Users/${person.id}` },
  };
}

/** Adds a person, joins them to the default channels, and tells the app (`team_join`). */
export function createUser(world: World, resource: JsonObject): PersonRecord | ScimProblem {
  const handle = textOf(resource, 'userName').toLowerCase();
  if (!/^[\p{L}\p{N}._-]{1,80}$/u.test(handle)) {
    return { status: 400, detail: 'userName must be 1 to 80 letters, digits, dots, hyphens or underscores' };
  }
  const person = {
    ...plainPerson(newId('U'), Math.floor(world.now() / 1000)),
    name: handle,
    realName: handle,
  };
  const problem = applyResource(world, person, resource) ?? clash(world, person);
  if (problem !== undefined) return problem;
  world.people.put(person);
  tellPeople(world);
  sendEvent(world, 'team_join', {
    type: 'team_join',
    user: { ...userShape(world, person), locale: person.locale },
    cache_ts: person.updated,
    event_ts: world.ts.next(),
  });
  for (const channel of world.conversations.all())
    if (channel.isDefault) joinMembers(world, channel, [person.id]);
  return person;
}

/** Changes a person by a (partial) resource; the app hears of it (`user_change`). */
export function updateUser(
  world: World,
  old: PersonRecord,
  resource: JsonObject,
): PersonRecord | ScimProblem {
  const person = { ...old, updated: Math.floor(world.now() / 1000) };
  const problem = applyResource(world, person, resource) ?? clash(world, person);
  if (problem !== undefined) return problem;
  world.people.put(person);
  tellPeople(world);
  mirror(world, person);
  sendEvent(world, 'user_change', {
    type: 'user_change',
    user: { ...userShape(world, person), locale: person.locale },
    cache_ts: person.updated,
    event_ts: world.ts.next(),
  });
  return person;
}

/** Who is a guest of shared channels elsewhere is called the same there. */
function mirror(world: World, person: PersonRecord): void {
  const { name, realName, title, email, locale, tz, deleted, updated } = person;
  for (const other of world.site.worlds) {
    const guest = other === world ? undefined : other.people.get(person.id);
    if (guest === undefined) continue;
    other.people.put({ ...guest, name, realName, title, email, locale, tz, deleted, updated });
    tellPeople(other);
  }
}

function clash(world: World, person: PersonRecord): ScimProblem | undefined {
  const other = [world.people.byHandle(person.name), world.people.byEmail(person.email)].find(
    (found) => found !== undefined && found.id !== person.id && found.homeTeam === undefined,
  );
  return other && { status: 409, detail: `userName or e-mail is already taken by ${other.name}` };
}

/** Writes the given attributes into the person. */
function applyResource(world: World, person: PersonRecord, resource: JsonObject): ScimProblem | undefined {
  const zone = textOf(resource, 'timezone');
  if (zone !== '' && !isZone(zone)) return { status: 400, detail: `timezone ${zone} is unknown` };
  const locale = textOf(resource, 'locale');
  if (locale !== '' && !/^(en|zh)[-_]/.test(locale))
    return { status: 400, detail: `locale ${locale} is not supported` };
  const emails = objectsOf(resource, 'emails');
  const email = emails.find((one) => one['primary'] === true) ?? emails[0] ?? {};
  person.name = textOf(resource, 'userName').toLowerCase() || person.name;
  person.realName =
    textOf(resource, 'displayName') || textOf(objectOf(resource, 'name'), 'formatted') || person.realName;
  person.title = textOf(resource, 'title') || person.title;
  person.email = textOf(email, 'value') || person.email;
  person.tz = zone || person.tz;
  if (locale !== '') person.locale = locale.startsWith('zh') ? 'zh-CN' : 'en-US';
  const roles = rolesOf(resource);
  if (roles.length > 0) {
    person.isAdmin = roles.includes('admin') || roles.includes('owner');
    person.isRestricted = roles.includes('guest');
  }
  if (typeof resource['active'] === 'boolean') person.deleted = !resource['active'];
  if (resource['userType'] === 'stranger') person.isStranger = true;
  return person.id === world.installation.ownerId && person.deleted
    ? { status: 400, detail: 'the owner of the workspace cannot be deactivated' }
    : undefined;
}

function rolesOf(resource: JsonObject): string[] {
  const roles = Array.isArray(resource['roles']) ? resource['roles'] : [];
  return roles.map((role) => (isObject(role) ? textOf(role, 'value') : String(role)));
}
