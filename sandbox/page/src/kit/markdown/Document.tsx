import { lexer, type Token, type Tokens } from 'marked';
import type { ReactNode } from 'react';
import { withEmoji } from '../../emoji/emoji.ts';
import { Link } from '../../mrkdwn/Mentions.tsx';
import { Zoomable } from '../Picture.tsx';

/** Standard markdown as elements. Only the parser of `marked` is used: what it calls HTML is shown as text. */
export default function Document({ text }: { text: string }) {
  return <div className="markdown">{views(lexer(text, { gfm: true, breaks: true }))}</div>;
}

function views(tokens: readonly Token[] | undefined): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the list is built once from one text
  return tokens?.map((token, index) => <TokenView key={index} token={known(token)} />);
}

type Known =
  | Tokens.Heading
  | Tokens.Paragraph
  | Tokens.Blockquote
  | Tokens.List
  | Tokens.Code
  | Tokens.Table
  | Tokens.Hr
  | Tokens.Space
  | Tokens.Br
  | Tokens.Strong
  | Tokens.Em
  | Tokens.Del
  | Tokens.Codespan
  | Tokens.Link
  | Tokens.Image
  | Tokens.Checkbox
  | Tokens.Escape
  | Tokens.Text
  | Tokens.HTML;

/** The parser without extensions makes no other tokens. */
const isKnown = (token: Token): token is Known => token.type !== 'generic';
const known = (token: Token): Known => {
  if (isKnown(token)) return token;
  throw new Error('unknown markdown token');
};

function TokenView({ token }: { token: Known }): ReactNode {
  switch (token.type) {
    case 'heading':
      return <div className={`md-heading md-heading-${token.depth}`}>{views(token.tokens)}</div>;
    case 'paragraph':
      return <p>{views(token.tokens)}</p>;
    case 'blockquote':
      return <blockquote>{views(token.tokens)}</blockquote>;
    case 'list':
      return <ListToken list={token} />;
    case 'code':
      return <pre>{token.text}</pre>;
    case 'table':
      return <TableToken table={token} />;
    case 'hr':
      return <hr className="block-divider" />;
    case 'space':
      return null;
    case 'checkbox':
      return token.checked ? '☑ ' : '☐ ';
    default:
      return <InlineToken token={token} />;
  }
}

type InlineKinds =
  | 'br'
  | 'strong'
  | 'em'
  | 'del'
  | 'codespan'
  | 'link'
  | 'image'
  | 'escape'
  | 'text'
  | 'html';

function InlineToken({ token }: { token: Extract<Known, { type: InlineKinds }> }): ReactNode {
  switch (token.type) {
    case 'br':
      return <br />;
    case 'strong':
      return <strong>{views(token.tokens)}</strong>;
    case 'em':
      return <em>{views(token.tokens)}</em>;
    case 'del':
      return <s>{views(token.tokens)}</s>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'link':
      return <Link url={token.href}>{views(token.tokens)}</Link>;
    case 'image':
      return <Zoomable url={token.href} alt={token.text} />;
    case 'escape':
    case 'html':
      return token.text;
    case 'text':
      return 'tokens' in token && token.tokens ? views(token.tokens) : withEmoji(token.text);
  }
}

function ListToken({ list }: { list: Tokens.List }) {
  const items = list.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the list is built once from one text
    <li key={index}>{views(item.tokens)}</li>
  ));
  return list.ordered ? <ol start={Number(list.start) || 1}>{items}</ol> : <ul>{items}</ul>;
}

function TableToken({ table }: { table: Tokens.Table }) {
  const align = (index: number) => ({ textAlign: table.align[index] ?? 'left' }) as const;
  return (
    <div className="block-table">
      <table>
        <thead>
          <tr>
            {table.header.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the table is built once from one text
              <th key={index} scope="col" style={align(index)}>
                {views(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the table is built once from one text
            <tr key={line}>
              {row.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the table is built once from one text
                <td key={index} style={align(index)}>
                  {views(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
