import { z } from 'zod';
import { ACTIONS, readMessages } from '../browser/actions.ts';
import { BODIES } from '../browser/bodies.ts';
import { pageState } from '../browser/project.ts';
import { pageTools } from '../browser/tools.ts';
import type { Actions, Answer } from '../contract.ts';
import { parseJson } from '../json.ts';
import { findPerson } from '../site/find.ts';
import type { Site } from '../site/site.ts';
import type { PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { pageFileRoute } from './fileRoutes.ts';
import { json, plain, type Reply, type Request, readBody } from './request.ts';

const MOST_BODY = 15_000_000;

/** `GET /page/api/state|messages|calls` and `POST /page/api/<action>`: the contract of contract.ts. */
export async function pageRoute(site: Site, request: Request): Promise<Reply> {
  if (request.path[1] === 'files') return pageFileRoute(site, request);
  const name = request.path[2] ?? '';
  const found = findPerson(site, request.query.get('user') ?? '');
  if (found === undefined || found.person.isBot) return json({ ok: false, error: 'user_not_found' }, 404);
  const { world, person } = found;
  if (request.method === 'GET') return readRoute(world, person, name, request);
  if (!isAction(name)) return json({ ok: false, error: 'unknown_action' }, 404);
  // A form of another site could be sent without the browser asking first; JSON could not.
  if (!request.contentType.includes('json')) return json({ ok: false, error: 'json_expected' }, 415);
  if (person.deleted) return json({ ok: false, error: 'user_disabled' });
  const body = parseJson((await readBody(request.raw, MOST_BODY)).toString('utf8'));
  return json(await runAction(world, person, name, body));
}

function isAction(name: string): name is keyof Actions {
  return Object.hasOwn(ACTIONS, name);
}

async function runAction<K extends keyof Actions>(
  world: World,
  person: PersonRecord,
  name: K,
  body: unknown,
): Promise<Answer> {
  const checked = BODIES[name].safeParse(body);
  if (!checked.success) return { ok: false, error: `invalid_body: ${z.prettifyError(checked.error)}` };
  return ACTIONS[name](world, person, checked.data);
}

function readRoute(world: World, person: PersonRecord, name: string, request: Request): Reply {
  switch (name) {
    case 'state':
      return json({ ok: true, data: pageState(world, person) });
    case 'messages':
      return json(readMessages(world, person, request.query));
    case 'tools':
      return json({ ok: true, data: pageTools(world) });
    case 'calls':
      return json({ ok: true, data: world.calls.all() });
    default:
      return plain('not found', 404);
  }
}
