import { Fragment, memo, type ReactNode } from 'react';
import { emojiOf } from '../emoji/emoji.ts';
import type { Chunk, Inline } from './ast.ts';
import { BroadcastMention, ChannelMention, DateMention, Link, UserMention } from './Mentions.tsx';
import { parseMrkdwn } from './parse.ts';

/** Slack's mrkdwn as elements. The tree is built by a parser of our own: no HTML from outside is ever inserted. */
export const Mrkdwn = memo(function Mrkdwn({ text }: { text: string }) {
  return <div className="mrkdwn">{chunksOf(parseMrkdwn(text))}</div>;
});

/* The trees below never change after they are built, so the place in the list is a sound key. */
function chunksOf(chunks: Chunk[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the list is built once from one text
  return chunks.map((chunk, index) => <ChunkView key={index} chunk={chunk} />);
}

function ChunkView({ chunk }: { chunk: Chunk }) {
  switch (chunk.type) {
    case 'pre':
      return <pre>{chunk.text}</pre>;
    case 'quote':
      return <blockquote>{chunksOf(chunk.chunks)}</blockquote>;
    case 'list':
      return (
        <ul className="mrkdwn-list">
          {chunk.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is built once from one text
            <li key={index} data-marker={item.marker}>
              {inlines(item.children)}
            </li>
          ))}
        </ul>
      );
    case 'lines':
      return (
        <div>
          {chunk.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is built once from one text
            <Fragment key={index}>
              {index > 0 && <br />}
              {inlines(line)}
            </Fragment>
          ))}
        </div>
      );
  }
}

function inlines(nodes: Inline[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the list is built once from one text
  return nodes.map((node, index) => <InlineView key={index} node={node} />);
}

function InlineView({ node }: { node: Inline }) {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'bold':
      return <strong>{inlines(node.children)}</strong>;
    case 'italic':
      return <em>{inlines(node.children)}</em>;
    case 'strike':
      return <s>{inlines(node.children)}</s>;
    case 'code':
      return <code>{node.text}</code>;
    case 'emoji':
      return <span className="emoji">{emojiOf(node.name)}</span>;
    case 'link':
      return <Link url={node.url}>{node.label}</Link>;
    case 'user':
      return <UserMention id={node.id} label={node.label} />;
    case 'channel':
      return <ChannelMention id={node.id} label={node.label} />;
    case 'broadcast':
      return <BroadcastMention label={node.label} />;
    case 'date':
      return <DateMention {...node} />;
  }
}
