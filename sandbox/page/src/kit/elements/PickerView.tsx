import { useEffect, useMemo, useState } from 'react';
import { useDirectory } from '../../store/directory.tsx';
import { useSurface } from '../surface.ts';
import { plainText } from '../TextView.tsx';
import type { Picker } from '../types.ts';
import { labelling, type Place, useElement } from '../useElement.ts';
import { Combobox } from './Combobox.tsx';
import { chosenItems, type Item, itemsOf, kindOf, matching, optionItems, valueOfItems } from './items.ts';

/** All ten kinds of selects: they differ in what they offer and in the shape of what they report. */
export function PickerView({ element, place }: { element: Picker; place: Place }) {
  const directory = useDirectory();
  const { value, set, pending } = useElement(place, element);
  const [query, setQuery] = useState<string | null>(null);
  const external = useExternal(element, place, query);
  const own = useMemo(() => itemsOf(element, directory), [element, directory]);
  const many = element.type.startsWith('multi_');
  const { words } = directory;
  const placeholder = element.placeholder
    ? plainText(element.placeholder)
    : many
      ? words.chooseSeveral
      : words.choose;
  return (
    <Combobox
      items={external ? external.items : matching(own, query ?? '')}
      hint={external?.hint}
      chosen={chosenItems(element, value, directory)}
      many={many}
      max={element.max_selected_items}
      clearable={many || (place.input !== undefined && !place.input.required)}
      placeholder={placeholder}
      busy={pending}
      query={query}
      onQuery={setQuery}
      onChoose={(items) => void set(valueOfItems(element, items))}
      attributes={{
        ...labelling(place, place.fallbackLabel ?? placeholder),
        'data-action-id': element.action_id,
        'data-focus': element.focus_on_load || undefined,
      }}
    />
  );
}

/** Slack asks the app a moment after the last key. */
const PAUSE_MS = 250;

/** Options that the app brings while the person types; null for other kinds. */
function useExternal(
  element: Picker,
  place: Place,
  query: string | null,
): { items: Item[]; hint?: string } | null {
  const { words } = useDirectory();
  const { options } = useSurface();
  const [found, setFound] = useState<{ query: string; items: Item[] } | null>(null);
  const isExternal = kindOf(element.type) === 'external_select';
  const least = element.min_query_length ?? 3;
  const enough = isExternal && query !== null && query.trim().length >= least;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `options` is another function on every drawing
  useEffect(() => {
    if (!enough || query === null) return;
    let current = true;
    const timer = setTimeout(async () => {
      const entries = await options(place.blockId, element.action_id, query);
      if (current) setFound({ query, items: optionItems(entries) });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [enough, query, place.blockId, element.action_id]);

  if (!isExternal) return null;
  if (!enough) return { items: [], hint: words.typeToSearch };
  return found?.query === query ? { items: found.items } : { items: [], hint: words.searching };
}
