import { useId, useRef } from 'react';
import { useDirectory } from '../../store/directory.tsx';
import { Floating } from '../../ui/Floating.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import type { Item } from './items.ts';
import { Options } from './Options.tsx';
import { type ComboInput, useCombo } from './useCombo.ts';

interface Props extends ComboInput {
  /** Said in place of "no matches". */
  hint: string | undefined;
  clearable: boolean;
  placeholder: string;
  busy: boolean;
  attributes: Record<string, string | boolean | undefined>;
}

/**
 * A text field with a list (the ARIA combobox pattern): typing filters, arrows move, Enter chooses, Escape closes. Where several can be
 * chosen they stand before the field, and Backspace in the empty field takes the last one away.
 */
export function Combobox(props: Props) {
  const { items, hint, chosen, many, query, onChoose, placeholder } = props;
  const { words } = useDirectory();
  const frame = useRef<HTMLDivElement>(null);
  const { field, active, show, close, choose, onKeyDown } = useCombo(props);
  const listId = useId();
  const open = query !== null;
  const single = many ? undefined : chosen[0]?.label;
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
        aria-activedescendant={open && items[active] ? `${listId}-${active}` : undefined}
        placeholder={many && chosen.length > 0 ? '' : (single ?? placeholder)}
        value={query ?? single ?? ''}
        onChange={({ target }) => show(target.value)}
        onClick={() => (open ? undefined : show(''))}
        onKeyDown={onKeyDown}
        {...props.attributes}
      />
      {props.clearable && single !== undefined && (
        <IconButton icon="close" size={14} label={words.clear} onClick={() => onChoose([])} />
      )}
      <Icon name="chevron" size={16} />
      {open && (
        <Floating anchor={frame} onClose={close} className="menu" matchWidth>
          <Options id={listId} items={items} active={active} chosen={chosen} many={many} onChoose={choose} />
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
