import type { ActionInput, Modal, Shortcut, Slice, Verb } from '../slice.ts';

/** Everything that can be asked of the app, from the explicit list of slices. Two slices with the same word are a mistake found at the start. */
export interface Registry {
  verbs: readonly Verb[];
  /** Bare command → verb. */
  commands: ReadonlyMap<string, Verb>;
  /** Verb name or alias, lower case → verb. */
  words: ReadonlyMap<string, Verb>;
  actions: ReadonlyMap<string, (input: ActionInput) => Promise<void>>;
  modals: ReadonlyMap<string, Modal>;
  shortcuts: ReadonlyMap<string, Shortcut>;
}

function addTo<T>(map: Map<string, T>, key: string, value: T, slice: string): void {
  if (map.has(key)) throw new Error(`Slice ${slice} registers "${key}", which is taken already`);
  map.set(key, value);
}

/** Builds the registry. Throws when a word, action or callback id is taken twice. */
export function registryOf(slices: readonly Slice[]): Registry {
  const commands = new Map<string, Verb>();
  const words = new Map<string, Verb>();
  const actions = new Map<string, (input: ActionInput) => Promise<void>>();
  const modals = new Map<string, Modal>();
  const shortcuts = new Map<string, Shortcut>();
  for (const slice of slices) {
    for (const verb of slice.verbs ?? []) {
      if (verb.bare) addTo(commands, verb.bare, verb, slice.name);
      for (const word of [verb.name, ...verb.aliases]) addTo(words, word.toLowerCase(), verb, slice.name);
    }
    for (const [id, handler] of Object.entries(slice.actions ?? {})) addTo(actions, id, handler, slice.name);
    for (const modal of slice.modals ?? []) addTo(modals, modal.callbackId, modal, slice.name);
    for (const shortcut of slice.shortcuts ?? []) addTo(shortcuts, shortcut.callbackId, shortcut, slice.name);
  }
  return { verbs: slices.flatMap((slice) => slice.verbs ?? []), commands, words, actions, modals, shortcuts };
}

/** The first word of what follows `/pace`, and the rest. */
export function splitVerb(text: string): { word: string; rest: string } {
  const match = /^\s*(\S+)\s*([\s\S]*)$/.exec(text);
  return match ? { word: (match[1] ?? '').toLowerCase(), rest: match[2] ?? '' } : { word: '', rest: '' };
}
