import { useDirectory } from '../../store/directory.tsx';
import { MenuButton } from '../../ui/Menu.tsx';
import { plainText } from '../TextView.tsx';
import type { Overflow } from '../types.ts';
import { type Place, useElement } from '../useElement.ts';

/** Three dots with up to five choices. */
export function OverflowView({ element, place }: { element: Overflow; place: Place }) {
  const { words } = useDirectory();
  const { tell, pending } = useElement(place, element);
  const items = element.options.map((option) => ({
    key: option.value,
    label: plainText(option.text),
    ...(option.description ? { detail: plainText(option.description) } : {}),
    onChoose: () => {
      if (option.url) open(option.url, '_blank', 'noopener');
      void tell({ type: 'overflow', selected_option: option });
    },
  }));
  return (
    <MenuButton
      label={words.moreActions}
      icon="more"
      items={items}
      className="button button-square"
      align="end"
      disabled={pending}
    />
  );
}
