import { Component, type ReactNode } from 'react';
import type { Block } from '../../../contract.ts';
import { useDirectory } from '../store/directory.tsx';
import { Icon } from '../ui/Icon.tsx';
import { ActionsView } from './ActionsView.tsx';
import { ContextView } from './ContextView.tsx';
import { ImageView } from './ImageView.tsx';
import { InputView } from './InputView.tsx';
import { MarkdownView } from './MarkdownView.tsx';
import { RichTextView } from './rich/RichTextView.tsx';
import { SectionView } from './SectionView.tsx';
import { TableView } from './TableView.tsx';
import { plainText } from './TextView.tsx';
import { isKitBlock, type KitBlock } from './types.ts';

/*
 * Block Kit is drawn by this folder. The library `slack-blocks-to-jsx` (MIT) was considered: it draws blocks but takes no input (its
 * selects, pickers and modal inputs are pictures of themselves), brings a markdown and an emoji library along, and has a look of its own.
 */

/** The blocks of a message or view, in order. One that fails is shown as failed; the others stay. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <Guard key={block.block_id || index} type={block.type} block={block}>
          <BlockView block={block} />
        </Guard>
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  return isKitBlock(block) ? <KitBlockView block={block} /> : <BrokenBlock type={block.type} />;
}

function KitBlockView({ block }: { block: KitBlock }) {
  switch (block.type) {
    case 'section':
      return <SectionView block={block} />;
    case 'header':
      return <h3 className="block-header">{plainText(block.text)}</h3>;
    case 'divider':
      return <hr className="block-divider" />;
    case 'image':
      return <ImageView block={block} />;
    case 'context':
      return <ContextView block={block} />;
    case 'actions':
      return <ActionsView block={block} />;
    case 'input':
      return <InputView block={block} />;
    case 'rich_text':
      return <RichTextView parts={block.elements} />;
    case 'markdown':
      return <MarkdownView text={block.text} />;
    case 'table':
      return <TableView block={block} />;
  }
}

/** What cannot be drawn is said, not swallowed: an app's author must see it. */
export function BrokenBlock({ type }: { type: string }) {
  const { words } = useDirectory();
  return (
    <div className="block-broken" role="note">
      <Icon name="warn" size={16} /> {words.brokenBlock(type)}
    </div>
  );
}

interface GuardProps {
  type: string;
  /** A new block is a new chance. */
  block: Block;
  children: ReactNode;
}

interface GuardState {
  failed: boolean;
  block: Block;
}

class Guard extends Component<GuardProps, GuardState> {
  override state: GuardState = { failed: false, block: this.props.block };

  static getDerivedStateFromError(): Partial<GuardState> {
    return { failed: true };
  }

  static getDerivedStateFromProps({ block }: GuardProps, state: GuardState): GuardState | null {
    return block === state.block ? null : { failed: false, block };
  }

  override render(): ReactNode {
    return this.state.failed ? <BrokenBlock type={this.props.type} /> : this.props.children;
  }
}
