import type { RichPart } from '../types.ts';
import { Leaves } from './Leaves.tsx';
import { marker } from './lists.ts';

type RichList = Extract<RichPart, { type: 'rich_text_list' }>;

export function ListView({ list, start }: { list: RichList; start: number }) {
  return (
    <ul className="mrkdwn-list" style={{ '--indent': list.indent ?? 0 }}>
      {list.elements.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block's items never move
        <li key={index} data-marker={marker(list, start + index)}>
          <Leaves leaves={item.elements} />
        </li>
      ))}
    </ul>
  );
}
