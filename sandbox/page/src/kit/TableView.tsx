import { RichTextView } from './rich/RichTextView.tsx';
import type { TableBlock, TableCell } from './types.ts';

/** A table; its first row is the heading. */
export function TableView({ block }: { block: TableBlock }) {
  const [head = [], ...rows] = block.rows;
  const cell = (content: TableCell, column: number, Tag: 'td' | 'th') => {
    const setting = block.column_settings?.[column];
    return (
      <Tag
        key={column}
        className={setting?.is_wrapped === false ? 'nowrap' : undefined}
        style={{ textAlign: setting?.align ?? 'left' }}
        {...(Tag === 'th' ? { scope: 'col' } : {})}
      >
        <CellView cell={content} />
      </Tag>
    );
  };
  return (
    <div className="block-table">
      <table>
        <thead>
          <tr>{head.map((content, column) => cell(content, column, 'th'))}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a table's rows never move
            <tr key={index}>{row.map((content, column) => cell(content, column, 'td'))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CellView({ cell }: { cell: TableCell }) {
  switch (cell.type) {
    case 'raw_text':
      return cell.text;
    case 'raw_number':
      return cell.text ?? String(cell.value ?? '');
    case 'rich_text':
      return <RichTextView parts={cell.elements} />;
  }
}
