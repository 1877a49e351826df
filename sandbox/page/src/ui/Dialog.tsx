import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from './IconButton.tsx';

interface Props {
  title: string;
  /** Accessible name of the button at the top. */
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  className?: string;
  /** Shown before the title. */
  badge?: ReactNode;
}

/**
 * A modal dialog. The browser's own `<dialog>` keeps the focus inside, makes the rest of the page inert and gives the focus back
 * afterwards; Escape arrives as `cancel`.
 */
export function Dialog({ title, closeLabel, onClose, children, footer, className = '', badge }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // In the layout phase: closing must come before the element is taken away, or the focus would not go back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) {
      element.showModal();
      firstField(element)?.focus();
    }
    return () => {
      element?.close();
      takeCaretAlong();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        {badge}
        <h2 id={titleId}>{title}</h2>
        <IconButton icon="close" label={closeLabel} onClick={onClose} />
      </header>
      <div className="dialog-body">{children}</div>
      {footer && <footer className="dialog-foot">{footer}</footer>}
    </dialog>
  );
}

/** Chromium gives the focus back without the caret: what is typed then would go nowhere until somebody clicks. */
function takeCaretAlong(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
  field.blur();
  field.focus({ preventScroll: true });
}

/** Where typing begins: the field that asks for it, the first one, or the button that goes on. */
function firstField(dialog: HTMLElement): HTMLElement | null {
  const find = (selector: string) => dialog.querySelector<HTMLElement>(selector);
  const field = find('[data-focus]') ?? find('.dialog-body :is(input:not([type="file"]), textarea)');
  return field ?? find('.dialog-foot button:last-child');
}
