import type { Temporal } from '../kpi/time.ts';
import type { SandboxAddress } from '../platform/sandbox/address.ts';
import type { Deps, WorkspaceInfo } from '../platform/slice.ts';

export interface SampleWish {
  deps: Deps;
  workspace: WorkspaceInfo;
  address: SandboxAddress;
  now: Temporal.Instant;
  /** Says what goes on, to the person who started the app. */
  say: (text: string) => void;
}

/**
 * Fills the sample company into a sandbox's workspace, once: a workspace that has it stays as it is. What was broken off in the middle
 * is completed, on the same history. Throws a SandboxProblem where the sandbox refuses.
 */
export async function fillSampleOnce(wish: SampleWish): Promise<void> {
  if (wish.workspace.settings['sampleIsComplete'] === true) return;
  // Loaded only when it is needed: a later start need not read the holidays of the world.
  const { fillSample } = await import('./fill.ts');
  await fillSample(wish);
}
