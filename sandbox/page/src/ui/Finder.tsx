import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Avatar } from '../people/Avatar.tsx';
import { useDirectory } from '../store/directory.tsx';
import { Dialog } from './Dialog.tsx';
import { Icon, type IconName } from './Icon.tsx';
import { stepIn } from './step.ts';

export interface Found {
  key: string;
  label: string;
  detail?: string;
  /** At the right, quiet. */
  aside?: string;
  personId?: string;
  icon?: IconName;
  onChoose: () => void;
}

interface Props {
  title: string;
  placeholder: string;
  hint?: string;
  items: readonly Found[];
  empty: string;
  onClose: () => void;
}

/** A dialog with a search field and a list: for switching person, for jumping, for a new direct message. */
export function Finder({ title, placeholder, hint, items, empty, onClose }: Props) {
  const { words } = useDirectory();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const wanted = query.trim().toLowerCase();
  const shown = items.filter(({ label, detail }) =>
    `${label} ${detail ?? ''}`.toLowerCase().includes(wanted),
  );
  const at = Math.min(active, Math.max(0, shown.length - 1));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the active line scrolls into view when it changes
  useEffect(() => {
    list.current?.querySelector('.is-active')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const choose = (item: Found): void => {
    onClose();
    item.onChoose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const next = event.key.startsWith('Arrow') ? stepIn(event.key, at, shown.length) : null;
    const item = shown[at];
    if (next !== null) setActive(next);
    else if (event.key === 'Enter' && item) choose(item);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={title} closeLabel={words.close} onClose={onClose} className="finder">
      {hint && <p className="finder-hint">{hint}</p>}
      <div className="finder-search">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={shown[at] ? `${listId}-${at}` : undefined}
          aria-label={placeholder}
          placeholder={placeholder}
          autoComplete="off"
          value={query}
          onChange={({ target }) => {
            setQuery(target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={title} className="finder-list" tabIndex={-1}>
        {shown.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
          <div
            key={item.key}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={index === at ? 'menu-item is-active' : 'menu-item'}
            onClick={() => choose(item)}
          >
            {item.personId && <Avatar id={item.personId} size={32} />}
            {item.icon && <Icon name={item.icon} />}
            <span className="menu-text">
              <span>{item.label}</span>
              {item.detail && <span className="menu-detail">{item.detail}</span>}
            </span>
            {item.aside && <span className="menu-aside">{item.aside}</span>}
          </div>
        ))}
        {shown.length === 0 && <div className="menu-empty">{empty}</div>}
      </div>
    </Dialog>
  );
}
