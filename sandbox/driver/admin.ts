import type { Address, Answer } from '../contract.ts';
import type { JsonObject } from '../json.ts';

/** Adds a person by SCIM; the resource needs `userName`, and may have displayName, emails, title, locale, timezone. */
export async function addPerson(address: Address, resource: JsonObject): Promise<string> {
  const answer = await fetch(`${address.page}scim/v2/Users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${address.scimToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(resource),
  });
  const body = (await answer.json()) as { id?: string; detail?: string };
  if (body.id === undefined) throw new Error(`SCIM: ${body.detail}`);
  return body.id;
}

/** `POST /sandbox/<verb>`: faults, disconnects, channels. */
export async function control(address: Address, verb: string, body: JsonObject): Promise<Answer> {
  const answer = await fetch(`${address.page}sandbox/${verb}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${address.scimToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Answer;
}
