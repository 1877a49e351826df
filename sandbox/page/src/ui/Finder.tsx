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
  const [place, setPlace] = useState(0);
  const listId = useId();
  const wanted = query.trim().toLowerCase();
  const shown = items.filter(({ label, detail }) =>
    `${label} ${detail ?? ''}`.toLowerCase().includes(wanted),
  );
  const at = Math.min(place, Math.max(0, shown.length - 1));
  const choose = (item: Found): void => {
    onClose();
    item.onChoose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const next = event.key.startsWith('Arrow') ? stepIn(event.key, at, shown.length) : null;
    const item = shown[at];
    if (next !== null) setPlace(next);
    else if (event.key === 'Enter' && item) choose(item);
    else return;
    event.preventDefault();
  };
  const onQuery = (text: string): void => {
    setQuery(text);
    setPlace(0);
  };
  const active = shown[at] ? `${listId}-${at}` : undefined;
  return (
    <Dialog title={title} closeLabel={words.close} onClose={onClose} className="finder">
      {hint && <p className="finder-hint">{hint}</p>}
      <SearchField {...{ placeholder, listId, active, query, onQuery, onKeyDown }} />
      <FoundList id={listId} label={title} items={shown} active={at} empty={empty} onChoose={choose} />
    </Dialog>
  );
}

interface FieldProps {
  placeholder: string;
  listId: string;
  active: string | undefined;
  query: string;
  onQuery: (query: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function SearchField({ placeholder, listId, active, query, onQuery, onKeyDown }: FieldProps) {
  return (
    <div className="finder-search">
      <Icon name="search" />
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={active}
        aria-label={placeholder}
        placeholder={placeholder}
        autoComplete="off"
        value={query}
        onChange={({ target }) => onQuery(target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

interface ListProps {
  id: string;
  label: string;
  items: readonly Found[];
  active: number;
  empty: string;
  onChoose: (item: Found) => void;
}

function FoundList({ id, label, items, active, empty, onChoose }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the active line scrolls into view when it changes
  useEffect(() => {
    list.current?.querySelector('.is-active')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={label} className="finder-list" tabIndex={-1}>
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
        <div
          key={item.key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={index === active ? 'menu-item is-active' : 'menu-item'}
          onClick={() => onChoose(item)}
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
      {items.length === 0 && <div className="menu-empty">{empty}</div>}
    </div>
  );
}
