import type { Conversation, Person } from '../../../../contract.ts';
import type { Directory } from '../../store/directory.tsx';
import { pickerKey } from '../state.ts';
import { plainText } from '../TextView.tsx';
import type { Option, OptionGroup, Picker, Value } from '../types.ts';
import { chosenIds, chosenOptions } from './choices.ts';

/** One line of a picker. */
export interface Item {
  id: string;
  label: string;
  detail?: string;
  group?: string;
  /** Whose avatar stands before it. */
  personId?: string;
  option?: Option;
}

const isMany = (type: Picker['type']): boolean => type.startsWith('multi_');
export const kindOf = (type: Picker['type']): string => type.replace(/^multi_/, '');

const optionItem = (option: Option, group?: string): Item => ({
  id: option.value,
  label: plainText(option.text),
  ...(option.description ? { detail: plainText(option.description) } : {}),
  ...(group ? { group } : {}),
  option,
});

export function optionItems(entries: readonly (Option | OptionGroup)[]): Item[] {
  return entries.flatMap((entry) =>
    'options' in entry
      ? entry.options.map((option) => optionItem(option, plainText(entry.label)))
      : [optionItem(entry)],
  );
}

const personItem = (person: Person): Item => ({
  id: person.id,
  label: person.realName || person.name,
  detail: person.title,
  personId: person.id,
});

function conversationItem(conversation: Conversation, { people }: Directory): Item {
  const peer = conversation.peerId ? people.get(conversation.peerId) : undefined;
  if (peer) return { id: conversation.id, label: peer.realName || peer.name, personId: peer.id };
  return { id: conversation.id, label: `#${conversation.name}` };
}

/** Everything a picker offers, but for external ones, whose options the app brings. */
export function itemsOf(element: Picker, directory: Directory): Item[] {
  const people = [...directory.people.values()].filter((p) => !p.deleted && !p.isBot);
  const conversations = [...directory.conversations.values()].filter((c) => !c.isArchived);
  switch (kindOf(element.type)) {
    case 'users_select':
      return people.map(personItem);
    case 'channels_select':
      return conversations.filter((c) => c.kind === 'channel').map((c) => conversationItem(c, directory));
    case 'conversations_select': {
      const include = element.filter?.include?.map((kind) => (kind === 'public' ? 'channel' : kind));
      const wanted = conversations.filter((c) => include?.includes(c.kind) ?? true);
      return wanted.map((c) => conversationItem(c, directory));
    }
    case 'static_select':
      return optionItems([...(element.options ?? []), ...(element.option_groups ?? [])]);
    default:
      return [];
  }
}

/** The items that a value names. */
export function chosenItems(element: Picker, value: Value | undefined, directory: Directory): Item[] {
  const key = pickerKey(element.type);
  if (key.startsWith('selected_option')) return chosenOptions(value).map((option) => optionItem(option));
  const { people, conversations } = directory;
  return chosenIds(value, key).map((id) => {
    const person = people.get(id);
    const conversation = conversations.get(id);
    if (person) return personItem(person);
    return conversation ? conversationItem(conversation, directory) : { id, label: id };
  });
}

/** The value, in Slack's shape, that says these items are chosen. */
export function valueOfItems(element: Picker, items: readonly Item[]): Value {
  const key = pickerKey(element.type);
  const parts = items.map((item) => item.option ?? item.id);
  return { type: element.type, [key]: isMany(element.type) ? parts : (parts[0] ?? null) };
}

/** Items whose label or detail holds the query, those whose label begins with it first. */
export function matching(items: readonly Item[], query: string): Item[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [...items];
  const found = items.filter((item) => `${item.label} ${item.detail ?? ''}`.toLowerCase().includes(wanted));
  const rank = (item: Item): number =>
    item.label.toLowerCase().replace(/^[#@]/, '').startsWith(wanted) ? 0 : 1;
  return found.toSorted((a, b) => rank(a) - rank(b));
}
