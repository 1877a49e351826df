import { z } from 'zod';
import type { SandboxAddress } from './address.ts';
import { askSandbox } from './request.ts';

/** A person as the sandbox's workspace takes them (SCIM v2). */
export interface ScimPerson {
  /** Handle: letters, digits, dots, hyphens, underscores. */
  userName: string;
  displayName: string;
  email: string;
  title: string;
  locale: 'en-US' | 'zh-CN';
  /** IANA zone. */
  timezone: string;
}

const user = z.object({ id: z.string(), emails: z.array(z.object({ value: z.string() })) });
const page = z.object({ totalResults: z.number(), Resources: z.array(user) });
const PAGE = 200;

/**
 * Makes sure that these people are in the sandbox's workspace and answers with their Slack user ids by e-mail address (lower case). Who is
 * there by their address stays as they are; doing it again changes nothing. Throws a SandboxProblem with what the sandbox refused.
 */
export async function ensureUsers(
  address: SandboxAddress,
  people: readonly ScimPerson[],
): Promise<Map<string, string>> {
  const known = await usersOf(address);
  for (const { email, ...person } of people) {
    const key = email.toLowerCase();
    if (known.has(key)) continue;
    const made = await askSandbox(address, 'POST', '/scim/v2/Users', {
      ...person,
      emails: [{ value: email }],
    });
    known.set(key, user.parse(made).id);
  }
  return known;
}

/** All people of the workspace: Slack user ids by e-mail address. */
async function usersOf(address: SandboxAddress): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let start = 1; ; start += PAGE) {
    const path = `/scim/v2/Users?startIndex=${start}&count=${PAGE}`;
    const { totalResults, Resources } = page.parse(await askSandbox(address, 'GET', path));
    for (const { id, emails } of Resources) found.set(emails[0]?.value.toLowerCase() ?? '', id);
    if (start + PAGE > totalResults) return found;
  }
}
