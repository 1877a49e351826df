import { createContext, useContext } from 'react';
import type { ElementAction, FileRef, ViewState } from '../../../contract.ts';
import type { Option, OptionGroup, Value } from './types.ts';

/** Where blocks stand: a message, a modal or a Home, and what their elements can do there. */
export interface Surface {
  kind: 'message' | 'modal' | 'home';
  state: ViewState;
  /** By `block_id`: from the page's own checks, or from the app's answer. */
  errors: Record<string, string>;
  /** `block_id/action_id` of the action that waits for the app's answer. */
  pending: ReadonlySet<string>;
  files: readonly FileRef[];
  change: (blockId: string, actionId: string, value: Value) => void;
  act: (action: ElementAction, state: ViewState) => void;
  /** Options of an external select. */
  options: (blockId: string, actionId: string, query: string) => Promise<(Option | OptionGroup)[]>;
}

const SurfaceContext = createContext<Surface | null>(null);
export const SurfaceProvider = SurfaceContext.Provider;

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('blocks outside a surface');
  return surface;
}
