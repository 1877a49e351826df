import type { Conversation } from '../../../contract.ts';

type Kind = Conversation['kind'];

/** Direct messages, with one or with several: they have the names of people, not one of their own. */
export const isDirect = ({ kind }: { kind: Kind }): boolean => kind === 'im' || kind === 'mpim';

const ICONS = { channel: 'hash', private: 'lock', im: 'people', mpim: 'people' } as const satisfies Record<
  Kind,
  string
>;

/** The sign before a conversation's name. */
export const iconOf = ({ kind }: { kind: Kind }): (typeof ICONS)[Kind] => ICONS[kind];
