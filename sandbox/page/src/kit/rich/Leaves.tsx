import type { ReactNode } from 'react';
import { emojiOf } from '../../emoji/emoji.ts';
import { BroadcastMention, ChannelMention, DateMention, Link, UserMention } from '../../mrkdwn/Mentions.tsx';
import type { RichLeaf, RichStyle } from '../types.ts';

export function Leaves({ leaves }: { leaves: readonly RichLeaf[] }) {
  return leaves.map((leaf, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a block's parts never move
    <Styled key={index} style={leaf.style}>
      <LeafView leaf={leaf} />
    </Styled>
  ));
}

function Styled({ style, children }: { style: RichStyle | undefined; children: ReactNode }) {
  if (!style) return children;
  let shown = children;
  if (style.code) shown = <code>{shown}</code>;
  if (style.strike) shown = <s>{shown}</s>;
  if (style.underline) shown = <u>{shown}</u>;
  if (style.italic) shown = <em>{shown}</em>;
  return style.bold ? <strong>{shown}</strong> : shown;
}

function LeafView({ leaf }: { leaf: RichLeaf }): ReactNode {
  switch (leaf.type) {
    case 'text':
      return <span className="plain">{leaf.text}</span>;
    case 'link':
      return <Link url={leaf.url}>{leaf.text ?? leaf.url}</Link>;
    case 'emoji':
      return <span className="emoji">{unicodeEmoji(leaf.unicode) ?? emojiOf(leaf.name)}</span>;
    case 'user':
      return <UserMention id={leaf.user_id} />;
    case 'channel':
      return <ChannelMention id={leaf.channel_id} />;
    case 'usergroup':
      return <BroadcastMention label={`@${leaf.usergroup_id}`} />;
    case 'broadcast':
      return <BroadcastMention label={`@${leaf.range}`} />;
    case 'color':
      return (
        <span className="swatch" style={{ '--swatch': leaf.value }}>
          {leaf.value}
        </span>
      );
    case 'date':
      return (
        <DateMention
          seconds={leaf.timestamp}
          format={leaf.format}
          url={leaf.url ?? ''}
          fallback={leaf.fallback ?? ''}
        />
      );
  }
}

/** `1f469-200d-1f4bb` → the emoji itself. */
function unicodeEmoji(codes: string | undefined): string | undefined {
  if (!codes || !/^[0-9a-f]+(-[0-9a-f]+)*$/i.test(codes)) return undefined;
  return String.fromCodePoint(...codes.split('-').map((code) => Number.parseInt(code, 16)));
}
