import { json, plain, type Reply, type Request, readArguments } from '../http/request.ts';
import { isObject, type JsonObject, objectsOf } from '../json.ts';
import { worldOfOwner } from '../site/find.ts';
import type { Site } from '../site/site.ts';
import type { PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { createUser, type ScimProblem, scimUser, updateUser } from './users.ts';

/** `/scim/v2/Users`: how people get into the workspace, with the owner's token. */
export async function scimRoute(site: Site, request: Request): Promise<Reply> {
  const world = worldOfOwner(site, request.bearer);
  if (world === undefined) return problem({ status: 401, detail: 'invalid token' });
  if (request.path[2] !== 'Users') return problem({ status: 404, detail: 'only Users are here' });
  const id = request.path[3];
  if (id === undefined) return collection(world, request);
  const person = world.people.get(id);
  if (person === undefined || !isMember(person)) return problem({ status: 404, detail: `no user ${id}` });
  return single(world, request, person);
}

/** SCIM knows the workspace's own people: no bots, nobody who is here in a shared channel. */
function isMember({ isBot, homeTeam }: PersonRecord): boolean {
  return !isBot && homeTeam === undefined;
}

async function collection(world: World, request: Request): Promise<Reply> {
  if (request.method === 'GET') return listUsers(world, request.query);
  if (request.method !== 'POST') return plain('method not allowed', 405);
  const resource = await readArguments(request);
  if (resource === undefined) return problem({ status: 400, detail: 'the body is not a JSON object' });
  return outcome(world, createUser(world, resource), 201);
}

async function single(world: World, request: Request, person: PersonRecord): Promise<Reply> {
  switch (request.method) {
    case 'GET':
      return outcome(world, person, 200);
    case 'DELETE': {
      const result = updateUser(world, person, { active: false });
      return 'status' in result ? problem(result) : { status: 204, body: '' };
    }
    case 'PATCH':
    case 'PUT': {
      const body = await readArguments(request);
      if (body === undefined) return problem({ status: 400, detail: 'the body is not a JSON object' });
      return outcome(world, updateUser(world, person, patchOf(body)), 200);
    }
    default:
      return plain('method not allowed', 405);
  }
}

/** A PatchOp's `replace` operations, or a partial resource, as one partial resource. */
function patchOf(body: JsonObject): JsonObject {
  const operations = objectsOf(body, 'Operations');
  if (operations.length === 0) return body;
  const parts = operations.map(({ path, value }) => {
    if (typeof path === 'string') return { [path]: value ?? null };
    return isObject(value) ? value : {};
  });
  return parts.reduce((all, part) => Object.assign(all, part), {});
}

function listUsers(world: World, query: URLSearchParams): Reply {
  const filter = /^(email|userName|emails\.value) eq "(.*)"$/i.exec(query.get('filter') ?? '');
  if (query.has('filter') && filter === null)
    return problem({ status: 400, detail: 'filter is not supported' });
  const people = world.people.all().filter(isMember);
  const wanted = (filter?.[2] ?? '').toLowerCase();
  const isHandle = filter?.[1]?.toLowerCase() === 'username';
  const found =
    filter === null
      ? people
      : people.filter((person) => (isHandle ? person.name : person.email).toLowerCase() === wanted);
  const start = Math.max(Number(query.get('startIndex')) || 1, 1);
  const count = Math.min(Number(query.get('count') ?? 100) || 100, 1000);
  const page = found.slice(start - 1, start - 1 + count);
  return json({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: found.length,
    startIndex: start,
    itemsPerPage: page.length,
    Resources: page.map((person) => scimUser(world, person)),
  });
}

function outcome(world: World, result: PersonRecord | ScimProblem, status: number): Reply {
  return 'status' in result ? problem(result) : json(scimUser(world, result), status);
}

function problem({ status, detail }: ScimProblem): Reply {
  return json(
    { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail },
    status,
  );
}
