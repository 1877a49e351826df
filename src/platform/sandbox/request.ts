import type { SandboxAddress } from './address.ts';
import { SandboxProblem } from './start.ts';

/** One request to the sandbox with its owner's token; resolves with the JSON of a good answer, throws a SandboxProblem otherwise. */
export async function askSandbox(
  address: SandboxAddress,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await fetch(new URL(path, address.page), {
    method,
    headers: { authorization: `Bearer ${address.scimToken}`, 'content-type': 'application/json' },
    signal: AbortSignal.timeout(10_000),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok)
    throw new SandboxProblem(`The sandbox refused ${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
  return text === '' ? undefined : JSON.parse(text);
}
