import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextView } from './TextView.tsx';
import type { Confirm } from './types.ts';

type Ask = (confirm: Confirm) => Promise<boolean>;
const AskContext = createContext<Ask>(async () => true);

/** Asks the question of a `confirm` object; resolves to whether the person agreed. */
export const useConfirm = (): Ask => useContext(AskContext);

export function Confirming({ children }: { children: ReactNode }) {
  const { words } = useDirectory();
  const [open, setOpen] = useState<Confirm | null>(null);
  const answer = useRef<(agreed: boolean) => void>(() => {});
  const ask = useCallback<Ask>((confirm) => {
    setOpen(confirm);
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  }, []);
  const close = (agreed: boolean): void => {
    setOpen(null);
    answer.current(agreed);
  };
  return (
    <AskContext value={ask}>
      {children}
      {open && (
        <Dialog
          title={open.title.text}
          closeLabel={words.close}
          className="dialog-small"
          onClose={() => close(false)}
          footer={
            <>
              <button type="button" className="button" onClick={() => close(false)}>
                <TextView text={open.deny} />
              </button>
              <button
                type="button"
                className={`button ${open.style === 'danger' ? 'button-danger-full' : 'button-primary'}`}
                onClick={() => close(true)}
              >
                <TextView text={open.confirm} />
              </button>
            </>
          }
        >
          <TextView text={open.text} />
        </Dialog>
      )}
    </AskContext>
  );
}
