import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useDirectory } from '../../store/directory.tsx';
import { Floating } from '../../ui/Floating.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { stepIn } from '../../ui/step.ts';
import type { Item } from './items.ts';
import { Options } from './Options.tsx';

interface Props {
  /** What is offered for the query. */
  items: readonly Item[];
  /** Said in place of "no matches". */
  hint: string | undefined;
  chosen: readonly Item[];
  many: boolean;
  max: number | undefined;
  clearable: boolean;
  placeholder: string;
  busy: boolean;
  /** Null while the list is closed. */
  query: string | null;
  onQuery: (query: string | null) => void;
  onChoose: (items: Item[]) => void;
  attributes: Record<string, string | boolean | undefined>;
}

/**
 * A text field with a list (the ARIA combobox pattern): typing filters, arrows move, Enter chooses, Escape closes. Where several can be
 * chosen they stand before the field, and Backspace in the empty field takes the last one away.
 */
export function Combobox(props: Props) {
  const { items, hint, chosen, many, query, onQuery, onChoose, placeholder } = props;
  const { words } = useDirectory();
  const frame = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [active, setActive] = useState(0);
  const listId = useId();
  const open = query !== null;
  const at = Math.min(active, items.length - 1);

  const show = (text: string): void => {
    onQuery(text);
    const present = text || many ? 0 : items.findIndex((item) => item.id === chosen[0]?.id);
    setActive(Math.max(0, present));
  };
  const close = (): void => onQuery(null);
  const choose = (item: Item): void => {
    if (!many) {
      onChoose([item]);
      close();
      return;
    }
    const without = chosen.filter(({ id }) => id !== item.id);
    if (without.length < chosen.length) onChoose(without);
    else if (props.max === undefined || chosen.length < props.max) onChoose([...chosen, item]);
    onQuery('');
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const next = event.key === 'Home' || event.key === 'End' ? null : stepIn(event.key, at, items.length);
    const item = items[at];
    if (next !== null) {
      event.preventDefault();
      if (open) setActive(next);
      else show('');
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (!open) show('');
      else if (item) choose(item);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Backspace' && many && !query) onChoose(chosen.slice(0, -1));
    else if (event.key === 'Tab') close();
  };

  return (
    <div ref={frame} className={open ? 'picker open' : 'picker'} aria-busy={props.busy}>
      {many && chosen.map((item) => <Chip key={item.id} item={item} onRemove={() => choose(item)} />)}
      <input
        ref={field}
        role="combobox"
        className="picker-field"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && items[at] ? `${listId}-${at}` : undefined}
        placeholder={many && chosen.length > 0 ? '' : (chosen[0]?.label ?? placeholder)}
        value={query ?? (many ? '' : (chosen[0]?.label ?? ''))}
        onChange={({ target }) => show(target.value)}
        onClick={() => (open ? undefined : show(''))}
        onKeyDown={onKeyDown}
        {...props.attributes}
      />
      {props.clearable && !many && chosen.length > 0 && (
        <IconButton icon="close" size={14} label={words.clear} onClick={() => onChoose([])} />
      )}
      <Icon name="chevron" size={16} />
      {open && (
        <Floating anchor={frame} onClose={close} className="menu" matchWidth>
          <Options id={listId} items={items} active={at} chosen={chosen} many={many} onChoose={choose} />
          {items.length === 0 && <div className="menu-empty">{hint ?? words.noOptions}</div>}
        </Floating>
      )}
    </div>
  );
}

function Chip({ item, onRemove }: { item: Item; onRemove: () => void }) {
  const { words } = useDirectory();
  return (
    <span className="chip">
      {item.label}
      <IconButton icon="close" size={12} label={words.remove(item.label)} onClick={onRemove} />
    </span>
  );
}
