import type { ElementAction, ViewState } from '../../../contract.ts';
import { useConfirm } from './Confirming.tsx';
import { useSurface } from './surface.ts';
import type { Confirm, Value } from './types.ts';

/** How an element is bound to its place. */
export interface Place {
  blockId: string;
  /** In an input block: the value is reported with the form, and at once only if the app asked for it. */
  input?: { labelId: string; describedBy: string; invalid: boolean; required: boolean; dispatch: boolean };
  /** Accessible name of an element without a label of its own. */
  fallbackLabel?: string;
}

interface Bound {
  value: Value | undefined;
  pending: boolean;
  /** Keeps the value, and tells the app unless the form does it later. */
  set: (value: Value) => Promise<void>;
  /** Keeps the value only. */
  keep: (value: Value) => void;
  /** Tells the app. */
  tell: (
    action: Omit<ElementAction, 'block_id' | 'action_id'> & { type: string },
    value?: Value,
  ) => Promise<void>;
}

/** What an element needs to work: its present value, and the two ways to report something. */
export function useElement(place: Place, element: { action_id: string; confirm?: Confirm }): Bound {
  const surface = useSurface();
  const confirm = useConfirm();
  const { blockId } = place;
  const { action_id: actionId } = element;

  const keep = (value: Value): void => surface.change(blockId, actionId, value);
  const tell: Bound['tell'] = async (action, value) => {
    if (element.confirm && !(await confirm(element.confirm))) return;
    if (value) keep(value);
    const state: ViewState = value
      ? { ...surface.state, [blockId]: { ...surface.state[blockId], [actionId]: value } }
      : surface.state;
    surface.act({ ...action, action_id: actionId, block_id: blockId }, state);
  };
  const set = async (value: Value): Promise<void> => {
    if (place.input && !place.input.dispatch) keep(value);
    else await tell(value, value);
  };
  const value = surface.state[blockId]?.[actionId];
  return { value, pending: surface.pending.has(`${blockId}/${actionId}`), set, keep, tell };
}

/** Attributes that tie an element to its label, its hint and its error. */
export function labelling(place: Place, own?: string): Record<string, string | boolean | undefined> {
  const { input } = place;
  if (!input) return { 'aria-label': own ?? place.fallbackLabel };
  return {
    'aria-labelledby': input.labelId,
    'aria-describedby': input.describedBy,
    'aria-invalid': input.invalid || undefined,
    'aria-required': input.required || undefined,
  };
}
