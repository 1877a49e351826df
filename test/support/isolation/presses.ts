import type { View } from '@slack/types';
import { localDateOf, type Temporal } from '../../../src/kpi/time.ts';
import { findActor } from '../../../src/people/store.ts';
import type { Reply } from '../../../src/platform/blocks.ts';
import type { Registry } from '../../../src/platform/bolt/registry.ts';
import type { ActionInput, Deps, Input, Slice } from '../../../src/platform/slice.ts';

/** Somebody of a workspace who acts. */
export interface Who {
  deps: Deps;
  workspaceId: string;
  slackUserId: string;
  now: Temporal.Instant;
}

/** Everything that a person was shown. */
export interface Shown {
  replies: Reply[];
  views: View[];
}

/** What can be pressed or chosen: an element's id and one of its values. */
export interface Press {
  actionId: string;
  value: string;
}

let acts = 0;

async function inputFor(who: Who): Promise<{ input: Input; shown: Shown }> {
  const { deps, workspaceId, slackUserId, now } = who;
  const found = await findActor(deps.db, workspaceId, slackUserId, now);
  if (found === undefined) throw new Error(`${slackUserId} is nobody in ${workspaceId}`);
  const shown: Shown = { replies: [], views: [] };
  acts += 1;
  const input: Input = {
    ...{ deps, ...found, now, today: localDateOf(now, found.actor.tz), transportKey: `trigger:iso-${acts}` },
    channelId: undefined,
    reply: async (reply) => void shown.replies.push(reply),
    async open(view, next) {
      shown.views.push(view);
      if (next !== undefined) shown.views.push(await next());
    },
  };
  return { input, shown };
}

/** Types a command: the verb's word and what stands behind it. */
export async function type(who: Who, registry: Registry, word: string, text: string): Promise<Shown> {
  const { input, shown } = await inputFor(who);
  await registry.words.get(word)?.run({ ...input, text });
  return shown;
}

/** The parts of the App Home. */
export async function home(who: Who, slices: readonly Slice[]): Promise<Shown> {
  const { input, shown } = await inputFor(who);
  for (const slice of slices)
    for (const { blocks } of (await slice.home?.(input)) ?? []) shown.replies.push({ text: '', blocks });
  return shown;
}

/** Presses a button, or chooses an option. `from`: the modal in which the element stands. */
export async function press(
  who: Who,
  registry: Registry,
  { actionId, value }: Press,
  from?: View,
): Promise<Shown> {
  const { input, shown } = await inputFor(who);
  const act: ActionInput = {
    ...{ ...input, actionId, value },
    replace: async (reply) => void shown.replies.push(reply),
    settle: async (reply) => void shown.replies.push(reply),
    updateView: async (view) => void shown.views.push(view),
    view: from && {
      ...{ id: 'V1', hash: '1', callbackId: callbackOf(from) },
      metadata: metadataOf(from),
      values: valuesOf(from),
    },
  };
  await registry.actions.get(actionId)?.(act);
  return shown;
}

/** Hands a form in, as it stands: what is chosen in it, else its first options. */
export async function handIn(who: Who, registry: Registry, view: View): Promise<Shown> {
  const { input, shown } = await inputFor(who);
  const modal = registry.modals.get(callbackOf(view));
  const [values, metadata] = [valuesOf(view), metadataOf(view)];
  const check = { values, metadata, locale: input.actor.locale, now: input.now };
  if (modal?.check(check) === undefined) await modal?.run({ ...input, values, metadata });
  return shown;
}

/** Hands a form in that nobody was shown: past its fields' checks, with whatever it is said to hold. */
export async function handInAs(
  who: Who,
  registry: Registry,
  callbackId: string,
  metadata: string,
  values: Record<string, string>,
): Promise<Shown> {
  const { input, shown } = await inputFor(who);
  await registry.modals.get(callbackId)?.run({ ...input, values, metadata });
  return shown;
}

export const callbackOf = (view: View): string => ('callback_id' in view ? (view.callback_id ?? '') : '');
const metadataOf = (view: View): string => ('private_metadata' in view ? (view.private_metadata ?? '') : '');

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function* objectsIn(value: unknown): Generator<Json> {
  if (!isJson(value)) return;
  yield value;
  for (const part of Object.values(value)) yield* objectsIn(part);
}

const optionsOf = (element: Json): string[] =>
  [...objectsIn(element['options'] ?? element['option_groups'])].flatMap((option) =>
    typeof option['value'] === 'string' ? [option['value']] : [],
  );

/** Everything that can be pressed or chosen in what was shown. */
export function pressesIn(shown: unknown): Press[] {
  const found = [...objectsIn(shown)].flatMap((element): Press[] => {
    const actionId = element['action_id'];
    if (typeof actionId !== 'string') return [];
    const values = optionsOf(element);
    const own = typeof element['value'] === 'string' ? element['value'] : '';
    return (values.length > 0 ? values : [own]).map((value) => ({ actionId, value }));
  });
  return [...new Map(found.map((one) => [`${one.actionId} ${one.value}`, one])).values()];
}

/** block_id → what stands in it. */
function valuesOf(view: View): Record<string, string> {
  const blocks = view.blocks as unknown as Json[];
  return Object.fromEntries(
    blocks.flatMap((block) => {
      const element = block['element'];
      return typeof block['block_id'] === 'string' && isJson(element)
        ? [[block['block_id'], contentOf(element)]]
        : [];
    }),
  );
}

function contentOf(element: Json): string {
  for (const key of [
    'initial_value',
    'initial_date',
    'initial_user',
    'initial_channel',
    'initial_conversation',
  ])
    if (typeof element[key] === 'string') return element[key];
  const chosen = element['initial_option'] ?? element['initial_options'] ?? element['initial_users'];
  if (Array.isArray(chosen))
    return chosen.map((one) => (isJson(one) ? String(one['value']) : String(one))).join(',');
  if (isJson(chosen)) return String(chosen['value']);
  return optionsOf(element)[0] ?? (element['type'] === 'datepicker' ? '2026-12-01' : '5');
}
