import type { ConversationRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';
import { type Args, list, text } from './args.ts';
import { refuse } from './refusal.ts';

type Kind = ConversationRecord['kind'];

/** The first half of the scopes that belong to a kind: `channels:read`, `groups:history`, `im:write`. */
export const SCOPE_OF = {
  channel: 'channels',
  private: 'groups',
  im: 'im',
  mpim: 'mpim',
} as const satisfies Record<Kind, string>;

const TYPES: Record<string, Kind> = {
  public_channel: 'channel',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

/** The kinds that the argument `types` asks for; public channels without it. Refuses `invalid_types`. */
export function typesOf(args: Args): Kind[] {
  const names = list(args, 'types');
  const kinds = (names.length === 0 ? ['public_channel'] : names).map((name) => TYPES[name]);
  return kinds.map((kind) => kind ?? refuse('invalid_types'));
}

/** `channels:read`, `groups:history` …: the scope's first half follows the conversation that is asked for. */
export function scopeFor(right: 'read' | 'history') {
  return (world: World, args: Args) => {
    const record = world.conversations.get(text(args, 'channel'));
    return [`${SCOPE_OF[record?.kind ?? 'channel']}:${right}`];
  };
}
