import type { Block } from '../contract.ts';
import { isObject, type JsonObject, objectsOf, textOf } from '../json.ts';
import { checkBlocks, collect, withIds } from './check.ts';
import { boolean, byType, type Rule, type Shape, string } from './kit.ts';
import { plainText } from './texts.ts';

/** A view that has passed, with every default filled in. */
export interface CheckedView {
  type: 'modal' | 'home';
  blocks: Block[];
  callbackId: string;
  externalId: string;
  privateMetadata: string;
  title: JsonObject | null;
  submit: JsonObject | null;
  close: JsonObject | null;
  clearOnClose: boolean;
  notifyOnClose: boolean;
}

const MOST_BYTES = 250_000;
const base = { private_metadata: string(3000, 0), callback_id: string(255, 0), external_id: string(255, 0) };
const blocks: Rule = (value, at) => checkBlocks(value, at);

const VIEWS: Record<string, Shape> = {
  modal: {
    required: { title: plainText(24), blocks },
    optional: {
      ...base,
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: boolean,
      notify_on_close: boolean,
      submit_disabled: boolean,
    },
    also(value, at) {
      const hasInput = objectsOf(value, 'blocks').some((block) => block['type'] === 'input');
      if (hasInput && !('submit' in value)) {
        at.report(at.pointer, 'must define `submit` to use an `input` block in modals');
      }
    },
  },
  home: {
    required: { blocks },
    optional: { ...base, title: plainText(24), close: plainText(24), submit: plainText(24) },
  },
};

const rule = byType(VIEWS);

/** Holds a view against slack.md § 3. The pointers begin with `/view`. */
export function checkView(
  view: JsonObject,
  isUsableFile: (id: string) => boolean,
):
  | { ok: true; view: CheckedView }
  | { ok: false; error: 'invalid_arguments' | 'view_too_large'; problems: string[] } {
  const type = view['type'] === 'home' ? 'home' : 'modal';
  const { problems, at } = collect('/view', type, isUsableFile);
  rule(view, at);
  if (problems.length > 0) return { ok: false, error: 'invalid_arguments', problems };
  if (Buffer.byteLength(JSON.stringify(view)) > MOST_BYTES) {
    return { ok: false, error: 'view_too_large', problems: [] };
  }
  return { ok: true, view: readView(view, type) };
}

function readView(view: JsonObject, type: 'modal' | 'home'): CheckedView {
  const words = (key: string) => {
    const value = view[key];
    return isObject(value) ? value : null;
  };
  return {
    type,
    blocks: objectsOf(view, 'blocks').map(withIds),
    callbackId: textOf(view, 'callback_id'),
    externalId: textOf(view, 'external_id'),
    privateMetadata: textOf(view, 'private_metadata'),
    title: words('title'),
    submit: words('submit'),
    close: words('close'),
    clearOnClose: view['clear_on_close'] === true,
    notifyOnClose: view['notify_on_close'] === true,
  };
}
