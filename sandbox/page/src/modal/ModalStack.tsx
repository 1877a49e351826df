import { useCallback, useState } from 'react';
import type { Edits } from '../kit/state.ts';
import { useModel } from '../store/session.tsx';
import { Modal } from './Modal.tsx';

const NOTHING: Edits = {};

/**
 * The modal that is on top. What was typed into those below is kept, so that closing the top one shows them as they were left; what was
 * typed into one that is gone is forgotten.
 */
export function ModalStack({ current }: { current: string | undefined }) {
  const { views } = useModel();
  const [edits, setEdits] = useState<Readonly<Record<string, Edits>>>({});
  const onEdits = useCallback(
    (viewId: string, change: (edits: Edits) => Edits) =>
      setEdits((all) => ({ ...all, [viewId]: change(all[viewId] ?? NOTHING) })),
    [],
  );
  const gone = Object.keys(edits).filter((id) => views.every((view) => view.id !== id));
  if (gone.length > 0)
    setEdits(Object.fromEntries(Object.entries(edits).filter(([id]) => !gone.includes(id))));
  const top = views.at(-1);
  if (!top) return null;
  return (
    <Modal
      key={top.id}
      view={top}
      depth={views.length}
      current={current}
      edits={edits[top.id] ?? NOTHING}
      onEdits={onEdits}
    />
  );
}
