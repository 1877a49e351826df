/** What a key means in the composer; null where the browser does its own. */
export type ComposerKey = 'move' | 'choose' | 'close' | 'send' | 'older' | 'newer' | null;

interface Pressed {
  key: string;
  shiftKey: boolean;
}

interface Situation {
  /** The list of suggestions shows something. */
  listOpen: boolean;
  /** What is typed already is what the active suggestion would insert. */
  exact: boolean;
  /** The text is one of the lines sent before, recalled by ArrowUp. */
  recalled: boolean;
  empty: boolean;
}

/** Pure: the list comes first, then sending, then the lines sent before. */
export function composerKey({ key, shiftKey }: Pressed, at: Situation): ComposerKey {
  if (at.listOpen) {
    if (key === 'ArrowUp' || key === 'ArrowDown') return 'move';
    if (key === 'Tab') return 'choose';
    if (key === 'Escape') return 'close';
    if (key === 'Enter' && !shiftKey && !at.exact) return 'choose';
  }
  if (key === 'Enter' && !shiftKey) return 'send';
  if (key === 'ArrowUp' && (at.empty || at.recalled)) return 'older';
  return key === 'ArrowDown' && at.recalled ? 'newer' : null;
}
