import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Floating } from './Floating.tsx';
import { Icon, type IconName } from './Icon.tsx';
import { stepIn } from './step.ts';

export interface MenuItem {
  key: string;
  label: string;
  /** A second line below the label. */
  detail?: string;
  icon?: IconName;
  onChoose: () => void;
}

interface Props {
  /** Accessible name of the button and of its menu; the tooltip. */
  label: string;
  icon: IconName;
  items: readonly MenuItem[];
  /** Shown where there are no items. */
  empty?: string;
  /** A heading inside the menu. */
  heading?: string;
  className?: string;
  prefer?: 'below' | 'above';
  align?: 'start' | 'end';
  disabled?: boolean;
  children?: ReactNode;
}

/** A button that opens a menu: arrows, Home and End move, Enter chooses, Escape closes and gives the focus back. */
export function MenuButton({ label, icon, items, className = 'icon-button', children, ...rest }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  const { empty, heading, disabled, ...place } = rest;
  const leave = (): void => {
    close();
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        disabled={disabled}
        onClick={() => setOpen(!open)}
      >
        {children ?? <Icon name={icon} />}
      </button>
      {open && (
        <Floating anchor={button} onClose={close} className="menu" {...place}>
          {heading && <div className="menu-heading">{heading}</div>}
          <MenuList label={label} items={items} onLeave={leave} />
          {items.length === 0 && <div className="menu-empty">{empty}</div>}
        </Floating>
      )}
    </>
  );
}

function MenuList({
  label,
  items,
  onLeave,
}: {
  label: string;
  items: readonly MenuItem[];
  onLeave: () => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus(), []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
      return;
    }
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const focused = document.activeElement;
    const at = focused instanceof HTMLElement ? rows.indexOf(focused) : -1;
    const next = stepIn(event.key, at, rows.length);
    if (next === null) return;
    event.preventDefault();
    rows[next]?.focus();
  };
  return (
    <div ref={list} role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <MenuRow
          key={item.key}
          item={item}
          onChoose={() => {
            onLeave();
            item.onChoose();
          }}
        />
      ))}
    </div>
  );
}

function MenuRow({ item, onChoose }: { item: MenuItem; onChoose: () => void }) {
  return (
    <button type="button" role="menuitem" className="menu-item" onClick={onChoose}>
      {item.icon && <Icon name={item.icon} />}
      <span className="menu-text">
        <span>{item.label}</span>
        {item.detail && <span className="menu-detail">{item.detail}</span>}
      </span>
    </button>
  );
}
