/** What a key means in a combobox; null where the browser does its own. */
export type ComboKey = 'open' | 'move' | 'choose' | 'close' | 'leave' | 'drop' | null;

interface Situation {
  open: boolean;
  many: boolean;
  /** What is typed; empty while closed. */
  query: string;
}

/** Pure. Home and End stay with the text, as in any field. */
export function comboKey(key: string, { open, many, query }: Situation): ComboKey {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowUp':
      return open ? 'move' : 'open';
    case 'Enter':
      return open ? 'choose' : 'open';
    case 'Escape':
      return open ? 'close' : null;
    case 'Tab':
      return open ? 'leave' : null;
    case 'Backspace':
      return many && query === '' ? 'drop' : null;
    default:
      return null;
  }
}
