import { z } from 'zod';
import type { Actions, ElementAction, Json, ViewState } from '../contract.ts';

const text = z.string();
const value: z.ZodType<Json> = z.json();
const element: z.ZodType<ElementAction> = z
  .object({ action_id: text, block_id: text, type: text })
  .catchall(value);
const viewState: z.ZodType<ViewState> = z.record(
  text,
  z.record(text, z.object({ type: text }).catchall(value)),
);

/** The bodies of the page's actions, checked before anything happens. */
export const BODIES: { [K in keyof Actions]: z.ZodType<Actions[K]> } = {
  post: z.object({ channel: text, text, threadTs: text.exactOptional() }),
  command: z.object({ channel: text, command: text, text }),
  shortcut: z.object({ callbackId: text, channel: text.exactOptional(), messageTs: text.exactOptional() }),
  action: z.object({
    channel: text.exactOptional(),
    ts: text.exactOptional(),
    viewId: text.exactOptional(),
    state: viewState.exactOptional(),
    action: element,
  }),
  'view-submit': z.object({ viewId: text, state: viewState }),
  'view-close': z.object({ viewId: text, clearAll: z.boolean().exactOptional() }),
  'home-opened': z.object({ appId: text }),
  read: z.object({ channel: text, ts: text }),
  upload: z.object({ channel: text, name: text, mimetype: text, base64: text }),
  options: z.object({
    viewId: text.exactOptional(),
    channel: text.exactOptional(),
    ts: text.exactOptional(),
    action_id: text,
    block_id: text,
    value: text,
  }),
  'open-dm': z.object({ userId: text }),
  'open-group': z.object({ userIds: z.array(text).min(1).max(8) }),
  join: z.object({ channel: text }),
  uninstall: z.object({ appId: text }),
  control: z.object({ verb: text, body: z.record(text, value) }),
};
