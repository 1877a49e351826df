import { type RefObject, useEffect, useRef } from 'react';
import { Avatar } from '../people/Avatar.tsx';
import { Floating } from '../ui/Floating.tsx';
import type { Suggestion } from './suggestions.ts';

interface Props {
  id: string;
  label: string;
  anchor: RefObject<HTMLElement | null>;
  items: readonly Suggestion[];
  active: number;
  onChoose: (item: Suggestion) => void;
  onClose: () => void;
}

/** The list above the composer. The focus stays in the text. */
export function Suggestions({ id, label, anchor, items, active, onChoose, onClose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the active line scrolls into view when it changes
  useEffect(() => {
    list.current?.querySelector('.is-active')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <Floating anchor={anchor} onClose={onClose} prefer="above" className="menu suggestions" matchWidth>
      <div ref={list} id={id} role="listbox" aria-label={label} tabIndex={-1}>
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the composer handles the keys
          <div
            key={item.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={index === active ? 'menu-item is-active' : 'menu-item'}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(item)}
          >
            {item.personId && <Avatar id={item.personId} size={26} />}
            <span className="menu-text">
              <span>
                <strong>{item.label}</strong> <span className="menu-hint">{item.hint}</span>
              </span>
              {item.detail && <span className="menu-detail">{item.detail}</span>}
            </span>
          </div>
        ))}
      </div>
    </Floating>
  );
}
