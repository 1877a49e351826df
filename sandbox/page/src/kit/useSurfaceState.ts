import { useCallback, useMemo, useState } from 'react';
import type { Actions, Answer, Block, ElementAction, FileRef, Json, ViewState } from '../../../contract.ts';
import { useDirectory } from '../store/directory.tsx';
import { useHands } from '../store/session.tsx';
import { type Edits, stateOf, withEdit } from './state.ts';
import type { Surface } from './surface.ts';
import type { Option, OptionGroup, Value } from './types.ts';

/** Where actions of a surface are sent to. */
export type Origin = { viewId: string } | { channel: string; ts: string };

interface Input {
  kind: Surface['kind'];
  blocks: readonly Block[];
  origin: Origin;
  files?: readonly FileRef[];
  /** The open conversation, for `default_to_current_conversation`. */
  current?: string | undefined;
  edits: Edits;
  onEdits: (change: (edits: Edits) => Edits) => void;
  errors?: Record<string, string>;
}

const NO_FILES: readonly FileRef[] = [];
const NO_ERRORS: Record<string, string> = {};

/** Puts together what the elements of a message or view need: values, waiting actions, and the way to the app. */
export function useSurfaceState(input: Input): Surface {
  const { kind, blocks, origin, edits, onEdits, current } = input;
  const { act, dispatch } = useHands();
  const { words } = useDirectory();
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const state = useMemo(() => stateOf(blocks, edits, current), [blocks, edits, current]);

  const change = useCallback(
    (blockId: string, actionId: string, value: Value) =>
      onEdits((e) => withEdit(e, blockId, actionId, value)),
    [onEdits],
  );
  const tell = async (action: ElementAction, now: ViewState): Promise<void> => {
    const key = `${action.block_id}/${action.action_id}`;
    setPending((keys) => new Set(keys).add(key));
    const body: Actions['action'] = { ...origin, state: now, action };
    const answer = await act('action', body);
    setPending((keys) => new Set([...keys].filter((k) => k !== key)));
    if (!answer.ok) complain(answer.error);
  };
  const complain = (error: string): void => {
    const place = 'channel' in origin ? { channel: origin.channel } : {};
    dispatch({ type: 'notice', level: 'error', text: words.notAnswered(error), ...place });
  };
  const options = async (
    block_id: string,
    action_id: string,
    value: string,
  ): Promise<(Option | OptionGroup)[]> => {
    const answer = await act('options', { ...origin, action_id, block_id, value });
    if (!answer.ok) complain(answer.error);
    return readOptions(answer);
  };

  return {
    kind,
    state,
    errors: input.errors ?? NO_ERRORS,
    pending,
    files: input.files ?? NO_FILES,
    change,
    act: (action, now) => void tell(action, now),
    options,
  };
}

/** The app's answer to a question for options: `options` or `option_groups`, as Slack has it. */
function readOptions(answer: Answer<unknown>): (Option | OptionGroup)[] {
  if (!answer.ok || typeof answer.data !== 'object' || answer.data === null) return [];
  const data: { options?: Json; option_groups?: Json } = answer.data;
  return [data.options, data.option_groups].flatMap((list) =>
    Array.isArray(list) ? list.filter(isEntry) : [],
  );
}

const isEntry = (json: unknown): json is Option | OptionGroup =>
  typeof json === 'object' && json !== null && ('value' in json || 'options' in json);
