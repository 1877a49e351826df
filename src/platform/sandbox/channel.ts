import { z } from 'zod';
import type { SandboxAddress } from './address.ts';
import { askSandbox } from './request.ts';
import { SandboxProblem } from './start.ts';

const answered = z.union([
  z.object({ ok: z.literal(true), data: z.object({ id: z.string() }) }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);

/** The id of a channel of the sandbox that the app is in, made with these people (Slack user ids) where there is none of that name. */
export async function ensureChannel(
  address: SandboxAddress,
  name: string,
  memberIds: readonly string[],
): Promise<string> {
  const answer = answered.parse(await askSandbox(address, 'POST', '/sandbox/channel', { name, memberIds }));
  if (!answer.ok) throw new SandboxProblem(`The sandbox has not made the channel #${name}: ${answer.error}`);
  return answer.data.id;
}
