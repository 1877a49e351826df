import { Fragment, useEffect, useRef } from 'react';
import { Avatar } from '../../people/Avatar.tsx';
import { useDirectory } from '../../store/directory.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { Item } from './items.ts';

interface Props {
  id: string;
  items: readonly Item[];
  active: number;
  chosen: readonly Item[];
  many: boolean;
  onChoose: (item: Item) => void;
}

/** The list of a combobox. The focus stays in the field; the active line is told by `aria-activedescendant`. */
export function Options({ id, items, active, chosen, many, onChoose }: Props) {
  const { words } = useDirectory();
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the active line scrolls into view when it changes
  useEffect(() => {
    list.current?.querySelector('.is-active')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const isChosen = new Set(chosen.map((item) => item.id));
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={words.options}
      aria-multiselectable={many}
      tabIndex={-1}
    >
      {items.map((item, index) => (
        <Fragment key={`${item.group ?? ''}/${item.id}`}>
          {item.group && item.group !== items[index - 1]?.group && (
            <div className="menu-heading">{item.group}</div>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys */}
          <div
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={isChosen.has(item.id)}
            className={index === active ? 'menu-item is-active' : 'menu-item'}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(item)}
          >
            {item.personId && <Avatar id={item.personId} size={22} />}
            <span className="menu-text">
              <span>{item.label}</span>
              {item.detail && <span className="menu-detail">{item.detail}</span>}
            </span>
            {isChosen.has(item.id) && <Icon name="check" size={16} />}
          </div>
        </Fragment>
      ))}
    </div>
  );
}
