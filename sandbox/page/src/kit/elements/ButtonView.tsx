import { plainText } from '../TextView.tsx';
import type { Button } from '../types.ts';
import { type Place, useElement } from '../useElement.ts';

const STYLES = { primary: 'button-primary', danger: 'button-danger' } as const;

/** A button tells the app and waits for its answer; one with an address opens that too. */
export function ButtonView({ element, place }: { element: Button; place: Place }) {
  const { tell, pending } = useElement(place, element);
  const className = `button ${element.style ? STYLES[element.style] : ''}`;
  const press = (): void => {
    const { text, value } = element;
    void tell({ type: 'button', text, ...(value === undefined ? {} : { value }) });
  };
  if (element.url) {
    return (
      <a
        className={className}
        href={element.url}
        target="_blank"
        rel="noreferrer noopener"
        aria-label={element.accessibility_label}
        onClick={press}
      >
        {plainText(element.text)}
      </a>
    );
  }
  return (
    <button
      type="button"
      className={className}
      aria-label={element.accessibility_label}
      aria-busy={pending}
      disabled={pending}
      onClick={press}
    >
      {plainText(element.text)}
    </button>
  );
}
