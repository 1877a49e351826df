import { checkMessageBlocks } from '../../../sandbox/blocks/check.ts';
import { checkView } from '../../../sandbox/blocks/view.ts';
import type { Json } from '../../../sandbox/contract.ts';
import type { JsonObject } from '../../../sandbox/json.ts';
import { wrap } from '../../../src/platform/bolt/values.ts';
import { sendable } from '../../../src/platform/fit.ts';
import type { Built } from './world.ts';

const json = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
const anyFile = () => true;

/** What Slack would refuse, as the sandbox says it; empty where it takes it. */
export function refusals(built: Built): string[] {
  if ('reply' in built) {
    const { text, blocks } = sendable(built.reply);
    const checked = checkMessageBlocks(json(blocks ?? []) as Json[], anyFile);
    const problems = checked.ok ? [] : [checked.error, ...checked.problems];
    if (text.length === 0 || text.length > 4000) problems.push(`a text of ${text.length} characters`);
    return problems;
  }
  // A part is held as a part of Home.
  if ('part' in built) return [];
  const view = 'view' in built ? wrap(built.view, 'C0123456789', 'en') : { type: 'home', blocks: built.home };
  const checked = checkView(json(view) as JsonObject, anyFile);
  return checked.ok ? [] : [checked.error, ...checked.problems];
}
