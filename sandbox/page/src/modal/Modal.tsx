import { type KeyboardEvent, type RefObject, useCallback, useEffect, useId, useRef } from 'react';
import type { View } from '../../../contract.ts';
import { Blocks } from '../kit/BlockView.tsx';
import type { Edits } from '../kit/state.ts';
import { type Surface, SurfaceProvider } from '../kit/surface.ts';
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
  const change = useCallback(
    (next: (edits: Edits) => Edits) => {
      onEdits(view.id, next);
    },
    [onEdits, view.id],
  );
  const place = { kind: 'modal', blocks: view.blocks, origin: { viewId: view.id } } as const;
  const base = useSurfaceState({ ...place, current, edits, onEdits: change, errors });
  const surface: Surface = {
    ...base,
    change: (blockId, actionId, value) => {
      forget(blockId);
      base.change(blockId, actionId, value);
    },
  };
  useFirstWrong(form, refusals);
  const app = apps[0];
  return (
    <Dialog
      title={view.title}
      closeLabel={words.close}
      className="modal"
      badge={app && <Avatar id={app.botUserId} size={24} />}
      onClose={() => void close()}
      footer={<Buttons view={view} depth={depth} formId={formId} busy={busy} onClose={() => void close()} />}
    >
      {problem && (
        <div className="modal-problem" role="alert">
          {problem}
        </div>
      )}
      <SurfaceProvider value={surface}>
        <Form ref={form} id={formId} view={view} onSubmit={() => void submit(surface.state)} />
      </SurfaceProvider>
      <Toasts current={current} />
    </Dialog>
  );
}

interface FormProps {
  ref: RefObject<HTMLFormElement | null>;
  id: string;
  view: View;
  onSubmit: () => void;
}

/** Enter in a single line sends; in a text of many lines it is Ctrl + Enter, or ⌘ Enter. */
function Form({ ref, id, view, onSubmit }: FormProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || !view.submit) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };
  const submit = (event: { preventDefault: () => void }): void => {
    event.preventDefault();
    if (view.submit) onSubmit();
  };
  return (
    <form ref={ref} id={id} noValidate onKeyDown={onKeyDown} onSubmit={submit}>
      <Blocks blocks={view.blocks} />
    </form>
  );
}

interface ButtonsProps {
  view: View;
  depth: number;
  formId: string;
  busy: boolean;
  onClose: () => void;
}

function Buttons({ view, depth, formId, busy, onClose }: ButtonsProps) {
  const { words } = useDirectory();
  return (
    <>
      {depth > 1 && <span className="modal-depth">{`${depth} / 3`}</span>}
      <button type="button" className="button" onClick={onClose}>
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
  );
}

/** Puts the focus into the first field that is wrong. */
function useFirstWrong(form: RefObject<HTMLFormElement | null>, refusals: number): void {
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('.has-error :is(input, textarea)')?.focus();
  }, [form, refusals]);
}
