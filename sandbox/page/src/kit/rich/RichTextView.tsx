import type { RichPart } from '../types.ts';
import { Leaves } from './Leaves.tsx';
import { ListView } from './ListView.tsx';
import { numberLists } from './lists.ts';

/** A rich_text block: paragraphs, lists, quotes, code. */
export function RichTextView({ parts }: { parts: readonly RichPart[] }) {
  const starts = numberLists(parts);
  return (
    <div className="rich">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block's parts never move
        <PartView key={index} part={part} start={starts[index] ?? 0} />
      ))}
    </div>
  );
}

function PartView({ part, start }: { part: RichPart; start: number }) {
  switch (part.type) {
    case 'rich_text_section':
      return (
        <div className="rich-section">
          <Leaves leaves={part.elements} />
        </div>
      );
    case 'rich_text_list':
      return <ListView list={part} start={start} />;
    case 'rich_text_quote':
      return (
        <blockquote>
          <Leaves leaves={part.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Leaves leaves={part.elements} />
        </pre>
      );
  }
}
