import { type KeyboardEvent, type RefObject, useCallback, useEffect, useId, useRef } from 'react';
import type { View } from '../../../contract.ts';
import { Blocks } from '../kit/BlockView.tsx';
import type { Edits } from '../kit/state.ts';
import { SurfaceProvider } from '../kit/surface.ts';
import { useSurfaceState } from '../kit/useSurfaceState.ts';
import { Avatar } from '../people/Avatar.tsx';
import { useDirectory } from '../store/directory.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Toasts } from '../ui/Toasts.tsx';
import { useSubmit } from './useSubmit.ts';

interface Props {
  view: View;
  /** How many views the stack holds. */
  depth: number;
  current: string | undefined;
  edits: Edits;
  onEdits: (viewId: string, change: (edits: Edits) => Edits) => void;
}

/** A modal of an app: its blocks, its errors, its buttons. */
export function Modal({ view, depth, current, edits, onEdits }: Props) {
  const { words, apps } = useDirectory();
  const { busy, errors, refusals, problem, submit, close, forget } = useSubmit(view);
  const form = useRef<HTMLFormElement>(null);
  const formId = useId();
  const change = useCallback((next: (edits: Edits) => Edits) => onEdits(view.id, next), [onEdits, view.id]);
  const base = useSurfaceState({
    kind: 'modal',
    blocks: view.blocks,
    origin: { viewId: view.id },
    current,
    edits,
    onEdits: change,
    errors,
  });
  const surface = {
    ...base,
    change: (blockId: string, actionId: string, value: Parameters<typeof base.change>[2]) => {
      forget(blockId);
      base.change(blockId, actionId, value);
    },
  };
  useFirstWrong(form, refusals);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || !view.submit) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  const app = apps[0];
  return (
    <Dialog
      title={view.title}
      closeLabel={words.close}
      className="modal"
      badge={app && <Avatar id={app.botUserId} size={24} />}
      onClose={() => void close()}
      footer={
        <>
          {depth > 1 && <span className="modal-depth">{`${depth} / 3`}</span>}
          <button type="button" className="button" onClick={() => void close()}>
            {view.close ?? words.cancel}
          </button>
          {view.submit && (
            <button
              type="submit"
              form={formId}
              className="button button-primary"
              aria-busy={busy}
              disabled={busy}
            >
              {view.submit}
            </button>
          )}
        </>
      }
    >
      {problem && (
        <div className="modal-problem" role="alert">
          {problem}
        </div>
      )}
      <SurfaceProvider value={surface}>
        <form
          ref={form}
          id={formId}
          noValidate
          onKeyDown={onKeyDown}
          onSubmit={(event) => {
            event.preventDefault();
            if (view.submit) void submit(surface.state);
          }}
        >
          <Blocks blocks={view.blocks} />
        </form>
      </SurfaceProvider>
      <Toasts current={current} />
    </Dialog>
  );
}

/** Puts the focus into the first field that is wrong. */
function useFirstWrong(form: RefObject<HTMLFormElement | null>, refusals: number): void {
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('.has-error :is(input, textarea)')?.focus();
  }, [form, refusals]);
}
