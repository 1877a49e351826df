import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { stepIn } from '../../ui/step.ts';
import { comboKey } from './comboKeys.ts';
import type { Item } from './items.ts';

export interface ComboInput {
  /** What is offered for the query. */
  items: readonly Item[];
  chosen: readonly Item[];
  many: boolean;
  /** The most that may be chosen. */
  max: number | undefined;
  /** Null while the list is closed. */
  query: string | null;
  onQuery: (query: string | null) => void;
  onChoose: (items: Item[]) => void;
}

interface Combo {
  field: RefObject<HTMLInputElement | null>;
  /** Place of the active line. */
  active: number;
  show: (query: string) => void;
  close: () => void;
  choose: (item: Item) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** The behaviour of a combobox: what opens, moves, chooses and closes. */
export function useCombo({ items, chosen, many, max, query, onQuery, onChoose }: ComboInput): Combo {
  const field = useRef<HTMLInputElement>(null);
  const [place, setPlace] = useState(0);
  const active = Math.min(place, items.length - 1);

  const show = (text: string): void => {
    onQuery(text);
    const present = text || many ? 0 : items.findIndex((item) => item.id === chosen[0]?.id);
    setPlace(Math.max(0, present));
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
    else if (max === undefined || chosen.length < max) onChoose([...chosen, item]);
    onQuery('');
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const meaning = comboKey(event.key, { open: query !== null, many, query: query ?? '' });
    if (meaning === null) return;
    const item = items[active];
    if (meaning !== 'leave') event.preventDefault();
    // Escape closes the list, not the dialog around it.
    if (meaning === 'close') event.stopPropagation();
    if (meaning === 'open') show('');
    else if (meaning === 'move') setPlace(stepIn(event.key, active, items.length) ?? 0);
    else if (meaning === 'choose' && item) choose(item);
    else if (meaning === 'drop') onChoose(chosen.slice(0, -1));
    else if (meaning === 'close' || meaning === 'leave') close();
  };
  return { field, active, show, close, choose, onKeyDown };
}
