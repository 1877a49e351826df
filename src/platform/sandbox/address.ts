import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** How to reach the sandbox's Slack workspace: what a person would otherwise copy from Slack's pages into the settings. */
const addressSchema = z.object({
  pid: z.number(),
  page: z.url(),
  api: z.url(),
  botToken: z.string(),
  appToken: z.string(),
  scimToken: z.string(),
  teamId: z.string(),
});
export type SandboxAddress = z.infer<typeof addressSchema>;

/** Reads an address from the sandbox's own words; throws when they are not one. */
export function parseAddress(text: string): SandboxAddress {
  return addressSchema.parse(JSON.parse(text));
}

/** The address of the sandbox that runs on a data directory, or undefined when none does. */
export async function findSandbox(dataDir: string): Promise<SandboxAddress | undefined> {
  try {
    const address = parseAddress(await readFile(join(dataDir, 'sandbox', 'address.json'), 'utf8'));
    const answer = await fetch(`${address.api}api.test`, {
      method: 'POST',
      signal: AbortSignal.timeout(2_000),
    });
    return answer.ok ? address : undefined;
  } catch {
    return undefined;
  }
}
