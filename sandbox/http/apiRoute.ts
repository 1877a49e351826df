import { callMethod } from '../api/call.ts';
import { channelMeant } from '../api/find.ts';
import { newSecret } from '../ids.ts';
import { isObject, type JsonObject, parseJson, textOf } from '../json.ts';
import { clientOf } from '../oauth/basic.ts';
import { worldOfToken } from '../site/find.ts';
import type { Site } from '../site/site.ts';
import { faulty, tooMany } from './faulty.ts';
import { json, type Reply, type Request, readArguments } from './request.ts';

/** `POST /api/<method>`: the Web API, with its rate limits and the faults that were switched on. */
export async function apiRoute(site: Site, request: Request): Promise<Reply> {
  const end = site.calls.begin();
  try {
    return await route(site, request);
  } finally {
    end();
  }
}

async function route(site: Site, request: Request): Promise<Reply> {
  const method = request.path.slice(1).join('/');
  const started = performance.now();
  const given = await readArguments(request);
  if (given === undefined) return json({ ok: false, error: 'invalid_json' });
  const args = { ...clientOf(request.raw), ...given };
  const token = request.bearer || textOf(args, 'token');
  const reply = await answer(site, method, token, args);
  const requestId = newSecret();
  const body = parseJson(String(reply.body));
  site.calls.add({
    direction: 'app→slack',
    name: method,
    ok: reply.status === 200 && isObject(body) && body['ok'] === true,
    ms: Math.round(performance.now() - started),
    status: reply.status,
    requestId,
    request: args,
    response: body ?? null,
  });
  return { ...reply, headers: { ...reply.headers, 'x-slack-req-id': requestId } };
}

async function answer(site: Site, method: string, token: string, args: JsonObject): Promise<Reply> {
  const world = worldOfToken(site, token);
  const team = site.tokens.find(token)?.record.teamId ?? '';
  const channel = channelMeant(world, textOf(args, 'channel') || textOf(args, 'channel_id'));
  const fault = site.faults.take({ on: 'call', names: [method], channel, team });
  return faulty(fault, async () => {
    const seconds = site.limits.take({ team, method, channel });
    if (seconds !== undefined) return tooMany(seconds);
    const said = await callMethod(world, method, token, args);
    return json(said, 200, scopeHeaders(site, token));
  });
}

/** The scopes of a good token, as the answer's headers tell them. */
function scopeHeaders(site: Site, token: string): Record<string, string> {
  const found = site.tokens.find(token);
  if (found === undefined || found.problem !== undefined || found.record.scopes.length === 0) return {};
  return { 'x-oauth-scopes': found.record.scopes.join(',') };
}
