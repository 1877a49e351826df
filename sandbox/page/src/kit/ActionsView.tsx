import { ElementView } from './elements/ElementView.tsx';
import type { ActionsBlock } from './types.ts';

export function ActionsView({ block }: { block: ActionsBlock }) {
  return (
    <div className="block-actions">
      {block.elements.map((element) => (
        <ElementView key={element.action_id} element={element} place={{ blockId: block.block_id }} />
      ))}
    </div>
  );
}
